import { describe } from "../logits/describe.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { EvaluateError } from "./EvaluateError.js";
import type { ClassIds } from "./readClassIds.js";
import { readProbabilities } from "./readProbabilities.js";

/** How `logLoss` treats probabilities of 0 and 1. */
export interface LogLossOptions {
  /**
   * Probabilities are moved into [clip, 1 - clip], so that one 0 does not make the mean infinite. 2⁻⁵² (2.2e-16) as in
   * scikit-learn for double precision, where a 0 costs 36 nats; 0 switches it off, and a 0 costs `Infinity`.
   */
  clip?: number;
}

/**
 * Gives the mean of -log p over the rows, p being the probability given to the true class: surprise, in nats.
 *
 * 0 is sure and right; log k is a guess among k classes; a sure mistake costs much. From logits, `crossEntropy` gives
 * the same without the detour, and without clipping.
 *
 * @param label_ids the true class indices, `[n]`
 * @param probabilities a batch `[n, k]`, each row summing to 1 (to 0.001): `softmax(logits)`
 * @returns nats a row, 0 or more
 * @throws {EvaluateError} for lists of different lengths, no rows at all, NaN, negative numbers, rows that don't sum
 *   to 1, and labels outside the k classes
 *
 * @example
 * logLoss([1, 0], [[0.1, 0.9], [0.6, 0.4]]) // 0.3081 = -(log 0.9 + log 0.6) / 2
 *
 * @see scikit-learn's `log_loss`
 */
export function logLoss(
  label_ids: ClassIds,
  probabilities: LogitsBatch | LogitsTensor,
  { clip = 2 ** -52 }: LogLossOptions = {},
): number {
  if (typeof clip !== "number" || !(clip >= 0 && clip < 0.5)) {
    throw new EvaluateError(
      `logLoss needs clip to be a number from 0 to below 0.5, got ${describe(clip)}`,
    );
  }
  const { data, columns, labels } = readProbabilities(label_ids, probabilities, "logLoss");
  let loss = 0;
  for (let row = 0; row < labels.length; row++) {
    const probability = data[row * columns + labels[row]];
    loss -= Math.log(Math.min(Math.max(probability, clip), 1 - clip));
  }
  return loss / labels.length;
}
