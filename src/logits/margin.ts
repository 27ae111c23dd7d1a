import { checkLimits } from "./checkLimits.js";
import { checkTemperature, type TemperatureOptions } from "./checkTemperature.js";
import { eachRow } from "./eachRow.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { LogitsError } from "./LogitsError.js";
import { marginOf } from "./marginOf.js";
import { readLogits } from "./readLogits.js";

/**
 * Gives the largest logit of each row minus the second largest: the log-odds of the first class against the second.
 *
 * A margin of 0 is a tie; exp(margin) says how many times more probable the first class is than the second.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, k at least 2
 * @param options `temperature` divides the logits first
 * @returns one number for a row, `[n]` for a batch, in log-odds, 0 or more
 * @throws {LogitsError} for NaN, for infinities without a limit, for a single logit, and for empty, ragged or wrongly
 *   shaped input
 *
 * @example
 * margin([1, 2, 0.5]) // 1, so the first is exp(1) = 2.718 times as probable as the second
 */
export function margin(logits: LogitsTensor, options?: TemperatureOptions): number[];
export function margin(logits: LogitsRow, options?: TemperatureOptions): number;
export function margin(logits: LogitsBatch, options?: TemperatureOptions): number[];
export function margin(logits: Logits, options?: TemperatureOptions): number | number[];
export function margin(logits: Logits, options?: TemperatureOptions): number | number[] {
  const temperature = checkTemperature(options, "margin");
  const flat = readLogits(logits, "margin");
  checkLimits(flat, "margin");
  if (flat.columns === 1) {
    throw new LogitsError(
      "margin needs at least two logits a row, got 1: it compares the best two",
    );
  }
  return eachRow(flat, (data, start, columns) => marginOf(data, start, columns, temperature));
}
