import { ChartError } from "../ChartError.js";

/** Checks that a confusion matrix is square and holds counts, or says which row and column doesn't. */
export function readCounts(
  chart: string,
  matrix: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  if (matrix.length < 2) {
    throw new ChartError(`${chart} needs at least two classes, got ${matrix.length} rows`);
  }
  for (const [truth, row] of matrix.entries()) {
    if (row.length !== matrix.length) {
      throw new ChartError(
        `${chart} needs a square matrix: row ${truth} has ${row.length} columns, there are ${matrix.length} rows`,
      );
    }
    const wrong = row.findIndex((count) => !Number.isInteger(count) || count < 0);
    if (wrong === -1) continue;
    throw new ChartError(`${chart} needs counts: row ${truth}, column ${wrong} is ${row[wrong]}`);
  }
  return matrix;
}
