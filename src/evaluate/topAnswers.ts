import type { FlatLogits } from "../logits/checkLogits.js";
import { tolerance } from "./checks.js";

/** The answer of each row: its class with the highest score, the first of equal ones, and the probability of that class. */
export interface TopAnswers {
  readonly answer: Int32Array;
  readonly confidence: Float64Array;
}

/**
 * The answers of rows of probabilities, or undefined where a row isn't one: where a number is negative or NaN, or the sum isn't 1.
 *
 * One pass finds and checks them, because reading a million rows takes longer than what is done with them.
 */
export function answersOfProbabilities(flat: FlatLogits): TopAnswers | undefined {
  const { data, rows, columns } = flat;
  const found = { answer: new Int32Array(rows), confidence: new Float64Array(rows) };
  for (let row = 0, start = 0; row < rows; row++, start += columns) {
    let [top, answer, sum] = [-1, 0, 0];
    for (let column = 0; column < columns; column++) {
      const value = data[start + column];
      if (!(value >= 0)) return undefined;
      sum += value;
      // Several times as fast as Math.max, which looks for NaN and -0.
      if (value > top) {
        top = value;
        answer = column;
      }
    }
    if (!(Math.abs(sum - 1) <= tolerance)) return undefined;
    found.answer[row] = answer;
    // Rounding may leave a probability a little above 1.
    found.confidence[row] = top > 1 ? 1 : top;
  }
  return found;
}

/**
 * The answers of rows of logits, without computing the probabilities of the other classes.
 *
 * @param refuse called once if not all logits are finite, to throw where softmax has no limit
 */
export function answersOfLogits(flat: FlatLogits, refuse: () => void): TopAnswers {
  const { data, rows, columns } = flat;
  let isChecked = false;
  const found = { answer: new Int32Array(rows), confidence: new Float64Array(rows) };
  for (let row = 0, start = 0; row < rows; row++, start += columns) {
    let [top, answer, total] = [Number.NEGATIVE_INFINITY, 0, 0];
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
    found.answer[row] = answer;
    found.confidence[row] =
      top === Number.POSITIVE_INFINITY ? 1 : topShare(data, start, columns, top);
  }
  return found;
}

/** The softmax of the highest logit: exp(0) over the sum of all. */
function topShare(data: ArrayLike<number>, start: number, columns: number, top: number): number {
  let sum = 0;
  for (let i = start; i < start + columns; i++) sum += Math.exp(data[i] - top);
  return 1 / sum;
}
