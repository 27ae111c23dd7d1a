import type { FlatLogits } from "./checkLogits.js";

/**
 * One text's logits, `[k]`: a plain array or any typed array of numbers.
 *
 * Whole numbers are taken as they are, so quantised ones must be multiplied by their scale first. Bytes (a `Buffer`) and
 * 16-bit integers that may be the bits of half-precision numbers are refused.
 */
export type LogitsRow = ArrayLike<number>;

/** Several texts' logits, `[n, k]`: an array of rows. */
export type LogitsBatch = ArrayLike<ArrayLike<number>>;

/**
 * Flat numbers with their shape: a transformers.js `Tensor`, a parsed .npy file.
 *
 * `data` is typed loosely, because a `Tensor` may also hold strings or bigints, which are refused when it is read.
 */
export interface LogitsTensor {
  readonly data: ArrayLike<unknown>;
  /** `[n, k]` for a batch, `[k]` for a row. */
  readonly dims: readonly number[];
  /** A `Tensor`'s element type: with `"float16"` and `"bfloat16"`, 16-bit integers are read as the bits that they are. */
  readonly type?: string;
}

/**
 * Everything that this room accepts as logits (log-odds, any real numbers).
 *
 * A row gives a row back, a batch a batch. TypeScript cannot see a tensor's rank, so a tensor is typed as the batch
 * that models return; a tensor of rank 1 still gives a row.
 */
export type Logits = LogitsRow | LogitsBatch | LogitsTensor;

/** Cuts flat numbers into the shape that came in: one plain row `[k]`, or a batch of plain rows `[n, k]`. */
export function rowsOf(
  values: ArrayLike<number>,
  shape: { readonly rows: number; readonly columns: number; readonly isBatch: boolean },
): number[] | number[][] {
  if (!shape.isBatch) return rowOf(values, 0, shape.columns);
  const batch = new Array<number[]>(shape.rows);
  for (let row = 0; row < shape.rows; row++) batch[row] = rowOf(values, row, shape.columns);
  return batch;
}

/** Copies one row out of flat numbers as a plain array, which prints well as a cell's last expression. */
export function rowOf(values: ArrayLike<number>, row: number, columns: number): number[] {
  const copy = new Array<number>(columns);
  const start = row * columns;
  for (let column = 0; column < columns; column++) copy[column] = values[start + column];
  return copy;
}

/** Computes one number from each row: a number for a row, `[n]` numbers for a batch. */
export function eachRow(
  { data, rows, columns, isBatch }: FlatLogits,
  ask: (data: ArrayLike<number>, start: number, columns: number) => number,
): number | number[] {
  if (!isBatch) return ask(data, 0, columns);
  const answers = new Array<number>(rows);
  for (let row = 0; row < rows; row++) answers[row] = ask(data, row * columns, columns);
  return answers;
}
