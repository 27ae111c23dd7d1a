import type { FlatLogits } from "../logits/checkLogits.js";
import { noLabel } from "../logits/labelColumn.js";
import { tolerance } from "./checks.js";

/** Takes one answer after the other: the highest probability of a row, and whether its class is the true one. */
export interface AnswerSink {
  add(confidence: number, isHit: boolean): void;
}

/** Rows of scores with the true class of each. */
export interface RowsWithTruth extends FlatLogits {
  /** Class indices, `[n]`; {@link noLabel} for a row whose answer isn't counted. */
  readonly ids: Int32Array;
}

/**
 * Finds the answers of rows of probabilities. False where a row isn't one: where a number is negative or NaN, or the sum isn't 1;
 * the sink then holds the answers before it.
 *
 * One pass checks the rows, finds the answers and hands them on, because reading a million rows takes longer than what is done
 * with them.
 */
export function answersOfProbabilities(rowsWithTruth: RowsWithTruth, into: AnswerSink): boolean {
  const { data, rows, columns, ids } = rowsWithTruth;
  for (let row = 0, start = 0; row < rows; row++, start += columns) {
    // One by one: taking an array apart costs a tenth of the pass.
    let top = -1;
    let answer = 0;
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      const value = data[start + column];
      if (!(value >= 0)) return false;
      sum += value;
      // Several times as fast as Math.max, which looks for NaN and -0.
      if (value > top) {
        top = value;
        answer = column;
      }
    }
    if (!(Math.abs(sum - 1) <= tolerance)) return false;
    // Rounding may leave a probability a little above 1.
    if (ids[row] !== noLabel) into.add(top > 1 ? 1 : top, answer === ids[row]);
  }
  return true;
}

/**
 * Finds the answers of rows of logits, without computing the probabilities of the other classes.
 *
 * @param refuse called once if not all logits are finite, to throw where softmax has no limit
 */
export function answersOfLogits(
  rowsWithTruth: RowsWithTruth,
  into: AnswerSink,
  refuse: () => void,
): void {
  const { data, rows, columns, ids } = rowsWithTruth;
  let isChecked = false;
  for (let row = 0, start = 0; row < rows; row++, start += columns) {
    let top = Number.NEGATIVE_INFINITY;
    let answer = 0;
    let total = 0;
    for (let column = 0; column < columns; column++) {
      const value = data[start + column];
      total += value;
      if (value > top) {
        top = value;
        answer = column;
      }
    }
    // NaN and infinities show in the sum.
    if (!isChecked && !Number.isFinite(total)) {
      refuse();
      isChecked = true;
    }
    if (ids[row] === noLabel) continue;
    const isSure = top === Number.POSITIVE_INFINITY;
    into.add(isSure ? 1 : topShare(data, start, columns, top), answer === ids[row]);
  }
}

/** The softmax of the highest logit: exp(0) over the sum of all. */
function topShare(data: ArrayLike<number>, start: number, columns: number, top: number): number {
  let sum = 0;
  for (let i = start; i < start + columns; i++) sum += Math.exp(data[i] - top);
  return 1 / sum;
}
