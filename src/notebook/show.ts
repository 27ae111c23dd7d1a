import { type Chart, plotlyMimeType } from "../charts/Chart.js";
import { cellDisplay } from "./displayBundle.js";
import { jpegOf } from "./jpegOf.js";
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
  const { width, height } = picture;
  // JupyterLab's Plotly shows a PNG beside its figure in place of it, until a mouse comes near: as a JPEG it stays a spare.
  const live = plotlyMimeType in bundle;
  const [type, data] = live ? ["image/jpeg", await jpegOf(picture)] : ["image/png", picture.base64];
  display(
    { ...bundle, [type]: data },
    { metadata: { [type]: { width, height, alt: chart.description } } },
  );
}
