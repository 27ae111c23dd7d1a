import { type LogitsBatch, type LogitsTensor, rowsOf } from "../logits/Logits.js";
import { describe } from "../logits/text.js";
import { checkScores } from "./checks.js";
import { EvaluateError } from "./EvaluateError.js";

/** What to do with a score that is exactly at the threshold. */
export interface ThresholdOptions {
  /** True: a score equal to the threshold is enough. False (the default, as in `interpret`): it must be above. */
  or_equal?: boolean;
}

/**
 * Decides each label of each text on its own: 1 where its score is above the threshold, otherwise 0.
 *
 * @param scores a batch `[n, labels]`: `sigmoid(logits)` of a multi-label model
 * @param threshold any number but NaN; 0.5 when left out
 * @returns label sets, `[n, labels]` of 0 and 1
 * @throws {EvaluateError} when a score or the threshold is NaN, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * aboveThreshold([[0.9, 0.5], [0.2, 0.6]]) // [[1, 0], [0, 1]]
 */
export function aboveThreshold(
  scores: LogitsBatch | LogitsTensor,
  threshold = 0.5,
  { or_equal = false }: ThresholdOptions = {},
): number[][] {
  if (typeof threshold !== "number" || Number.isNaN(threshold)) {
    throw new EvaluateError(
      `aboveThreshold needs a number as threshold, got ${describe(threshold)}`,
    );
  }
  const flat = checkScores(scores, "aboveThreshold", ["score", "scores"]);
  const isEnough = (score: number) => score > threshold || (or_equal && score === threshold);
  const decided = Array.from(flat.data, (score) => (isEnough(score) ? 1 : 0));
  return rowsOf(decided, flat) as number[][];
}
