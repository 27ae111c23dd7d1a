import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe } from "../logits/text.js";
import { type Chart, ChartError, createChart, type JsonObject } from "./Chart.js";
import { labelParameter } from "./parts/bars.js";
import { type ClassLabels, refuseMoreFor } from "./parts/checks.js";
import { packed } from "./parts/packed.js";
import { smallTables } from "./parts/smallTables.js";
import { themeFor } from "./parts/theme.js";
import { shorten } from "./parts/words.js";

/** One way, right or wrong, to make probabilities of the batch, and what came of it. */
export interface SameBatchPanel {
  /** What stands above the panel: `"softmax over the batch"`. */
  readonly name: string;
  /** What came, `[n, k]`; a bug may give fewer rows or columns, and anything that a number can be. */
  readonly values: readonly ArrayLike<number>[];
}

/**
 * The same batch as each bug draws it: a small panel for each, one row per text and one column per class, with the sums of the
 * rows beside it and of the columns below. Each row's largest number is bold. Blue is above 0 and brown below, darkest at 1.
 *
 * Each panel says whether its rows sum to 1 (to four decimals), and how many rows have their largest number where the first
 * panel has it: begin with the right one.
 *
 * @param panels 1 to 24; of more than 12 rows the first 12 are drawn, and all count in the words
 * @param labels the classes' labels, or a model's `id2label`, 2 to 60
 * @throws {ChartError} when there is no panel or more than 24, one has no rows, more columns than there are labels or anything
 *   but numbers, or labels are not 2 to 60
 *
 * @example
 * sameBatchByBug(
 *   [
 *     { name: "right", values: [[0.27, 0.73], [0.88, 0.12]] },
 *     { name: "over the batch", values: [[0.05, 0.95], [0.95, 0.05]] },
 *     { name: "no softmax", values: [[-1, 0], [2, 0]] },
 *   ],
 *   ["NO", "YES"],
 * )
 * // prints: Every row sums to 1 in 2 of 3 panels; none of those gives other answers than the first
 * // …
 * // no softmax        1   2.00  0.00   2.0000
 *
 * @see `smallMultiples` for many texts by one model
 */
export function sameBatchByBug(panels: readonly SameBatchPanel[], labels: ClassLabels): Chart;
export function sameBatchByBug(
  panels: readonly SameBatchPanel[],
  labels: ClassLabels,
  ...more: unknown[]
): Chart {
  refuseMoreFor(caller, more);
  const names = readLabels(labels as Id2Label, undefined, caller);
  if (names.length < 2 || names.length > mostLabels) {
    throw new ChartError(`${caller} draws 2 to ${mostLabels} classes, got ${names.length} labels`);
  }
  const read = checkPanels(panels, names.length);
  const [first] = read;
  const captions = read.map((panel) => captionOf(panel, first));
  const title = titleOf(read);
  const rows = Math.min(mostRows, Math.max(...read.map(({ values }) => values.length)));
  const description = `${read.length} small tables of the same batch, ${names.length} classes. ${title}`;
  const longest = Math.max(...read.map(({ values }) => values.length));
  const subtitle = [
    "The largest number of a row is bold; sums are beside the rows and below the columns. Blue is above 0, brown below.",
    ...(longest > rows ? [`The first ${rows} of ${longest} rows.`] : []),
  ];
  const shared = {
    ...themeFor(read.length * rows * names.length),
    title: { text: title, subtitle },
    description,
    params: [
      labelParameter(names),
      { name: "panel_names", value: read.map(({ name }) => name) },
      { name: "captions", value: captions },
    ],
    data: {
      name: "panels",
      values: read.map((panel, index) => ({ index, cells: packed(cellsOf(panel, rows)) })),
    },
  };
  const tables = { panels: read.length, rows, labels: names };
  const spec: JsonObject = { ...shared, ...smallTables(tables) };
  const narrow: JsonObject = { ...shared, ...smallTables({ ...tables, isNarrow: true }) };
  return createChart({ title, description, spec, narrow, table: tableOf(read, names) });
}

const caller = "sameBatchByBug";
const mostPanels = 24;
const mostRows = 12;
const mostLabels = 60;

/** A panel's numbers, with what is said about them. */
interface ReadPanel {
  readonly name: string;
  readonly values: readonly (readonly number[])[];
  readonly sums: readonly number[];
  /** Each row's largest number, the first in a tie; -1 where one is not a number. */
  readonly winners: readonly number[];
}

