import { type AverageScores, averageScores, weightedMean } from "./averageScores.js";
import { noCounts } from "./ClassCounts.js";
import { type LabelSetPair, type LabelSets, readLabelSets } from "./readLabelSets.js";
import { type ClassScores, classScores, type Scores } from "./scoresOfCounts.js";

/** Precision, recall and F1 of a multi-label task: of each label, and averaged. */
export interface MultiLabelScores extends AverageScores {
  per_label: ClassScores;
  /** The mean over the texts of each text's own scores; a text without labels, true or predicted, counts 0. */
  samples: Scores;
}

/**
 * Says of each label how many of its predictions were right (precision) and how many of its texts were found (recall),
 * where a text may have several labels or none.
 *
 * F1 is their harmonic mean. A score that would divide by 0 is 0.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1
 * @param predicted_ids the predicted label sets, likewise: `aboveThreshold(sigmoid(logits))`
 * @returns shares from 0 to 1: `per_label` `[labels]` each with its support, and `macro`, `micro`, `weighted`,
 *   `samples` averages
 * @throws {EvaluateError} for different shapes, no rows at all, and anything but 0 and 1
 *
 * @example
 * multiLabelPrecisionRecallF1([[1, 0], [1, 1]], [[1, 0], [0, 1]]).per_label
 * // { precision: [1, 1], recall: [0.5, 1], f1: [0.6667, 1], support: [2, 1] }
 *
 * @see scikit-learn's `precision_recall_fscore_support` with `zero_division=0`
 */
export function multiLabelPrecisionRecallF1(
  label_ids: LabelSets,
  predicted_ids: LabelSets,
): MultiLabelScores {
  const pair = readLabelSets(label_ids, predicted_ids, "multiLabelPrecisionRecallF1");
  const counts = countBy(pair, pair.labels.columns, (_row, label) => label);
  const per_label = classScores(counts);
  const ofTexts = classScores(countBy(pair, pair.labels.rows, (row) => row));
  return {
    per_label,
    ...averageScores(per_label, counts),
    samples: weightedMean(
      ofTexts,
      ofTexts.support.map(() => 1),
    ),
  };
}

/** Counts by label (down the columns) or by text (along the rows). */
function countBy(
  { labels, predictions }: LabelSetPair,
  groups: number,
  groupOf: (row: number, label: number) => number,
) {
  const counts = noCounts(groups);
  for (let row = 0; row < labels.rows; row++) {
    for (let label = 0; label < labels.columns; label++) {
      const truth = labels.data[row * labels.columns + label];
      const prediction = predictions.data[row * labels.columns + label];
      const group = groupOf(row, label);
      counts.support[group] += truth;
      counts.predicted[group] += prediction;
      counts.hits[group] += truth * prediction;
    }
  }
  return counts;
}
