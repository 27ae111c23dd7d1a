import { indexOfLargest } from "./argmax.js";
import { refuseNaN } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import { eachRow } from "./eachRow.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";
import { tailOf } from "./tailOf.js";

/**
 * Gives log Σ exp(z) of each row: what softmax subtracts from a logit to make it a log-probability.
 *
 * It lies between the row's largest logit and that plus log k, so it is also called a soft maximum.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns one number for a row, `[n]` for a batch; `Infinity` and `-Infinity` where they are the limit
 * @throws {LogitsError} for NaN and for empty, ragged or wrongly shaped input
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
export function logSumExp(logits: Logits, options?: TemperatureOptions): number | number[] {
  const temperature = checkTemperature(options, "logSumExp");
  const flat = readLogits(logits, "logSumExp");
  refuseNaN(flat, "logSumExp");
  return eachRow(flat, (data, start, columns) => {
    const best = indexOfLargest(data, start, columns);
    const largest = data[start + best];
    if (!Number.isFinite(largest)) return largest;
    return largest / temperature + Math.log1p(tailOf(data, start, columns, best, temperature));
  });
}
