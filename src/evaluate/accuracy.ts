import { checkOptions } from "../logits/checks.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { describe } from "../logits/text.js";
import {
  checkLabelledScores,
  checkLabelSets,
  type LabelledScores,
  type LabelSets,
  type NamesOption,
  notOfScores,
} from "./checks.js";
import { type Classes, type ClassIds, checkPair } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { countClasses } from "./precisionRecallF1.js";
import { refuseArguments } from "./refuseArguments.js";

/**
 * Returns the share of rows whose predicted class is the true one.
 *
 * Where both sides know the names of their classes, classes are matched by name; otherwise by index.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`, or names
 * @param classes the classes: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side
 * @returns a share from 0 to 1
 * @throws {EvaluateError} when the lists differ in length or are empty, an element isn't a class or has two
 *   readings, or the names on both sides don't fit
 *
 * @example
 * accuracy([1, 0, 1, 1], [1, 0, 0, 1]) // 0.75: row 2 is wrong
 * accuracy(["joy", "fear"], ["joy", "joy"]) // 0.5
 * accuracy([0, 1], [1, 0], { label_ids: ["joy", "fear"], predicted_ids: ["fear", "joy"] }) // 1: matched by name
 *
 * @see scikit-learn's `accuracy_score`
 */
export function accuracy(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  classes?: Classes,
  ...more: never[]
): number {
  refuseArguments("accuracy", more);
  const { labels, predictions } = checkPair(label_ids, predicted_ids, "accuracy", classes);
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    if (labels[row] === predictions[row]) right++;
  }
  return right / labels.length;
}

/**
 * Returns the mean recall over the classes that occur among the labels: the accuracy if every class had the same number
 * of texts.
 *
 * A model that always answers with the more frequent of two classes gets 0.5, however frequent that class is.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`, or names
 * @param classes the classes: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side
 * @returns a share from 0 to 1
 * @throws {EvaluateError} when the lists differ in length or are empty, an element isn't a class or has two
 *   readings, or the names on both sides don't fit
 *
 * @example
 * balancedAccuracy([1, 0, 1, 1], [1, 0, 0, 1]) // 0.8333: recall is 1 for class 0 and 2/3 for class 1
 *
 * @see scikit-learn's `balanced_accuracy_score`
 */
export function balancedAccuracy(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  classes?: Classes,
  ...more: never[]
): number {
  refuseArguments("balancedAccuracy", more);
  const pair = checkPair(label_ids, predicted_ids, "balancedAccuracy", classes);
  const { hits, support } = countClasses(pair);
  let occurring = 0;
  let recalls = 0;
  for (let k = 0; k < support.length; k++) {
    if (support[k] === 0) continue;
    occurring++;
    recalls += hits[k] / support[k];
  }
  return recalls / occurring;
}

/** Which of several classes with the same score comes first. */
interface TopKAccuracyOptions extends NamesOption {
  /**
   * "first": the lower index, as in `argmax` and `topK`. "scikit-learn": the higher one, unless there are only two
   * classes.
   */
  ties?: "first" | "scikit-learn";
}

/**
 * Returns the share of rows whose true class is among the `k` best: accuracy that forgives a good second guess.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param scores a batch `[n, columns]` of logits or of probabilities: only their order matters
 * @param k the number of guesses per row, from 1 (plain accuracy) to the number of columns (where the result is always 1)
 * @returns a share from 0 to 1
 * @throws {EvaluateError} when the lists differ in length or are empty, a number is NaN, `k` is out of range, or a label
 *   is outside the classes
 *
 * @example
 * topKAccuracy([0, 2], [[1, 2, 0.5], [-1, 0, 2]], 1) // 0.5: class 0 is only second in row 0
 * topKAccuracy([0, 2], [[1, 2, 0.5], [-1, 0, 2]], 2) // 1
 *
 * @see scikit-learn's `top_k_accuracy_score`
 */
export function topKAccuracy(
  label_ids: ClassIds,
  scores: LogitsBatch | LogitsTensor,
  k: number,
  options: TopKAccuracyOptions = {},
  ...more: never[]
): number {
  refuseArguments("topKAccuracy", more, notOfScores.instead);
  checkOptions("topKAccuracy", options, topKOptions);
  const { ties = "first" } = options;
  const noun = ["score", "scores"] as const;
  const labelled = checkLabelledScores(label_ids, scores, "topKAccuracy", noun, options);
  if (!Number.isInteger(k) || k < 1 || k > labelled.columns) {
    throw new EvaluateError(
      `topKAccuracy needs k to be a whole number from 1 to ${labelled.columns} (the number of classes), got ${describe(k)}`,
    );
  }
  if (ties !== "first" && ties !== "scikit-learn") {
    throw new EvaluateError(
      `topKAccuracy needs ties to be "first" or "scikit-learn", got ${describe(ties)}`,
    );
  }
  const laterWins = ties === "scikit-learn" && labelled.columns > 2;
  let found = 0;
  for (let row = 0; row < labelled.rows; row++) {
    if (placeOfLabel(labelled, row, laterWins) < k) found++;
  }
  return found / labelled.rows;
}

