import { countClasses } from "./ClassCounts.js";
import type { ClassIds } from "./readClassIds.js";
import { readPair } from "./readPair.js";

/**
 * Gives the mean recall over the classes that occur among the labels: accuracy as if every class had as many texts.
 *
 * Who always answers with the most frequent of two classes gets 0.5, however frequent it is.
 *
 * @param label_ids the true class indices, `[n]`
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`
 * @returns a share from 0 to 1
 * @throws {EvaluateError} for lists of different lengths, no rows at all, and anything that is no class index
 *
 * @example
 * balancedAccuracy([1, 0, 1, 1], [1, 0, 0, 1]) // 0.8333: recall is 1 for class 0 and 2/3 for class 1
 *
 * @see scikit-learn's `balanced_accuracy_score`
 */
export function balancedAccuracy(label_ids: ClassIds, predicted_ids: ClassIds): number {
  const { hits, support } = countClasses(readPair(label_ids, predicted_ids, "balancedAccuracy"));
  let classes = 0;
  let recalls = 0;
  for (let k = 0; k < support.length; k++) {
    if (support[k] === 0) continue;
    classes++;
    recalls += hits[k] / support[k];
  }
  return recalls / classes;
}
