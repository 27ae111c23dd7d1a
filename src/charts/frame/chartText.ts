import { printable, textTable } from "../../logits/textTable.js";
import type { ChartTable } from "../Chart.js";

/** As many rows as one looks through; the others stand in `chart.table`. */
const limit = 40;

/** A chart in words: its title, and its numbers as a table that stops after 40 rows and says how many more there are. */
export function chartText(title: string, { columns, rows }: ChartTable): string {
  const table = textTable(columns, rows.slice(0, limit));
  const rest = rows.length - limit;
  const more = rest > 0 ? `\n… and ${rest} more rows: await showTable(chart)` : "";
  return `${printable(title)}\n\n${table}${more}`;
}
