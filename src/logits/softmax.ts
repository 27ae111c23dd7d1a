import { checkLogits } from "./checkLogits.js";
import {
  checkLimits,
  checkRoom,
  checkRowLimit,
  checkTemperature,
  type NumbersOut,
  refuseAfterOptions,
  type TemperatureOptions,
} from "./checks.js";
import {
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
  rowsOf,
} from "./Logits.js";
import { note } from "./note.js";

/**
 * Turns logits into probabilities that sum to one, row by row: exp(z) divided by the sum of all exp(z).
 *
 * Of a batch with a single logit per row it makes nothing but ones, and prints a note.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first: above 1 flattens, below 1 sharpens
 * @returns probabilities of the same shape, in double precision
 * @throws {LogitsError} when a logit is NaN, infinities leave no limit, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * softmax([1, 2, 0.5]) // [0.2312, 0.6285, 0.1402]
 * softmax([[-4.2, 4.5], [0, 0]]) // [[0.00017, 0.99983], [0.5, 0.5]]
 *
 * @see Goodfellow, Bengio, Courville (2016), Deep Learning, section 4.1, https://www.deeplearningbook.org
 */
export function softmax(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function softmax(logits: LogitsRow, options?: TemperatureOptions): number[];
export function softmax(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function softmax(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function softmax(
  logits: Logits,
  options?: TemperatureOptions,
  ...more: unknown[]
): number[] | number[][] {
  if (typeof options !== "number") refuseAfterOptions("softmax", more);
  const temperature = checkTemperature(options, "softmax");
  const flat = checkLogits(logits, "softmax");
  checkLimits(flat, "softmax");
  const { data, rows, columns, isBatch } = flat;
  if (columns === 1 && isBatch) {
    note(
      "softmax of a single logit is 1 whatever the text says, and each row has one: a yes-or-no head needs sigmoid(logits), a regression neither",
    );
  }
  const probabilities = new Float64Array(rows * columns);
  return rowsOf(softmaxInto(data, rows, columns, probabilities, temperature), flat);
}

/**
 * Turns rows of logits into rows of probabilities without allocating anything: the kernel of `softmax`.
 *
 * Three passes over a row: find the largest logit; take exponentials and their sum; divide. Subtracting the largest
 * changes no probability, because it divides every exponential by the same number, and it keeps `Math.exp` between
 * 0 and 1, where nothing overflows.
 *
 * @param data `rows × columns` logits (log-odds), row after row: any typed array or plain array of numbers
 * @param rows the number of rows
 * @param columns the number of logits per row
 * @param out where the `rows × columns` probabilities go; may be `data` itself
 * @param temperature divides the logits, > 0
 * @returns `out`
 * @throws {LogitsError} when a logit is NaN, infinities leave no limit, `data` or `out` has the wrong size, or the temperature
 *   isn't a number above 0
 *
 * @example
 * softmaxInto(Float32Array.of(1, 2, 0.5), 1, 3, new Float64Array(3)) // [0.2312, 0.6285, 0.1402]
 *
 * @see Blanchard, Higham, Higham (2021), https://doi.org/10.1093/imanum/draa038: the relative error is at most about
 *   (k + largest gap + 4)·2⁻⁵³.
 */
export function softmaxInto<Out extends NumbersOut>(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  out: Out,
  temperature = 1,
): Out {
  checkRoom(data, rows, columns, out, "softmaxInto");
  checkTemperature({ temperature }, "softmaxInto");
  if (columns === 2) {
    softmaxOfTwoInto(data, rows, out, temperature);
    return out;
  }
  for (let start = 0; start < rows * columns; start += columns) {
    const end = start + columns;
    const largest = largestOf(data, start, end);
    if (!Number.isFinite(largest)) {
      softmaxLimitInto(data, start / columns, columns, out);
      continue;
    }
    let sum = 0;
    for (let i = start; i < end; i++) {
      const gap = data[i] - largest;
      const exponential = gap < 0 ? Math.exp(temperature === 1 ? gap : gap / temperature) : 1;
      out[i] = exponential;
      sum += exponential;
    }
    for (let i = start; i < end; i++) out[i] /= sum;
  }
  return out;
}

/**
 * The softmax of two logits per row, `[rows, 2]`: the sigmoid of their difference, with one exponential instead of two.
 *
 * exp(a) / (exp(a) + exp(b)) = 1 / (1 + exp(b - a)).
 */
function softmaxOfTwoInto(
  data: ArrayLike<number>,
  rows: number,
  out: NumbersOut,
  temperature: number,
): void {
  for (let i = 0; i < 2 * rows; i += 2) {
    const difference = data[i] - data[i + 1];
    if (!Number.isFinite(difference)) {
      softmaxLimitInto(data, i / 2, 2, out);
      continue;
    }
    const gap = -Math.abs(difference);
    const exponential = Math.exp(temperature === 1 ? gap : gap / temperature);
    const larger = 1 / (1 + exponential);
    const smaller = exponential / (1 + exponential);
    out[i] = difference < 0 ? smaller : larger;
    out[i + 1] = difference < 0 ? larger : smaller;
  }
}

/** A row with infinite gaps: its largest logit gets all of the probability, or there is no limit and so an error. */
function softmaxLimitInto(
  data: ArrayLike<number>,
  row: number,
  columns: number,
  out: NumbersOut,
): void {
  checkRowLimit(data, row, columns, true, "softmaxInto");
  const start = row * columns;
  const largest = largestOf(data, start, start + columns);
  for (let i = start; i < start + columns; i++) out[i] = data[i] === largest ? 1 : 0;
}

/** The largest of `data[start] … data[end - 1]`; `NaN` if any of them is. */
function largestOf(data: ArrayLike<number>, start: number, end: number): number {
  let largest = data[start];
  for (let i = start + 1; i < end; i++) largest = Math.max(largest, data[i]);
  return largest;
}
