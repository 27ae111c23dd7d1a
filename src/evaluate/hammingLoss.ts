import { type LabelSets, readLabelSets } from "./readLabelSets.js";

/**
 * Gives the share of wrong decisions, counting every label of every text as one decision.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1
 * @param predicted_ids the predicted label sets, likewise: `aboveThreshold(sigmoid(logits))`
 * @returns a share from 0 (all right) to 1
 * @throws {EvaluateError} for different shapes, no rows at all, and anything but 0 and 1
 *
 * @example
 * hammingLoss([[1, 0], [1, 1]], [[1, 0], [0, 1]]) // 0.25: one of four
 *
 * @see scikit-learn's `hamming_loss`
 */
export function hammingLoss(label_ids: LabelSets, predicted_ids: LabelSets): number {
  const { labels, predictions } = readLabelSets(label_ids, predicted_ids, "hammingLoss");
  const decisions = labels.rows * labels.columns;
  let wrong = 0;
  for (let i = 0; i < decisions; i++) {
    if (labels.data[i] !== predictions.data[i]) wrong++;
  }
  return wrong / decisions;
}
