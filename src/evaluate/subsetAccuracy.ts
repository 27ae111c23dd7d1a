import { type LabelSets, readLabelSets } from "./readLabelSets.js";

/**
 * Gives the share of texts whose labels are all right: one label too many or too few, and the text counts as wrong.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1
 * @param predicted_ids the predicted label sets, likewise: `aboveThreshold(sigmoid(logits))`
 * @returns a share from 0 to 1
 * @throws {EvaluateError} for different shapes, no rows at all, and anything but 0 and 1
 *
 * @example
 * subsetAccuracy([[1, 0], [1, 1]], [[1, 0], [0, 1]]) // 0.5
 *
 * @see scikit-learn's `accuracy_score` of label sets
 */
export function subsetAccuracy(label_ids: LabelSets, predicted_ids: LabelSets): number {
  const { labels, predictions } = readLabelSets(label_ids, predicted_ids, "subsetAccuracy");
  const { rows, columns } = labels;
  let right = rows;
  for (let row = 0; row < rows; row++) {
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (labels.data[i] === predictions.data[i]) continue;
      right--;
      break;
    }
  }
  return right / rows;
}
