import { type FileAt, refusal } from "./bytes.js";

/**
 * The columns of whole numbers from 0 up where other columns have other numbers: an index, a count, a label or a truth value
 * rather than a class. A single row says nothing about its columns.
 *
 * @returns the indices of these columns
 */
export function foreignColumns(columns: readonly (readonly unknown[])[]): number[] {
  if (columns.length === 0 || columns[0].length < 2) return [];
  const whole = columns.flatMap((cells, index) => (isWholeColumn(cells) ? [index] : []));
  return whole.length < columns.length ? whole : [];
}

/**
 * Rows of numbers without names for their columns have a class in each.
 *
 * @throws {PredictionsError} when a column holds whole numbers beside columns that don't, as an index or labels do
 */
export function checkRowsOfClasses(rows: readonly (readonly unknown[])[], at: FileAt): void {
  const columns = Array.from(rows[0], (_, column) => rows.map((row) => row[column]));
  const [foreign] = foreignColumns(columns);
  const isIndex = columns[0].every((cell, row) => Number(cell) === row);
  // One of two classes may well have whole numbers by chance.
  if (foreign === undefined || (columns.length < 3 && !isIndex)) return;
  throw refusal(
    at,
    `column ${foreign} holds whole numbers beside columns that don't, as an index or labels do; save the columns with their names, or the scores alone, or, if it is a class, give a name for each of the ${columns.length} columns with { id2label: ["…", "…"] }`,
  );
}

/** True where each cell is a whole number from 0 up, written without a decimal point. */
export function isWholeColumn(cells: readonly unknown[]): boolean {
  return cells.every((cell) => /^\s*\d+\s*$/.test(String(cell)));
}
