import { checkLogits } from "./checkLogits.js";
import { refuseNaN } from "./checks.js";
import {
  eachRow,
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
} from "./Logits.js";

/**
 * Returns the index of each row's largest logit, which is the predicted class index. Of equal logits, the first wins.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape
 * @returns one index for a row, `[n]` indices for a batch: always along the classes, never over the whole batch
 * @throws {LogitsError} when a logit is NaN, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * argmax([1, 2, 0.5]) // 1
 * argmax([[1, 2, 0.5], [-1, 0, 2]]) // [1, 2]
 */
export function argmax(logits: LogitsTensor): number[];
export function argmax(logits: LogitsRow): number;
export function argmax(logits: LogitsBatch): number[];
export function argmax(logits: Logits): number | number[];
export function argmax(logits: Logits): number | number[] {
  const flat = checkLogits(logits, "argmax");
  refuseNaN(flat, "argmax");
  return eachRow(flat, indexOfLargest);
}

/** The index of the largest of the `columns` numbers at `start`, counted from `start`; of equals, the first. */
export function indexOfLargest(data: ArrayLike<number>, start: number, columns: number): number {
  let best = 0;
  for (let column = 1; column < columns; column++) {
    if (data[start + column] > data[start + best]) best = column;
  }
  return best;
}
