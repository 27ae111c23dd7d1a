import type { ClassIds } from "./readClassIds.js";
import { readPair } from "./readPair.js";

/**
 * Gives the share of rows whose predicted class is the true one.
 *
 * @param label_ids the true class indices, `[n]`
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`
 * @returns a share from 0 to 1
 * @throws {EvaluateError} for lists of different lengths, no rows at all, and anything that is no class index
 *
 * @example
 * accuracy([1, 0, 1, 1], [1, 0, 0, 1]) // 0.75: row 2 is wrong
 *
 * @see scikit-learn's `accuracy_score`
 */
export function accuracy(label_ids: ClassIds, predicted_ids: ClassIds): number {
  const { labels, predictions } = readPair(label_ids, predicted_ids, "accuracy");
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === predictions[row]) right++;
  }
  return right / labels.length;
}
