import { assembleChart, type Chart, type ChartParts } from "./Chart.js";
import { chartText } from "./frame/chartText.js";
import { titlesAsText } from "./frame/titlesAsText.js";
import type { JsonObject } from "./MimeBundle.js";

/** The MIME type under which JupyterLab, Notebook and VS Code draw a Plotly figure. */
export const plotlyMimeType = "application/vnd.plotly.v1+json";

/**
 * Makes a chart from a Plotly figure, for what Vega-Lite can't draw: three dimensions, ternary axes, frames.
 *
 * `still` is a Vega-Lite specification of the same picture, for places that show pictures only: Plotly itself needs a page to
 * draw in. Text in the figure must have gone through `plainText`, since Plotly reads tags in it.
 *
 * @example createPlotlyChart({ title: "A surface", description: "…", figure: { data: [], layout: {} }, still: { mark: "rect" }, table })
 */
export function createPlotlyChart(
  parts: ChartParts & { figure: JsonObject; still: JsonObject },
): Chart {
  const { figure, ...rest } = parts;
  const still = titlesAsText(parts.still);
  const text = chartText(parts.title, parts.table);
  return assembleChart({ ...rest, mimeType: plotlyMimeType, spec: figure, still, text });
}
