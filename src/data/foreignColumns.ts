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
  const areAllWhole = columns.every((cells) =>
    cells.every((cell) => /^\s*-?\d+\s*$/.test(String(cell))),
  );
  if (areAllWhole) return [];
  const makeOne = columns[0].every((_, row) => isOne(columns.map((cells) => Number(cells[row]))));
  return whole.filter((index) => !isSaturated(columns[index], makeOne));
}

/** The probabilities of one text; half precision and two decimals round a little. */
function isOne(numbers: readonly number[]): boolean {
  const sum = numbers.reduce((total, value) => total + value, 0);
  return (
    numbers.every((value) => value >= 0) &&
    Math.abs(sum - 1) <= Math.max(0.01, Math.min(0.05, numbers.length / 200))
  );
}

/**
 * Probabilities that reached 0 and 1, whose rows still make 1, and a class that no text has, which reads 0 in JSON. As text,
 * pandas writes such a class as 0.0, and a label as 0.
 */
function isSaturated(cells: readonly unknown[], makeOne: boolean): boolean {
  if (cells.every((cell) => Number(cell) === 0)) return typeof cells[0] === "number";
  return makeOne;
}

/**
 * Rows of numbers without names for their columns have a class in each.
 *
 * @throws {PredictionsError} when a column holds whole numbers beside columns that don't, as an index or labels do
 */
export function checkRowsOfClasses(rows: readonly (readonly unknown[])[], at: FileAt): void {
  const columns = Array.from(rows[0], (_, column) => rows.map((row) => row[column]));
  const [foreign] = foreignColumns(columns);
  if (foreign === undefined) return;
  // One of two classes may well have whole numbers by chance, in a few rows.
  const isIndex = columns[0].every((cell, row) => Number(cell) === row);
  const isBesideFractions = columns[1 - foreign]?.some(hasFraction);
  const isForeign =
    isIndex || (isBesideFractions && (rows.length > 2 || isRunning(columns[foreign])));
  if (columns.length < 3 && !isForeign) return;
  throw refusal(
    at,
    `column ${foreign} holds whole numbers beside columns that don't, as an index or labels do; save the columns with their names, or the scores alone, or, if it is a class, give a name for each of the ${columns.length} columns with { id2label: ["…", "…"] }`,
  );
}

function hasFraction(cell: unknown): boolean {
  return Number.isFinite(Number(cell)) && !Number.isInteger(Number(cell));
}

/** True for 0, 1, 2, … or 1, 2, 3, …, as an index counts. */
function isRunning(cells: readonly unknown[]): boolean {
  const first = Number(cells[0]);
  return first <= 1 && cells.every((cell, row) => Number(cell) === first + row);
}

/** True where each cell is a whole number from 0 up, written without a decimal point. */
export function isWholeColumn(cells: readonly unknown[]): boolean {
  return cells.every((cell) => /^\s*\d+\s*$/.test(String(cell)));
}
