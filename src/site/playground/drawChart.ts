import type { Chart } from "../../charts/Chart.js";
import { element } from "./elements.js";
import { latest } from "./latest.js";

/** What `charts.js` brings: Vega, and the kit's own scripts of exported pages. */
declare const vegaEmbed: (place: Element, spec: object, options: object) => Promise<unknown>;
declare const drawFitting: (
  place: Element,
  spec: object,
  draw: (form: object) => Promise<unknown>,
) => Promise<() => void>;
declare const nameVegaParts: (place: Element) => void;
declare const improveControls: (place: Element) => void;

const drawers = new WeakMap<HTMLElement, (chart: Chart) => void>();

/**
 * Draws a chart in a figure, in place of the one before, which stays until the new one is there. Of charts that come faster than they
 * are drawn, only the last is.
 */
export function drawChart(figure: HTMLElement, chart: Chart): void {
  let draw = drawers.get(figure);
  if (!draw) {
    let before: (() => void) | undefined;
    draw = latest(
      async (next: Chart) => {
        before = await drawInPlaceOf(figure, next, before);
      },
      (error) => console.error(error),
    );
    drawers.set(figure, draw);
  }
  draw(chart);
}

async function drawInPlaceOf(
  figure: HTMLElement,
  chart: Chart,
  before: (() => void) | undefined,
): Promise<() => void> {
  await loadDrawing();
  // Vega's first drawing takes longer than all of the page: what is beside the chart can be read meanwhile.
  if (!before) await painted();
  const place = element("div", { class: "live is-next" });
  // What isn't seen has no width that a chart could fit into.
  figure.hidden = false;
  figure.append(place);
  const { $schema: _, usermeta, ...spec } = chart.toSpec();
  const { embedOptions, ...others } = (usermeta ?? {}) as Record<string, object>;
  // The page's policy lets no text run as code, and no script write a style sheet: expressions are interpreted, and the page has
  // the styles itself.
  const options = {
    ...embedOptions,
    ast: true,
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };
  const end = await drawFitting(
    place,
    { ...spec, usermeta: { ...others, embedOptions: options } },
    async (form) => {
      const drawn = await vegaEmbed(place, form, { mode: "vega-lite" });
      nameVegaParts(place);
      improveControls(place);
      return drawn;
    },
  );
  before?.();
  for (const old of figure.querySelectorAll(".live:not(.is-next)")) old.remove();
  place.className = "live";
  figure.setAttribute("aria-label", chart.title);
  return end;
}

/** Waits until the page shows what it holds. */
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

let loaded: Promise<void> | undefined;

/** Loads Vega, a third of the page's programs: the first answer doesn't wait for it. */
export function loadDrawing(): Promise<void> {
  loaded ??= new Promise((resolve, reject) => {
    const address = new URL("charts.js", import.meta.url).href;
    const script = element("script", { src: address });
    script.onload = () => resolve();
    script.onerror = () => reject(new Error("the program that draws charts can't be loaded"));
    document.head.append(script);
  });
  return loaded;
}
