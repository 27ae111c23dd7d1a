import { escapeText } from "entities/escape";
import type { Chart } from "../charts/Chart.js";
import { printable } from "../logits/textTable.js";
import { cellDisplay } from "./displayBundle.js";
import { NotebookError } from "./NotebookError.js";
import { noFormulas } from "./noFormulas.js";

/** More rows than this make a page slow and a notebook heavy, and nobody reads them. */
const mostRows = 1000;
/** With more rows than this the table scrolls by itself, under headings that stay. */
const rowsInView = 20;

/**
 * The numbers behind a chart as a table under the cell: for screen readers, for copying, for whoever prefers numbers.
 *
 * Shows the first 1,000 rows and says how many more there are in `chart.table.rows`. Labels and texts are data: all of them
 * are escaped. Throws `NotebookError` for what is no chart.
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
  const table = tableOf(chart);
  const rest = chart.table.rows.length - mostRows;
  const more =
    rest > 0
      ? `<p>… and ${rest.toLocaleString("en")} more rows in <code>chart.table.rows</code></p>`
      : "";
  cellDisplay()({
    "text/html": `${chart.table.rows.length > rowsInView ? scrolling(table) : table}${more}`,
    "text/plain": `${chart.toMimeBundle()["text/plain"]}`,
  });
}

function tableOf({ title, table: { columns, rows } }: Chart): string {
  const head = columns.map((column, i) => `<th scope="col"${side(i, rows)}>${cell(column)}</th>`);
  const body = rows.slice(0, mostRows).map((row) => {
    const cells = row.map((text, i) => {
      const tag = i === 0 ? "th" : "td";
      return `<${tag}${i === 0 ? ' scope="row"' : ""}${side(i, rows)}>${cell(text)}</${tag}>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  return (
    `<table ${noFormulas}><caption style="text-align: left">${cell(title)}</caption>` +
    `<thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`
  );
}

/** Words stand at the left of their column; numbers at the right, where the page puts them by itself. */
function side(column: number, rows: readonly (readonly string[])[]): string {
  const number = /^[<>≈]?[-−+]?[\d.,]+(e[-+]?\d+)? ?%?$/;
  const words = rows.slice(0, mostRows).some((row) => !number.test(row[column]));
  return words ? ' style="text-align: left"' : "";
}

/** A box of its own height, which the keyboard can scroll where the page lets it have a tab stop. */
function scrolling(table: string): string {
  return `<div style="max-height: 30em; overflow: auto" tabindex="0">${table}</div>`;
}

const cell = (text: string) => escapeText(printable(text));
