import { escapeText } from "entities/escape";
import type { Chart } from "../charts/Chart.js";
import { printable } from "../logits/textTable.js";
import { cellDisplay } from "./displayBundle.js";
import { NotebookError } from "./NotebookError.js";

/**
 * The numbers behind a chart as a table under the cell: for screen readers, for copying, for whoever prefers numbers.
 *
 * Throws `NotebookError` for what is no chart. Labels and texts are data: all of them are escaped.
 *
 * @example await showTable(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export async function showTable(chart: Chart): Promise<void> {
  if (typeof chart?.toMimeBundle !== "function") {
    throw new NotebookError(
      "showTable needs a chart, such as logitsBesideProbabilities(…) returns",
    );
  }
  const { columns, rows } = chart.table;
  const head = columns.map((column) => `<th scope="col">${cell(column)}</th>`).join("");
  const body = rows.map(
    (row) => `<tr>${row.map((text) => `<td>${cell(text)}</td>`).join("")}</tr>`,
  );
  cellDisplay()({
    "text/html":
      `<table><caption style="text-align: left">${cell(chart.title)}</caption>` +
      `<thead><tr>${head}</tr></thead><tbody>${body.join("")}</tbody></table>`,
    "text/plain": `${chart.toMimeBundle()["text/plain"]}`,
  });
}

const cell = (text: string) => escapeText(printable(text));
