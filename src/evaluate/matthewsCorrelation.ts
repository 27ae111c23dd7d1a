import { type Classes, type ClassIds, checkPair } from "./classIds.js";
import { countClasses } from "./precisionRecallF1.js";
import { refuseArguments } from "./refuseArguments.js";

/**
 * Returns the correlation between true and predicted classes: 1 is perfect, 0 is no better than chance, even when one
 * class is rare.
 *
 * With two classes the worst value is -1; with more it lies between -1 and 0. When all labels or all predictions are
 * the same, there is nothing to correlate, and the result is 0.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`, or names
 * @param classes the classes: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side
 * @returns a number from -1 to 1, the same when the two lists are swapped
 * @throws {EvaluateError} when the lists differ in length or are empty, an element isn't a class or has two
 *   readings, or the names on both sides don't fit
 *
 * @example
 * matthewsCorrelation([1, 0, 1, 1], [1, 0, 0, 1]) // 0.5774
 *
 * @see Gorodkin (2004), https://doi.org/10.1016/j.compbiolchem.2004.09.006; scikit-learn's `matthews_corrcoef`
 */
export function matthewsCorrelation(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  classes?: Classes,
  ...more: never[]
): number {
  refuseArguments("matthewsCorrelation", more);
  const pair = checkPair(label_ids, predicted_ids, "matthewsCorrelation", classes);
  const { hits, support, predicted } = countClasses(pair);
  const n = pair.labels.length;
  const right = hits.reduce((total, count) => total + count, 0);
  // Covariances of the one-hot labels and predictions, each times n².
  const together = right * n - dot(support, predicted);
  const ofLabels = n * n - dot(support, support);
  const ofPredictions = n * n - dot(predicted, predicted);
  if (ofLabels === 0 || ofPredictions === 0) return 0;
  return together / Math.sqrt(ofLabels * ofPredictions);
}

function dot(a: number[], b: number[]): number {
  return a.reduce((total, value, k) => total + value * b[k], 0);
}
