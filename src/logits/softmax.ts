import { checkLimits } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";
import { rowsOf } from "./rowsOf.js";
import { softmaxInto } from "./softmaxInto.js";

/**
 * Turns logits into probabilities that sum to one, row by row: exp(z) divided by the sum of all exp(z).
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first: above 1 flattens, below 1 sharpens
 * @returns probabilities of the same shape, in double precision
 * @throws {LogitsError} for NaN, for infinities without a limit, and for empty, ragged or wrongly shaped input
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
export function softmax(logits: Logits, options?: TemperatureOptions): number[] | number[][] {
  const temperature = checkTemperature(options, "softmax");
  const flat = readLogits(logits, "softmax");
  checkLimits(flat, "softmax");
  const { data, rows, columns } = flat;
  const probabilities = new Float64Array(rows * columns);
  return rowsOf(softmaxInto(data, rows, columns, probabilities, temperature), flat);
}
