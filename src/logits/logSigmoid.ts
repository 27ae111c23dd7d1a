import { refuseNaN } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";
import { rowsOf } from "./rowsOf.js";

/**
 * Turns each logit into the logarithm of its own probability, log sigmoid(z) = -log(1 + exp(-z)).
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns log-probabilities of the same shape, natural logarithms, 0 or less
 * @throws {LogitsError} for NaN and for empty, ragged or wrongly shaped input
 *
 * @example
 * logSigmoid([0, 40, -1000]) // [-0.6931, -4.248e-18, -1000]
 */
export function logSigmoid(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function logSigmoid(logits: LogitsRow, options?: TemperatureOptions): number[];
export function logSigmoid(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function logSigmoid(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function logSigmoid(logits: Logits, options?: TemperatureOptions): number[] | number[][] {
  const temperature = checkTemperature(options, "logSigmoid");
  const flat = readLogits(logits, "logSigmoid");
  refuseNaN(flat, "logSigmoid");
  const out = Float64Array.from(flat.data, (logit) => logSigmoidOf(logit / temperature));
  return rowsOf(out, flat);
}

/** min(x, 0) - log1p(exp(-|x|)): exact at both ends, nothing overflows. */
function logSigmoidOf(logit: number): number {
  return Math.min(logit, 0) - Math.log1p(Math.exp(-Math.abs(logit)));
}
