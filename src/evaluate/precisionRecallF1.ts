import { checkLabelSets, type LabelSetPair, type LabelSets } from "./checks.js";
import { type Classes, type ClassIds, checkPair, type Pair } from "./classIds.js";
import { refuseArguments } from "./refuseArguments.js";

/** Precision, recall and F1 of a single-label task: of each class, and averaged. */
export interface ClassificationScores extends AverageScores {
  per_class: ClassScores;
  /**
   * The macro average over the classes that occur in either list, as scikit-learn gives it when `labels` is left out.
   */
  macro_of_observed_classes: Scores;
}

/**
 * Says for each class how many of its predictions were right (precision) and how many of its texts were found (recall).
 *
 * F1 is the harmonic mean of the two. A score that would divide by 0 is 0. The micro average of a single-label task is its
 * accuracy.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`, or names
 * @param classes the classes: how many (k), or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each
 *   side; without it, as many as the largest index in either list asks for
 * @returns shares from 0 to 1: `per_class` with the support, `[k]` each, and the averages `macro`, `micro` and `weighted`
 * @throws {EvaluateError} when the lists differ in length or are empty, an index is outside the classes, an element isn't a
 *   class or has two readings, or the names on both sides don't fit
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
  classes?: Classes,
  ...more: never[]
): ClassificationScores {
  refuseArguments("precisionRecallF1", more);
  const counts = countClasses(checkPair(label_ids, predicted_ids, "precisionRecallF1", classes));
  const per_class = classScores(counts);
  const isObserved = counts.support.map((n, k) => (n + counts.predicted[k] > 0 ? 1 : 0));
  return {
    per_class,
    ...averageScores(per_class, counts),
    macro_of_observed_classes: weightedMean(per_class, isObserved),
  };
}

/** Precision, recall and F1 of a multi-label task: of each label, and averaged. */
export interface MultiLabelScores extends AverageScores {
  per_label: ClassScores;
  /** The mean over the texts of each text's own scores; a text with no labels, true or predicted, counts as 0. */
  samples: Scores;
}

/**
 * Says for each label how many of its predictions were right (precision) and how many of its texts were found (recall),
 * when a text may have several labels or none.
 *
 * F1 is the harmonic mean of the two. A score that would divide by 0 is 0.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1, or lists of labels
 * @param predicted_ids the predicted label sets, `[n, labels]` of 0 and 1: `aboveThreshold(sigmoid(logits))`
 * @param classes the labels: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side
 * @returns shares from 0 to 1: `per_label` with the support, `[labels]` each, and the averages `macro`, `micro`,
 *   `weighted` and `samples`
 * @throws {EvaluateError} when the shapes differ, there are no rows, or an element is neither 0 nor 1
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
  classes?: Classes,
  ...more: never[]
): MultiLabelScores {
  refuseArguments("multiLabelPrecisionRecallF1", more);
  const pair = checkLabelSets(label_ids, predicted_ids, "multiLabelPrecisionRecallF1", classes);
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

/** One set of scores for all classes together, averaged in the three usual ways. */
export interface AverageScores {
  /** The plain mean over the classes: every class counts the same, however rare; a class that never occurs counts as 0. */
  macro: Scores;
  /** From the sums of all classes' counts: every decision counts the same. */
  micro: Scores;
  /** The mean over the classes, each weighted by its support. */
  weighted: Scores;
}

/** Averages the scores of the classes in the three usual ways. */
function averageScores(classes: ClassScores, counts: ClassCounts): AverageScores {
  return {
    macro: weightedMean(
      classes,
      classes.support.map(() => 1),
    ),
    micro: scoresOfCounts(sum(counts.hits), sum(counts.predicted), sum(counts.support)),
    weighted: weightedMean(classes, counts.support),
  };
}

/** The mean of each score with these weights; 0 if all weights are 0. */
function weightedMean(
  { precision, recall, f1 }: Omit<ClassScores, "support">,
  weights: number[],
): Scores {
  const total = sum(weights);
  const mean = (values: number[]) =>
    total === 0 ? 0 : sum(values.map((value, k) => value * weights[k])) / total;
  return { precision: mean(precision), recall: mean(recall), f1: mean(f1) };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Three shares from 0 to 1; each is 0 if it would divide by 0. */
export interface Scores {
  /** Of the texts predicted to be of the class, the share that are. */
  precision: number;
  /** Of the texts of the class, the share that were found. */
  recall: number;
  /** The harmonic mean of the two. */
  f1: number;
}

/** The three scores of every class, and the number of its rows, `[k]` each. */
export interface ClassScores {
  precision: number[];
  recall: number[];
  f1: number[];
  /** The number of rows where the class is true. */
  support: number[];
}

/** Precision, recall and F1 of one class, from its counts; 0 / 0 is taken as 0. */
function scoresOfCounts(hits: number, predicted: number, support: number): Scores {
  return {
    precision: share(hits, predicted),
    recall: share(hits, support),
    f1: share(2 * hits, predicted + support),
  };
}

/** The same for every class. */
function classScores({ hits, predicted, support }: ClassCounts): ClassScores {
  const scores = hits.map((hit, k) => scoresOfCounts(hit, predicted[k], support[k]));
  return {
    precision: scores.map(({ precision }) => precision),
    recall: scores.map(({ recall }) => recall),
    f1: scores.map(({ f1 }) => f1),
    support: [...support],
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** How often each class (or label) is true, was predicted, and both, `[k]` each. */
interface ClassCounts {
  /** The number of rows where the class is true. */
  readonly support: number[];
  /** The number of rows where the class was predicted. */
  readonly predicted: number[];
  /** The number of rows where it was predicted and is true. */
  readonly hits: number[];
}

/** Counts of 0 for `k` classes. */
function noCounts(k: number): ClassCounts {
  const zeros = () => new Array<number>(k).fill(0);
  return { support: zeros(), predicted: zeros(), hits: zeros() };
}

/** Counts the classes of a single-label task: each row has one true and one predicted class. */
export function countClasses({ labels, predictions, num_labels }: Pair): ClassCounts {
  const counts = noCounts(num_labels);
  for (let row = 0; row < labels.length; row++) {
    counts.support[labels[row]]++;
    counts.predicted[predictions[row]]++;
    if (labels[row] === predictions[row]) counts.hits[labels[row]]++;
  }
  return counts;
}
