import { parse, View, logger as vegaLogger, Warn } from "vega";
import { compile } from "vega-lite";
import type { Chart } from "../../src/charts/Chart.js";
import { palette } from "../../src/charts/parts/theme.js";

/** One row of the data behind the bars, as the chart itself computed it. */
export interface DrawnClass {
  index: number;
  label: string;
  logit: number;
  probability: number;
  predicted: boolean;
}

/** A chart drawn without a page: its view, to move sliders in and to look into. */
export async function draw(chart: Chart): Promise<View> {
  const { $schema: _, ...spec } = chart.toSpec();
  const warnings: unknown[] = [];
  const logger = vegaLogger(Warn, undefined, (_method, _level, said) => {
    // A brush listens to the page's window, which a chart without a page doesn't have.
    if (said[0] !== "Can not resolve event source: window") warnings.push(said);
  });
  const compiled = compile(spec as never, { logger });
  const view = new View(parse(compiled.spec), { renderer: "none", logger });
  await view.runAsync();
  if (warnings.length > 0) throw new Error(`the chart warns: ${JSON.stringify(warnings)}`);
  return view;
}

interface SceneItem {
  mark: { marktype: string };
  items?: SceneItem[];
  datum?: DrawnClass;
  text?: string;
  width?: number;
  y?: number;
  fill?: string;
}

/** Everything of one mark type that is drawn, axes included, in drawing order. */
export function marks(view: View, type: string): SceneItem[] {
  const found: SceneItem[] = [];
  const walk = (item: SceneItem) => {
    if (item.mark?.marktype === type) found.push(item);
    for (const child of item.items ?? []) walk(child);
  };
  walk((view.scenegraph() as unknown as { root: SceneItem }).root);
  return found;
}

/** The bars of both panels with their data: logits first, probabilities after; without the pale ones of the start. */
export function bars(view: View): (SceneItem & { datum: DrawnClass })[] {
  return marks(view, "rect").filter(
    (item): item is SceneItem & { datum: DrawnClass } =>
      item.datum?.probability !== undefined && item.fill !== palette.ghost,
  );
}

/** All texts of the picture, line by line. */
export function texts(view: View): string[] {
  return marks(view, "text").flatMap(({ text }) => [text].flat().map(String));
}
