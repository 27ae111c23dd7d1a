import type { Locator } from "playwright-core";

/** One thing drawn by Vega, with the full-precision datum behind it. */
export interface Mark {
  /** Vega's own name of its kind: `rect`, `symbol`, `text`, `line`, `rule`, … */
  type: string;
  /** Vega-Lite's role: `mark` for data, `axis-label`, `legend-entry`, `title-text`, … */
  role: string;
  datum: Record<string, unknown>;
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
  /** What can be read in the picture (texts only) and what a screen reader says. */
  text: string;
  spoken: string;
  /** Which panel of the chart it is in: 0, 1, … in drawing order; -1 for what is outside the panels. */
  panel: number;
  /** Where it is in the window, in pixels. */
  box: { x: number; y: number; width: number; height: number };
}

/** All marks of a live Vega chart (SVG), in drawing order, axes and legends included. */
export function marksOf(chart: Locator): Promise<Mark[]> {
  return chart.locator("svg.marks").evaluate((svg) => {
    type Item = Record<string, unknown> & { mark?: { marktype: string; role?: string } };
    const panelOf = (element: Element) => element.closest("g.mark-group.role-scope > g");
    const primitive = (value: unknown) => value === null || typeof value !== "object";
    const elements = [...svg.querySelectorAll("*")].filter((element) => {
      const item = (element as unknown as { __data__?: Item }).__data__;
      return item?.mark && item.mark.marktype !== "group";
    });
    const panels = Array.from(new Set(elements.map(panelOf))).filter((panel) => panel !== null);
    return elements.map((element) => {
      const item = (element as unknown as { __data__: Item }).__data__;
      const datum = Object.entries((item.datum ?? {}) as object).filter(([, v]) => primitive(v));
      const { x, y, width, height } = element.getBoundingClientRect();
      return {
        type: item.mark?.marktype ?? "",
        role: item.mark?.role ?? "",
        datum: Object.fromEntries(datum),
        x: Number(item.x ?? 0),
        y: Number(item.y ?? 0),
        width: Number(item.width ?? 0),
        height: Number(item.height ?? 0),
        fill: String(item.fill ?? ""),
        text: item.mark?.marktype === "text" ? (element.textContent ?? "") : "",
        spoken: element.getAttribute("aria-label") ?? "",
        panel: panels.indexOf(panelOf(element) as Element),
        box: { x, y, width, height },
      };
    });
  });
}
