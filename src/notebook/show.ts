import { type Chart, plotlyMimeType } from "../charts/Chart.js";
import { refuseMore } from "../logits/checks.js";
import { escapeText, printable } from "../logits/text.js";
import { cellDisplay } from "./display.js";
import { noFormulas } from "./html.js";
import { NotebookError } from "./NotebookError.js";
import { jpegOf, renderPng } from "./renderPng.js";

/**
 * Draws a chart under the cell: live in JupyterLab, as a picture where only pictures are shown, and as a table of its numbers
 * everywhere else. Outside a kernel it prints the table.
 *
 * A picture that can't be made is left out.
 *
 * @throws {NotebookError} when it isn't given a chart, or anything besides one
 *
 * @example await show(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export async function show(chart: Chart): Promise<void>;
export async function show(chart: Chart, ...others: unknown[]): Promise<void> {
  requireChart("show", chart, others);
  const display = cellDisplay();
  const bundle = chart.toMimeBundle();
  const picture = await renderPng(chart.toStill());
  if (!picture) return display(bundle);
  const { width, height } = picture;
  // JupyterLab's Plotly would show a PNG in place of its figure until the mouse comes near; a JPEG remains a fallback.
  const live = plotlyMimeType in bundle;
  const [type, data] = live ? ["image/jpeg", await jpegOf(picture)] : ["image/png", picture.base64];
  display(
    { ...bundle, [type]: data },
    { metadata: { [type]: { width, height, alt: chart.description } } },
  );
}

/** More rows than this make a page slow and a notebook large, and nobody reads them. */
const mostRows = 1000;
/** With more rows than this, the table scrolls in a box of its own. */
const rowsInView = 20;

/**
 * Shows the numbers behind a chart as a table under the cell: for screen readers, for copying, for anyone who prefers numbers.
 *
 * Shows the first 1,000 rows and says how many more there are in `chart.table.rows`. Labels and texts are data: all of them
 * are escaped.
 *
 * @throws {NotebookError} when it isn't given a chart, or anything besides one
 *
 * @example await showTable(logitsBesideProbabilities([-3.48, 3.85], ["NEGATIVE", "POSITIVE"]))
 * // prints: …
 * // label     logit  probability
 * // NEGATIVE  -3.48       0.0007
 * // POSITIVE   3.85       0.9993
 */
export async function showTable(chart: Chart): Promise<void>;
export async function showTable(chart: Chart, ...others: unknown[]): Promise<void> {
  requireChart("showTable", chart, others);
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

function requireChart(caller: string, chart: Chart, others: readonly unknown[]): void {
  refuseMore(caller, others, { ErrorType: NotebookError });
  if (typeof chart?.toMimeBundle === "function") return;
  throw new NotebookError(
    `${caller} needs a chart, such as the one that logitsBesideProbabilities(…) returns`,
  );
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

/** Words are aligned to the left of their column; numbers to the right, where the page puts them by default. */
function side(column: number, rows: readonly (readonly string[])[]): string {
  const number = /^[<>≈]?[-−+]?[\d.,]+(e[-+]?\d+)? ?%?$/;
  const words = rows.slice(0, mostRows).some((row) => !number.test(row[column]));
  return words ? ' style="text-align: left"' : "";
}

/** A box of limited height, which the keyboard can scroll if the page allows it a tab stop. */
function scrolling(table: string): string {
  return `<div style="max-height: 30em; overflow: auto" tabindex="0">${table}</div>`;
}

const cell = (text: string) => escapeText(printable(text));
