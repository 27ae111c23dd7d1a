import { checkLogits } from "./checkLogits.js";
import { refuseAxis, refuseNaN } from "./checks.js";
import { LogitsError } from "./errors.js";
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
 * A head with one logit answers yes or no, and its argmax would always be 0: there, a logit above 0 means yes.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, k at least 2
 * @returns one index for a row, `[n]` indices for a batch: always along the classes, never over the whole batch
 * @throws {LogitsError} when a logit is NaN, rows have a single logit, the input is empty, ragged or of the wrong shape, or an
 *   axis or any other option is given
 *
 * @example
 * argmax([1, 2, 0.5]) // 1
 * argmax([[1, 2, 0.5], [-1, 0, 2]]) // [1, 2]
 */
export function argmax(logits: LogitsTensor): number[];
export function argmax(logits: LogitsRow): number;
export function argmax(logits: LogitsBatch): number[];
export function argmax(logits: Logits): number | number[];
export function argmax(logits: Logits, ...more: unknown[]): number | number[] {
  refuseAxis("argmax", more);
  const flat = checkLogits(logits, "argmax", true);
  refuseNaN(flat, "argmax");
  if (flat.columns === 1) {
    throw new LogitsError(
      `argmax needs at least two logits per row, got 1, whose index is always 0: a single logit means yes where it is above 0, so write ${flat.isBatch ? "logits.map(([z]) => (z > 0 ? 1 : 0))" : "logits[0] > 0 ? 1 : 0"}`,
    );
  }
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
