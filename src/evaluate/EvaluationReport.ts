import { formatNumber, inspectCustom } from "../logits/formatNumber.js";
import { textTable } from "../logits/textTable.js";
import type { ClassScores, Scores } from "./scoresOfCounts.js";
import type { ProportionInterval } from "./wilsonInterval.js";

/** One class of a report. */
export interface ReportedClass extends Scores {
  /** The class label. */
  label: string;
  /** The class index. */
  index: number;
  /** Rows where the class is true. */
  support: number;
}

/**
 * How well a classifier did, class by class. Prints as a table in a cell and a terminal; `JSON.stringify` gives the
 * facts.
 */
export class EvaluationReport {
  /** The number of texts. */
  readonly n: number;
  /** The share of texts that are right: in a multi-label task, of those whose labels are all right. */
  readonly accuracy: number;
  /** Wilson's 95 % interval of the accuracy. */
  readonly accuracy_interval: ProportionInterval;
  /** The classes, in the order of their indices. */
  readonly classes: ReportedClass[];
  /** The averages over the classes by name: `macro`, `weighted`, and in a multi-label task `micro` and `samples`. */
  readonly averages: Record<string, Scores>;

  constructor(facts: ReportFacts) {
    this.n = facts.n;
    this.accuracy = facts.accuracy_interval.proportion;
    this.accuracy_interval = facts.accuracy_interval;
    this.classes = facts.classes;
    this.averages = facts.averages;
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
    const headline = `${accuracy} ${formatNumber(this.accuracy)} (${interval}, n = ${this.n})`;
    const header = ["label", "precision", "recall", "f1", "support"];
    return `${headline}\n${textTable(header, [...lines, header.map(() => ""), ...averages])}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/** What a report is made of. */
export type ReportFacts = Omit<EvaluationReport, "accuracy" | "toString" | typeof inspectCustom>;

/** The scores of each class under its label. */
export function reportClasses(labels: readonly string[], scores: ClassScores): ReportedClass[] {
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