function checkPanels(panels: readonly SameBatchPanel[], columns: number): ReadPanel[] {
  if (!Array.isArray(panels) || panels.length === 0 || panels.length > mostPanels) {
    throw new ChartError(
      `${caller} draws 1 to ${mostPanels} panels, a list of { name, values }, got ${describe(panels)}`,
    );
  }
  return panels.map(({ name, values } = {} as SameBatchPanel, index) => {
    const place = `panel ${index}`;
    if (typeof name !== "string" || !Array.isArray(values) || values.length === 0) {
      throw new ChartError(
        `${caller} needs panels as { name, values: [n, k] }: ${place} has ${describe(name)} as name and ${describe(values)} as values`,
      );
    }
    const read = values.map((row, i) => checkRow(row, columns, `${place}, row ${i}`));
    const sums = read.map((row) => row.reduce((a, b) => a + b, 0));
    return { name: shorten(name, 60), values: read, sums, winners: read.map(winnerOf) };
  });
}

function checkRow(row: ArrayLike<number>, columns: number, place: string): number[] {
  const isRow = Array.isArray(row) || ArrayBuffer.isView(row);
  if (!isRow || row.length === 0 || row.length > columns) {
    throw new ChartError(
      `${caller} needs rows of 1 to ${columns} numbers, one for each label: ${place} is ${describe(row)}`,
    );
  }
  return Array.from(row, (value, column) => {
    if (typeof value === "number") return value;
    throw new ChartError(
      `${caller} needs numbers: ${place}, column ${column} is ${describe(value)}`,
    );
  });
}

function winnerOf(row: readonly number[]): number {
  return row.some(Number.isNaN) ? -1 : row.indexOf(Math.max(...row));
}

/** What is written as 1.0000. */
const isOne = (sum: number) => Math.abs(sum - 1) < 0.00005;
const sumsToOne = ({ sums }: ReadPanel) => sums.every(isOne);

function columnSums({ values }: ReadPanel): number[] {
  const width = Math.max(...values.map((row) => row.length));
  return Array.from({ length: width }, (_, column) =>
    values.reduce((sum, row) => sum + (row[column] ?? 0), 0),
  );
}

/** In how many rows the largest number is where the first panel has it. */
function agreement(panel: ReadPanel, first: ReadPanel): number {
  return panel.winners.filter((winner, row) => winner >= 0 && winner === first.winners[row]).length;
}

/** What is said of a panel: what sums to 1, and how far its answers are those of the first. */
function captionOf(panel: ReadPanel, first: ReadPanel): [string, string] {
  const whole = panel.sums.filter(isOne).length;
  const count = whole === 0 ? "no row sums to 1" : `${whole} of ${panel.sums.length} rows sum to 1`;
  const columns = columnSums(panel).every(isOne) ? "columns sum to 1" : count;
  const sums = sumsToOne(panel) ? "rows sum to 1" : columns;
  const rows = first.winners.length;
  return [sums, panel === first ? "" : `answers: ${agreement(panel, first)} of ${rows} as first`];
}

function titleOf(panels: readonly ReadPanel[]): string {
  const [first] = panels;
  const summing = panels.filter(sumsToOne);
  const start = `Every row sums to 1 in ${summing.length} of ${panels.length} panels`;
  if (summing.length === 0 || panels.length === 1) return start;
  const others = summing.filter((panel) => agreement(panel, first) < first.winners.length).length;
  const give =
    others === 1 ? "1 of those gives" : `${others === 0 ? "none" : others} of those give`;
  return `${start}; ${others === 0 ? "none of those gives" : give} other answers than the first`;
}

/** More digits than anyone sees; with six, the fourth decimal would be rounded twice. */
const stored = (value: number) => (Number.isNaN(value) ? null : Number(value.toPrecision(9)));

/** Row, column, number and whether it is its row's largest; the sums of rows in column -1, those of columns below the rows. */
function cellsOf(panel: ReadPanel, rows: number): (number | null)[][] {
  const { values, sums, winners } = panel;
  return [
    ...values
      .slice(0, rows)
      .flatMap((row, i) =>
        row.map((value, column) => [i, column, stored(value), Number(column === winners[i])]),
      ),
    ...sums.slice(0, rows).map((sum, i) => [i, -1, stored(sum), 0]),
    ...columnSums(panel).map((sum, column) => [rows, column, stored(sum), 0]),
  ];
}

function tableOf(panels: readonly ReadPanel[], labels: readonly string[]) {
  return {
    columns: ["panel", "row", ...labels, "sum"],
    rows: panels.flatMap(({ name, values, sums }) =>
      values.map((row, i) => [
        name,
        String(i),
        ...labels.map((_, column) => (column < row.length ? row[column].toFixed(2) : "")),
        sums[i].toFixed(4),
      ]),
    ),
  };
}
