import { refuseNaN } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";
import { rowsOf } from "./rowsOf.js";
import { sigmoidInto } from "./sigmoidInto.js";

/**
 * Turns each logit into a probability of its own, 1 / (1 + exp(-z)): what a multi-label or one-logit head means.
 *
 * A row's sigmoids don't sum to one: each answers its own yes-or-no question.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns probabilities of the same shape, in double precision; `Infinity` gives 1, `-Infinity` 0
 * @throws {LogitsError} for NaN and for empty, ragged or wrongly shaped input
 *
 * @example
 * sigmoid([0, 2, -2]) // [0.5, 0.8808, 0.1192]
 */
export function sigmoid(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function sigmoid(logits: LogitsRow, options?: TemperatureOptions): number[];
export function sigmoid(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function sigmoid(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function sigmoid(logits: Logits, options?: TemperatureOptions): number[] | number[][] {
  const temperature = checkTemperature(options, "sigmoid");
  const flat = readLogits(logits, "sigmoid");
  refuseNaN(flat, "sigmoid");
  const { data, rows, columns } = flat;
  const probabilities = new Float64Array(rows * columns);
  return rowsOf(sigmoidInto(data, rows, columns, probabilities, temperature), flat);
}
