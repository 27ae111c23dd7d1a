import type { Chart, JsonObject } from "../../src/charts/Chart.js";

/** The parts of a trace that tests look at. */
interface Trace extends JsonObject {
  type: string;
  mode: string;
  a: number[];
  b: number[];
  c: number[];
  x: number[];
  y: number[];
  z: number[] & number[][];
  customdata: string[][];
  hovertemplate: string;
}

export interface Figure {
  data: Trace[];
  layout: JsonObject & { title: { text: string; subtitle: { text: string } } };
  frames: { name: string; data: { a: number[]; b: number[] }[]; traces: number[] }[];
  config: JsonObject;
}

/** A Plotly chart's specification, typed for tests. */
export const figureOf = (chart: Chart) => chart.toSpec() as unknown as Figure;

/** Every text that Plotly may show; the description is there for other readers. */
export function shownIn(chart: Chart): string[] {
  const { meta: _, ...layout } = figureOf(chart).layout;
  return textsIn({ ...chart.toSpec(), layout });
}

/** Every text in it, however deep; not the keys. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** A tag, template, formula or entity that the kit itself did not write. */
export function meaningIn(text: string): boolean {
  const own = text
    .replaceAll("<br>", "")
    .replaceAll("<extra></extra>", "")
    .replace(/%\{(customdata\[\d\]|[abcxyz](:\.\df)?)\}/g, "");
  return /[<>%$]|&(?!#\d\d;)/.test(own);
}
