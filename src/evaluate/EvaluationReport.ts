import { readLabels } from "../logits/labels.js";
import { formatNumber, inspectCustom, textTable } from "../logits/text.js";
import { type ProportionInterval, subsetAccuracy, wilsonInterval } from "./accuracy.js";
import { checkLabelSets, type LabelSets } from "./checks.js";
import { type Classes, type ClassIds, checkPair } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import {
  type ClassScores,
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
  type Scores,
} from "./precisionRecallF1.js";
import { refuseArguments } from "./refuseArguments.js";

/** One class of a report. */
export interface ReportedClass extends Scores {
  /** The class label. */
  label: string;
  /** The class index. */
  index: number;
  /** The number of rows where the class is true. */
  support: number;
}

/**
 * How well a classifier did, class by class. It prints as a table in a cell or a terminal; `JSON.stringify` gives the
 * plain facts.
 */
export class EvaluationReport {
  /** The number of texts. */
  readonly n: number;
  /** The share of texts that are right; in a multi-label task, of texts whose labels are all right. */
  readonly accuracy: number;
  /** Wilson's 95 % interval of the accuracy. */
  readonly accuracy_interval: ProportionInterval;
  /** The classes, in the order of their indices. */
  readonly classes: ReportedClass[];
  /** The averages over the classes, by name: `macro`, `weighted`, and in a multi-label task also `micro` and `samples`. */
  readonly averages: Record<string, Scores>;
  /** How many texts were left out, because they have no label. */
  declare readonly unlabelled?: number;

  constructor(facts: ReportFacts) {
    this.n = facts.n;
    this.accuracy = facts.accuracy_interval.proportion;
    this.accuracy_interval = facts.accuracy_interval;
    this.classes = facts.classes;
    this.averages = facts.averages;
    if (facts.unlabelled) this.unlabelled = facts.unlabelled;
  }

