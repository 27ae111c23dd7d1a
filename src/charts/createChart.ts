import { assembleChart, type Chart, type ChartParts } from "./Chart.js";
import { chartText } from "./frame/chartText.js";
import { titlesAsText } from "./frame/titlesAsText.js";
import type { JsonObject } from "./MimeBundle.js";

/** The MIME type under which JupyterLab draws a Vega-Lite chart; it accepts version 5 and not 6. */
export const vegaLiteMimeType = "application/vnd.vegalite.v5+json";

/**
 * Makes a chart from its title, its description, a Vega-Lite specification and the table of its numbers.
 *
 * @example createChart({ title: "Two bars", description: "…", spec: { mark: "bar" }, table: { columns: ["label"], rows: [["A"]] } })
 */
export function createChart(parts: ChartParts & { spec: JsonObject }): Chart {
  const text = chartText(parts.title, parts.table);
  const spec = titlesAsText(parts.spec);
  return assembleChart({ ...parts, mimeType: vegaLiteMimeType, spec, still: spec, text });
}
