import type { Locator } from "playwright-core";

/** What Plotly is drawing at the moment, as its element knows it. */
export interface Figure {
  data: Record<string, unknown>[];
  /** The position of Plotly's own slider, or -1 if it has none. */
  active: number;
  /** The text in the picture. */
  texts: string[];
  /** Marks in the picture that each stand for one row of data. */
  points: number;
}

/** The figure that a Plotly chart is showing. */
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
