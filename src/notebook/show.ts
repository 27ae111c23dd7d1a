import type { Chart } from "../charts/Chart.js";
import { cellDisplay } from "./displayBundle.js";
import { NotebookError } from "./NotebookError.js";
import { renderPng } from "./renderPng.js";

/**
 * Draws a chart under the cell: live in JupyterLab, as a picture where only pictures are shown, as a table of its numbers
 * everywhere else. Outside a kernel it prints the table.
 *
 * A picture that can't be made is left out. Throws `NotebookError` for what is no chart, and else never.
 *
 * @example await show(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))
 */
export async function show(chart: Chart): Promise<void> {
  if (typeof chart?.toMimeBundle !== "function") {
    throw new NotebookError(
      "show needs a chart, such as logitsBesideProbabilities(…) or dragTheLogits(…) returns",
    );
  }
  const display = cellDisplay();
  const bundle = chart.toMimeBundle();
  const picture = await renderPng(chart.toStill());
  if (!picture) return display(bundle);
  const { base64, width, height } = picture;
  display(
    { ...bundle, "image/png": base64 },
    { metadata: { "image/png": { width, height, alt: chart.description } } },
  );
}
