import { indexOfLargest } from "./argmax.js";
import { checkLimits } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";
import { rowsOf } from "./rowsOf.js";
import { tailOf } from "./tailOf.js";

/**
 * Turns logits into the logarithms of their probabilities, row by row: z - log Σ exp(z).
 *
 * Right at both ends, where the logarithm of a softmax is not: for a class that is almost certain, and for one whose
 * probability is too small for a number.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns log-probabilities of the same shape, natural logarithms, 0 or less
 * @throws {LogitsError} for NaN, for infinities without a limit, and for empty, ragged or wrongly shaped input
 *
 * @example
 * logSoftmax([1, 2, 0.5]) // [-1.4644, -0.4644, -1.9644]
 * logSoftmax([0, -40]) // [-4.248e-18, -40]
 *
 * @see Blanchard, Higham, Higham (2021), https://doi.org/10.1093/imanum/draa038
 */
export function logSoftmax(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function logSoftmax(logits: LogitsRow, options?: TemperatureOptions): number[];
export function logSoftmax(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function logSoftmax(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function logSoftmax(logits: Logits, options?: TemperatureOptions): number[] | number[][] {
  const temperature = checkTemperature(options, "logSoftmax");
  const flat = readLogits(logits, "logSoftmax");
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