  /** The accuracy with its interval, then a table: label, precision, recall, F1 and support, averages below. */
  toString(): string {
    const { lower, upper } = this.accuracy_interval;
    const support = this.classes.reduce((total, each) => total + each.support, 0);
    const lines = this.classes.map((each) => cells(each.label, each, each.support));
    const averages = Object.entries(this.averages).map(([name, scores]) =>
      cells(`${name} average`, scores, support),
    );
    const interval = `95 % interval ${formatNumber(lower)} to ${formatNumber(upper)}`;
    const accuracy = "samples" in this.averages ? "subset accuracy" : "accuracy";
    const left = this.unlabelled ? `, ${this.unlabelled} without a label left out` : "";
    const headline = `${accuracy} ${formatNumber(this.accuracy)} (${interval}, n = ${this.n}${left})`;
    const header = ["label", "precision", "recall", "f1", "support"];
    return `${headline}\n${textTable(header, [...lines, header.map(() => ""), ...averages])}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/** The facts in a report. */
type ReportFacts = Omit<EvaluationReport, "accuracy" | "toString" | typeof inspectCustom>;

/** The scores of each class under its label. */
function reportClasses(labels: readonly string[], scores: ClassScores): ReportedClass[] {
  return labels.map((label, index) => ({
    label,
    index,
    precision: scores.precision[index],
    recall: scores.recall[index],
    f1: scores.f1[index],
    support: scores.support[index],
  }));
}

function cells(label: string, { precision, recall, f1 }: Scores, support: number): string[] {
  return [label, ...[precision, recall, f1].map(formatNumber), String(support)];
}

/**
 * Shows in one table how well a classifier did: accuracy with its 95 % interval, then precision, recall, F1 and
 * support of each class and their averages.
 *
 * Where both sides know the names of their classes, classes are matched by name; the table is in the order of the predictions'.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param predicted_ids the predicted class indices, `[n]`: `argmax(logits)`, or names
 * @param id2label the labels of the classes, which also fix their number, or `{ label_ids, predicted_ids }` where the two sides
 *   number them differently; without it, the names that a `Dataset` or the lists bring, or `LABEL_0`, …
 * @throws {EvaluateError} when the lists differ in length or are empty, an index is outside the classes, an element isn't a
 *   class or has two readings, or the names on both sides don't fit
 * @throws {LogitsError} when the label map has gaps, duplicates or keys that aren't class indices
 *
 * @example
 * classificationReport([1, 0, 1, 1], [1, 0, 0, 1], { 0: "NEGATIVE", 1: "POSITIVE" })
 * // prints: accuracy 0.7500 (95 % interval 0.3006 to 0.9544, n = 4)
 * // label             precision  recall      f1  support
 * // NEGATIVE             0.5000  1.0000  0.6667        1
 * // POSITIVE             1.0000  0.6667  0.8000        3
 * //
 * // macro average        0.7500  0.8333  0.7333        4
 * // weighted average     0.8750  0.7500  0.7667        4
 *
 * @see scikit-learn's `classification_report`
 */
export function classificationReport(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  id2label?: Classes | null,
  ...more: never[]
): EvaluationReport {
  refuseArguments("classificationReport", more);
  const pair = checkPair(label_ids, predicted_ids, "classificationReport", id2label ?? undefined);
  const { labels, predictions, num_labels, names, unlabelled } = pair;
  const scores = precisionRecallF1(labels, predictions, num_labels);
  const right = labels.filter((label, row) => label === predictions[row]).length;
  return new EvaluationReport({
    n: labels.length,
    accuracy_interval: wilsonInterval(right, labels.length),
    classes: reportClasses(names ?? readLabels(null, num_labels), scores.per_class),
    averages: { macro: scores.macro, weighted: scores.weighted },
    unlabelled,
  });
}

/**
 * Shows in one table how well a multi-label classifier did: subset accuracy with its 95 % interval, then precision,
 * recall, F1 and support of each label and their averages.
 *
 * @param label_ids the true label sets, `[n, labels]` of 0 and 1, or lists of labels
 * @param predicted_ids the predicted label sets, `[n, labels]` of 0 and 1: `aboveThreshold(sigmoid(logits))`
 * @param id2label the names of the labels, or `{ label_ids, predicted_ids }` where the two sides order them differently; without
 *   it `LABEL_0`, …
 * @throws {EvaluateError} when the shapes differ, there are no rows, an element is neither 0 nor 1, or the numbers of
 *   names and columns differ
 * @throws {LogitsError} when the label map has gaps, duplicates or keys that aren't class indices
 *
 * @example
 * multiLabelReport([[1, 0], [1, 1]], [[1, 0], [0, 1]], ["joy", "fear"])
 * // prints: subset accuracy 0.5000 (95 % interval 0.0945 to 0.9055, n = 2)
 * // label             precision  recall      f1  support
 * // joy                  1.0000  0.5000  0.6667        2
 * // fear                 1.0000  1.0000  1.0000        1
 * //
 * // micro average        1.0000  0.6667  0.8000        3
 * // macro average        1.0000  0.7500  0.8333        3
 * // weighted average     1.0000  0.6667  0.7778        3
 * // samples average      1.0000  0.7500  0.8333        3
 */
export function multiLabelReport(
  label_ids: LabelSets,
  predicted_ids: LabelSets,
  id2label?: Classes | null,
  ...more: never[]
): EvaluationReport {
  refuseArguments("multiLabelReport", more);
  const caller = "multiLabelReport";
  const classes = id2label ?? undefined;
  const sets = checkLabelSets(label_ids, predicted_ids, caller, classes);
  const { rows, columns } = sets.labels;
  const names = sets.names ?? readLabels(null, columns);
  if (names.length !== columns) {
    throw new EvaluateError(
      `${caller} needs one name for each label: id2label has ${names.length}, label_ids has ${columns} columns`,
    );
  }
  const scores = multiLabelPrecisionRecallF1(label_ids, predicted_ids, classes);
  const right = Math.round(subsetAccuracy(label_ids, predicted_ids, classes) * rows);
  const { micro, macro, weighted, samples } = scores;
  return new EvaluationReport({
    n: rows,
    accuracy_interval: wilsonInterval(right, rows),
    classes: reportClasses(names, scores.per_label),
    averages: { micro, macro, weighted, samples },
  });
}
