import { indexOfLargest } from "./argmax.js";
import { checkLogits } from "./checkLogits.js";
import {
  checkLimits,
  checkTemperature,
  refuseAfterOptions,
  refuseNaN,
  type TemperatureOptions,
} from "./checks.js";
import {
  eachRow,
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
  rowsOf,
} from "./Logits.js";

/**
 * Turns logits into the logarithms of their probabilities, row by row: z - log Σ exp(z).
 *
 * Accurate at both ends, where the logarithm of a softmax is not: for a class that is almost certain, and for one whose
 * probability is too small to represent.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns log-probabilities of the same shape, natural logarithms, 0 or less
 * @throws {LogitsError} when a logit is NaN, infinities leave no limit, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * logSoftmax([1, 2, 0.5]) // [-1.4644, -0.4644, -1.9644]
 * logSoftmax([0, -40]) // [-4.2484e-18, -40]
 *
 * @see Blanchard, Higham, Higham (2021), https://doi.org/10.1093/imanum/draa038
 */
export function logSoftmax(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function logSoftmax(logits: LogitsRow, options?: TemperatureOptions): number[];
export function logSoftmax(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function logSoftmax(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function logSoftmax(
  logits: Logits,
  options?: TemperatureOptions,
  ...more: unknown[]
): number[] | number[][] {
  if (typeof options !== "number") refuseAfterOptions("logSoftmax", more);
  const temperature = checkTemperature(options, "logSoftmax");
  const flat = checkLogits(logits, "logSoftmax");
  checkLimits(flat, "logSoftmax");
  const { data, rows, columns } = flat;
  const out = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    logSoftmaxRow(data, row * columns, columns, temperature, out);
  return rowsOf(out, flat);
}

function logSoftmaxRow(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
  out: Float64Array,
): void {
  const best = indexOfLargest(data, start, columns);
  const largest = data[start + best];
  // One Infinity takes everything: nothing is left for the tail.
  const tail =
    largest === Number.POSITIVE_INFINITY ? 0 : tailOf(data, start, columns, best, temperature);
  const log = Math.log1p(tail);
  for (let i = start; i < start + columns; i++) {
    out[i] = data[i] === largest ? 0 - log : (data[i] - largest) / temperature - log;
  }
}

/**
 * Returns log Σ exp(z) of each row, which softmax subtracts from a logit to make it a log-probability.
 *
 * It lies between the row's largest logit and that logit plus log k, hence its other name: soft maximum.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns one number for a row, `[n]` for a batch; `Infinity` or `-Infinity` where that is the limit
 * @throws {LogitsError} when a logit is NaN, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * logSumExp([1, 2, 0.5]) // 2.4644
 *
 * @see Blanchard, Higham, Higham (2021), https://doi.org/10.1093/imanum/draa038
 */
export function logSumExp(logits: LogitsTensor, options?: TemperatureOptions): number[];
export function logSumExp(logits: LogitsRow, options?: TemperatureOptions): number;
export function logSumExp(logits: LogitsBatch, options?: TemperatureOptions): number[];
export function logSumExp(logits: Logits, options?: TemperatureOptions): number | number[];
export function logSumExp(
  logits: Logits,
  options?: TemperatureOptions,
  ...more: unknown[]
): number | number[] {
  if (typeof options !== "number") refuseAfterOptions("logSumExp", more);
  const temperature = checkTemperature(options, "logSumExp");
  const flat = checkLogits(logits, "logSumExp");
  refuseNaN(flat, "logSumExp");
  return eachRow(flat, (data, start, columns) => {
    const best = indexOfLargest(data, start, columns);
    const largest = data[start + best];
    if (!Number.isFinite(largest)) return largest;
    return largest / temperature + Math.log1p(tailOf(data, start, columns, best, temperature));
  });
}

/**
 * The sum of exp((z - largest) / temperature) over a row, without the largest itself, whose share is exactly 1.
 *
 * Kept apart from that 1, a small tail keeps all its digits: `Math.log1p(tail)` is then accurate even where the model
 * is so sure that 1 + tail rounds to 1.
 */
function tailOf(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  best: number,
  temperature: number,
): number {
  const largest = data[start + best];
  let tail = 0;
  for (let column = 0; column < columns; column++) {
    if (column !== best) tail += Math.exp((data[start + column] - largest) / temperature);
  }
  return tail;
}

/**
 * Measures how undecided each row's softmax is, -Σ p·log p in nats: 0 when one class is certain, log k when all are equal.
 *
 * It takes logits rather than probabilities: where a probability rounds to 1, the logits still tell how sure the model is.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns one number for a row, `[n]` for a batch, in nats (divide by `Math.LN2` for bits)
 * @throws {LogitsError} when a logit is NaN, infinities leave no limit, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * entropy([0, 0]) // 0.6931: log 2
 * entropy([1, 2, 0.5]) // 0.9060
 *
 * @see Shannon (1948), A mathematical theory of communication, section 6
 */
export function entropy(logits: LogitsTensor, options?: TemperatureOptions): number[];
export function entropy(logits: LogitsRow, options?: TemperatureOptions): number;
export function entropy(logits: LogitsBatch, options?: TemperatureOptions): number[];
export function entropy(logits: Logits, options?: TemperatureOptions): number | number[];
export function entropy(
  logits: Logits,
  options?: TemperatureOptions,
  ...more: unknown[]
): number | number[] {
  if (typeof options !== "number") refuseAfterOptions("entropy", more);
  const temperature = checkTemperature(options, "entropy");
  const flat = checkLogits(logits, "entropy");
  checkLimits(flat, "entropy");
  return eachRow(flat, (data, start, columns) => entropyOf(data, start, columns, temperature));
}

/**
 * The entropy of one row's softmax, in nats.
 *
 * H = log Σ exp(z - largest) + Σ p·(largest - z): no term is negative, so nothing cancels, even where one p is almost 1.
 */
export function entropyOf(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
): number {
  const best = indexOfLargest(data, start, columns);
  let tail = 0;
  let spread = 0;
  for (let column = 0; column < columns; column++) {
    if (column === best) continue;
    const gap = (data[start + best] - data[start + column]) / temperature;
    const exponential = Math.exp(-gap);
    // exp(-gap) is exactly 0 long before the gap is Infinity: 0 · Infinity counts as its limit, 0.
    if (exponential === 0) continue;
    tail += exponential;
    spread += exponential * gap;
  }
  return Math.log1p(tail) + spread / (1 + tail);
}

/** The sum of the entropies of one row's sigmoids, in nats: each label is decided on its own. */
export function entropyOfSigmoids(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
): number {
  let total = 0;
  for (let i = start; i < start + columns; i++) {
    const gap = Math.abs(data[i] / temperature);
    const exponential = Math.exp(-gap);
    if (exponential === 0) continue;
    total += Math.log1p(exponential) + (gap * exponential) / (1 + exponential);
  }
  return total;
}
