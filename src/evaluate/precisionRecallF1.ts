import { type AverageScores, averageScores, weightedMean } from "./averageScores.js";
import { countClasses } from "./ClassCounts.js";
import type { ClassIds } from "./readClassIds.js";
import { readPair } from "./readPair.js";
import { type ClassScores, classScores, type Scores } from "./scoresOfCounts.js";

/** Precision, recall and F1 of a single-label task: of each class, and averaged. */
export interface ClassificationScores extends AverageScores {
  per_class: ClassScores;
  /**
   * The macro average over the classes that occur in either list: what scikit-learn gives when `labels` is left out.
   */
  macro_of_observed_classes: Scores;
}

/**
 * Says of each class how many of its predictions were right (precision) and how many of its texts were found (recall).
 *
 * F1 is their harmonic mean. A score that would divide by 0 is 0. The micro average of a single-label task is its
 * accuracy.
 *
 * @param label_ids the true class indices, `[n]`
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`
 * @param num_labels the number of classes k; without it, one more than the largest index that occurs
 * @returns shares from 0 to 1: `per_class` `[k]` each with its support, and `macro`, `micro`, `weighted` averages
 * @throws {EvaluateError} for lists of different lengths, no rows at all, an index outside the classes, and anything
 *   that is no class index
 *
 * @example
 * precisionRecallF1([1, 0, 1, 1], [1, 0, 0, 1]).per_class
 * // { precision: [0.5, 1], recall: [1, 0.6667], f1: [0.6667, 0.8], support: [1, 3] }
 *
 * @see scikit-learn's `precision_recall_fscore_support` with `labels=range(k), zero_division=0`
 */
export function precisionRecallF1(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  num_labels?: number,
): ClassificationScores {
  const counts = countClasses(readPair(label_ids, predicted_ids, "precisionRecallF1", num_labels));
  const per_class = classScores(counts);
  const isObserved = counts.support.map((n, k) => (n + counts.predicted[k] > 0 ? 1 : 0));
  return {
    per_class,
    ...averageScores(per_class, counts),
    macro_of_observed_classes: weightedMean(per_class, isObserved),
  };
}
