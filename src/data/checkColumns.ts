import { type FileAt, quoted, refusal } from "./bytes.js";
import type { Numbers } from "./Predictions.js";

/** Beyond this many classes, no runs of columns are tried. */
const mostColumns = 200;

/**
 * Refuses a column beside the classes that its numbers give away, whatever it is called: next to probabilities that make 1,
 * or whole numbers (a label, a fold) in an array of real numbers.
 *
 * @throws {PredictionsError} when some columns make 1 in each row without the others, or one has whole numbers alone
 */
export function checkColumns(
  data: Numbers,
  columns: number,
  classes: readonly string[] | undefined,
  at: FileAt,
): void {
  const rows = data.length / columns;
  if (rows < 2 || columns < 3 || columns > mostColumns) return;
  const grid: Grid = { rows, columns, cell: (row, column) => data[row * columns + column] };
  const name = (column: number) => (classes ? quoted(classes[column]) : String(column));
  const say = classes
    ? "say which columns are classes with { id2label: [their names] }"
    : 'save the classes alone, or, if it is one, name them all with { id2label: ["…", "…"] }';
  const whole = distanceFromOne(grid, 0, columns) ?? Number.POSITIVE_INFINITY;
  const decimals = decimalsOf(data);
  if (whole <= Math.max(1e-3, (columns * 10 ** -decimals) / 2)) return;
  // Rounded numbers make 1 by chance in a few rows.
  const isTelling = rows * decimals >= 5 + 2 * Math.log10(columns);
  const odd = isTelling ? oddOnes(grid, whole) : undefined;
  if (odd !== undefined) {
    throw refusal(
      at,
      `without column ${odd.map(name).join(" and ")}, the numbers of each row make 1, as the probabilities of all classes do, so it may be no class; ${say}`,
    );
  }
  const counted = countedColumn(grid);
  if (counted === undefined) return;
  throw refusal(
    at,
    `column ${name(counted)} holds whole numbers beside columns that don't, as labels, folds and ids do, so it may be no class; ${say}`,
  );
}

interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly cell: (row: number, column: number) => number;
}

/** How many decimals the numbers have, up to four; 8 stands for more. */
function decimalsOf(data: Numbers): number {
  const isRounded = (scale: number) =>
    data.every((value) => Math.abs(value * scale - Math.round(value * scale)) < 1e-4);
  return [1, 2, 3, 4].find((decimals) => isRounded(10 ** decimals)) ?? 8;
}

/**
 * How far from 1 the numbers from one column up to another are in any row, if all of them are probabilities and some rows are
 * undecided.
 */
function distanceFromOne(
  { rows, columns, cell }: Grid,
  from: number,
  to: number,
  without = -1,
): number | undefined {
  let furthest = 0;
  let undecided = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    let largest = 0;
    for (let column = from; column < to; column++) {
      if (column === without) continue;
      const value = cell(row, column);
      if (!(value >= -1e-6 && value <= 1.001)) return undefined;
      sum += value;
      largest = Math.max(largest, value);
    }
    furthest = Math.max(furthest, Math.abs(sum - 1));
    if (furthest > 0.05) return undefined;
    if (largest < 0.98) undecided++;
  }
  const isPart = to - from < columns || without >= 0;
  // Labels that exclude each other make 1 as well, where sigmoids were rounded to 0 and 1.
  return isPart && undecided * 2 < rows ? undefined : furthest;
}

/** The columns without which each row makes 1: one anywhere, or those before and after. */
function oddOnes(grid: Grid, whole: number): number[] | undefined {
  const { rows, columns } = grid;
  const slack = Math.min(whole / 10, rows > 2 ? 1e-3 : 1e-6);
  const makeOne = (from: number, to: number, without = -1) =>
    (distanceFromOne(grid, from, to, without) ?? 1) <= slack;
  for (let column = 0; column < columns; column++) {
    if (makeOne(0, columns, column)) return [column];
  }
  const all = Array.from({ length: columns }, (_, column) => column);
  for (let from = 0; from < columns - 1; from++) {
    for (let to = columns; to > from + 1; to--) {
      if (to - from < columns && makeOne(from, to)) {
        return all.filter((column) => column < from || column >= to);
      }
    }
  }
  return undefined;
}

/** The only column of several whole numbers from 0 up, where each row has fractions alone beside it. */
function countedColumn({ rows, columns, cell }: Grid): number | undefined {
  if (rows < 3) return undefined;
  const each = Array.from({ length: rows }, (_, row) => row);
  const isWhole = (column: number) =>
    each.every((row) => Number.isInteger(cell(row, column)) && cell(row, column) >= 0);
  const all = Array.from({ length: columns }, (_, column) => column);
  const [found, second] = all.filter(isWhole);
  if (found === undefined || second !== undefined) return undefined;
  const values = each.map((row) => cell(row, found));
  const others = all.filter((column) => column !== found);
  const areFractions = others.every((c) => each.every((row) => !Number.isInteger(cell(row, c))));
  const areProbabilities = others.every((c) =>
    each.every((row) => Math.abs(cell(row, c) - 0.5) <= 0.5),
  );
  // A class that never fires is constant; sigmoids that were rounded reach 0 and 1 as well.
  const isSound = new Set(values).size < 2 || (areProbabilities && values.every((v) => v <= 1));
  return areFractions && !isSound ? found : undefined;
}
