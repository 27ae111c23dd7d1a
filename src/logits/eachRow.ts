import type { FlatLogits } from "./readLogits.js";

/** Asks one number of each row: a number for a row, `[n]` numbers for a batch. */
export function eachRow(
  { data, rows, columns, isBatch }: FlatLogits,
  ask: (data: ArrayLike<number>, start: number, columns: number) => number,
): number | number[] {
  if (!isBatch) return ask(data, 0, columns);
  const answers = new Array<number>(rows);
  for (let row = 0; row < rows; row++) answers[row] = ask(data, row * columns, columns);
  return answers;
}
