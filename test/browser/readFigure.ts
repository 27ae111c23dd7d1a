import type { Locator } from "playwright-core";

/** What Plotly draws at the moment, as its element knows it. */
export interface Figure {
  data: Record<string, unknown>[];
  /** The place at which Plotly's own slider stands, or -1 where it has none. */
  active: number;
  /** What is written in the picture. */
  texts: string[];
  /** Marks in the picture that stand for one row of data each. */
  points: number;
}

/** The figure that a Plotly chart shows now. */
export function figureOf(chart: Locator): Promise<Figure> {
  return chart.locator(".js-plotly-plot").evaluate((element) => {
    const plot = element as unknown as {
      data: Record<string, unknown>[];
      _fullLayout: { sliders?: { active: number }[] };
    };
    return {
      // Some lists are typed arrays in the page.
      data: JSON.parse(
        JSON.stringify(plot.data, (_, value) =>
          ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
        ),
      ),
      active: plot._fullLayout.sliders?.[0]?.active ?? -1,
      texts: [...element.querySelectorAll("text")].map((text) => text.textContent ?? ""),
      points: element.querySelectorAll(".scatterlayer .point, .points path").length,
    };
  });
}
