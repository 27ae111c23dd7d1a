import { checkLimits } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import { eachRow } from "./eachRow.js";
import { entropyOf } from "./entropyOf.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";

/**
 * Says how undecided each row's softmax is, -Σ p·log p in nats: 0 when one class is certain, log k when all are equal.
 *
 * It takes the logits, not the probabilities: where a probability rounds to 1, its logits still know how surely.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns one number for a row, `[n]` for a batch, in nats (divide by `Math.LN2` for bits)
 * @throws {LogitsError} for NaN, for infinities without a limit, and for empty, ragged or wrongly shaped input
 *
 * @example
 * entropy([0, 0]) // 0.6931, which is log 2
 * entropy([1, 2, 0.5]) // 0.9060
 *
 * @see Shannon (1948), A mathematical theory of communication, section 6
 */
export function entropy(logits: LogitsTensor, options?: TemperatureOptions): number[];
export function entropy(logits: LogitsRow, options?: TemperatureOptions): number;
export function entropy(logits: LogitsBatch, options?: TemperatureOptions): number[];
export function entropy(logits: Logits, options?: TemperatureOptions): number | number[];
export function entropy(logits: Logits, options?: TemperatureOptions): number | number[] {
  const temperature = checkTemperature(options, "entropy");
  const flat = readLogits(logits, "entropy");
  checkLimits(flat, "entropy");
  return eachRow(flat, (data, start, columns) => entropyOf(data, start, columns, temperature));
}