const topKOptions = { ...notOfScores, known: ["ties", "id2label"] };

/** The number of classes that come before the true one, which gives its place without sorting. */
function placeOfLabel({ data, columns, labels }: LabelledScores, row: number, laterWins: boolean) {
  const start = row * columns;
  const label = labels[row];
  let before = 0;
  for (let column = 0; column < columns; column++) {
    const isLarger = data[start + column] > data[start + label];
    const isTie = data[start + column] === data[start + label];
    if (isLarger || (isTie && (laterWins ? column > label : column < label))) before++;
  }
  return before;
}

/**
 * Returns the share of texts whose labels are all right: one label too many or too few makes the whole text wrong.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1, or lists of labels
 * @param predicted_ids the predicted label sets, `[n, labels]` of 0 and 1: `aboveThreshold(sigmoid(logits))`
 * @param classes the labels: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side
 * @returns a share from 0 to 1
 * @throws {EvaluateError} when the shapes differ, there are no rows, or an element is neither 0 nor 1
 *
 * @example
 * subsetAccuracy([[1, 0], [1, 1]], [[1, 0], [0, 1]]) // 0.5
 *
 * @see scikit-learn's `accuracy_score` for label sets
 */
export function subsetAccuracy(
  label_ids: LabelSets,
  predicted_ids: LabelSets,
  classes?: Classes,
  ...more: never[]
): number {
  refuseArguments("subsetAccuracy", more);
  const { labels, predictions } = checkLabelSets(
    label_ids,
    predicted_ids,
    "subsetAccuracy",
    classes,
  );
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

/**
 * Returns the share of wrong decisions, counting every label of every text as one decision.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1, or lists of labels
 * @param predicted_ids the predicted label sets, `[n, labels]` of 0 and 1: `aboveThreshold(sigmoid(logits))`
 * @param classes the labels: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side
 * @returns a share from 0 (all right) to 1
 * @throws {EvaluateError} when the shapes differ, there are no rows, or an element is neither 0 nor 1
 *
 * @example
 * hammingLoss([[1, 0], [1, 1]], [[1, 0], [0, 1]]) // 0.25: one of four decisions is wrong
 *
 * @see scikit-learn's `hamming_loss`
 */
export function hammingLoss(
  label_ids: LabelSets,
  predicted_ids: LabelSets,
  classes?: Classes,
  ...more: never[]
): number {
  refuseArguments("hammingLoss", more);
  const { labels, predictions } = checkLabelSets(label_ids, predicted_ids, "hammingLoss", classes);
  const decisions = labels.rows * labels.columns;
  let wrong = 0;
  for (let i = 0; i < decisions; i++) {
    if (labels.data[i] !== predictions.data[i]) wrong++;
  }
  return wrong / decisions;
}

/** A measured share and the range in which the true share plausibly lies. */
export interface ProportionInterval {
  /** The measured share, successes / n. */
  proportion: number;
  /** The lower end of the 95 % interval. */
  lower: number;
  /** The upper end of the 95 % interval. */
  upper: number;
}

/** 95 % of a normal distribution lies within this many standard deviations of its mean. */
const z = 1.959963984540054;

/**
 * Returns Wilson's 95 % interval for a share, such as an accuracy measured on `n` texts: how far chance alone may have
 * moved it.
 *
 * For about 95 of 100 test sets drawn like this one, the interval contains the share that endlessly many texts would
 * give. It never leaves 0…1, and it is reliable for small `n` and for shares near 0 or 1 too.
 *
 * @param successes the number of texts that were right, 0 to n
 * @param n the number of texts, at least 1
 * @returns three shares from 0 to 1
 * @throws {EvaluateError} when a number isn't whole, or there are more successes than texts
 *
 * @example
 * wilsonInterval(81, 263) // { proportion: 0.3080, lower: 0.2553, upper: 0.3662 }
 *
 * @see Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953; the example is from Newcombe (1998), table I,
 *   https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
 */
export function wilsonInterval(successes: number, n: number, ...more: never[]): ProportionInterval {
  refuseArguments("wilsonInterval", more, {});
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new EvaluateError(
      `wilsonInterval needs at least one text, a whole number of 1 or more as n, got ${describe(n)}`,
    );
  }
  if (!Number.isInteger(successes) || successes < 0 || successes > n) {
    throw new EvaluateError(
      `wilsonInterval needs a whole number from 0 to ${n} as successes, got ${describe(successes)}`,
    );
  }
  const proportion = successes / n;
  const centre = (successes + z ** 2 / 2) / (n + z ** 2);
  const spread = (z / (n + z ** 2)) * Math.sqrt((successes * (n - successes)) / n + z ** 2 / 4);
  return {
    proportion,
    // Exact at the ends, where rounding would leave 1e-18 or put the share itself outside.
    lower: successes === 0 ? 0 : centre - spread,
    upper: successes === n ? 1 : centre + spread,
  };
}
