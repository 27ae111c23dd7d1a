import type { ClassIds } from "../../evaluate/classIds.js";
import { argmax } from "../../logits/argmax.js";
import type { InterpretedRow } from "../../logits/interpret.js";
import type { LogitsBatch, LogitsTensor } from "../../logits/Logits.js";
import { noLabel, type StoredClasses } from "../../logits/labelColumn.js";
import { readStoredLabels } from "../../logits/labelIds.js";
import { ChartError } from "../Chart.js";
import { type ClassLabels, checkBatchLogits, checkChartOptions, checkTexts } from "./checks.js";

/** What may be known about a batch of points, one entry per row. */
export interface PointOptions {
  /** The true classes, `[n]`, by index or name, or a `Dataset`: points are then marked as right or wrong. */
  label_ids?: ClassIds;
  /** The sentences that were classified, `[n]`, shown when the pointer is over their point. */
  texts?: ArrayLike<string>;
}

/** One text of a batch as a point: its logits, and what is known about it. */
export interface Point {
  /** Its row in the batch. */
  index: number;
  /** One line of at most 200 characters; `row 3` where no texts are given. */
  text: string;
  logits: number[];
  /** The class with the highest logit, the first in a tie. */
  predicted: number;
  /** The true class, where it is known. */
  truth: number | undefined;
}

/**
 * Reads a batch `[n, classes]` as points.
 *
 * @throws {ChartError} when the number of classes is wrong, a logit is not finite, a list doesn't have length n, or an option has
 *   another name
 */
export function checkPoints(
  caller: string,
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  classes: number,
  options: PointOptions,
): { labels: string[]; points: Point[] } {
  checkChartOptions(caller, options, ["label_ids", "texts"]);
  const { label_ids, texts } = options;
  const batch = checkBatchLogits(caller, logits, labels, 60);
  const rows = batch.logits.length;
  if (batch.labels.length !== classes) {
    throw new ChartError(
      `${caller} draws ${classes} classes, got rows of ${batch.labels.length} logits`,
    );
  }
  const sentences = checkTexts(caller, texts, rows, 200);
  const truth = checkTruth(caller, label_ids, rows, batch.labels);
  const predicted = argmax(batch.logits);
  const points = batch.logits.map((row, index) => ({
    index,
    text: sentences[index] || `row ${index}`,
    logits: row,
    predicted: predicted[index],
    truth: truth?.[index],
  }));
  return { labels: batch.labels, points };
}

/** At most `limit` of the items, evenly spaced, so that a sorted batch keeps its mixture. */
export function sampleEvenly<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, i) => items[Math.floor((i * items.length) / limit)]);
}

/** Whether the highest logit is the true class's; `undefined` where the truth isn't known. */
export function verdictOf({ predicted, truth }: Point): "right" | "wrong" | undefined {
  if (truth === undefined) return undefined;
  return predicted === truth ? "right" : "wrong";
}

/** ` Drawn: 1,000 of 10,000 points.`, or nothing where all are drawn. */
export function sampleNote(drawn: number, all: number): string {
  if (drawn === all) return "";
  return ` Drawn: ${drawn.toLocaleString("en")} of ${all.toLocaleString("en")} points.`;
}

/**
 * The true class index of each row, or `undefined` where none are given. Names are matched with the chart's labels.
 *
 * @throws {ChartError} when there is not one label id per row, or one is not among the classes or has two readings
 */
export function checkTruth(
  caller: string,
  label_ids: ClassIds | undefined,
  rows: number,
  labels: readonly string[],
): number[] | undefined {
  return label_ids === undefined ? undefined : checkLabelIds(caller, label_ids, rows, labels);
}

/** As {@link checkTruth}, for a chart that can't do without. */
export function checkLabelIds(
  caller: string,
  label_ids: ClassIds,
  rows: number,
  labels: readonly string[],
): number[] {
  // A chart may write the same over two classes, and names that are no keys match nothing.
  const isKey = new Set(labels).size === labels.length;
  const { ids, names } = readStoredLabels(label_ids, {
    caller,
    name: "label_ids",
    ErrorType: ChartError,
    problem_type: "single_label_classification",
    num_labels: labels.length,
    id2label: isKey ? labels : undefined,
    several: "; a chart of true classes needs one per text",
  }) as StoredClasses;
  if (names && !isKey) {
    throw new ChartError(
      `${caller} needs labels that differ to match label_ids with them by name: two of ${labels.length} classes have the same`,
    );
  }
  if (ids.length !== rows) {
    throw new ChartError(
      `${caller} needs one label id for each row: got ${rows} rows and ${ids.length} label ids`,
    );
  }
  const row = ids.indexOf(noLabel);
  if (row < 0) return Array.from(ids);
  throw new ChartError(
    `${caller} needs a label in every row: label_ids, row ${row} has none; leave such rows out`,
  );
}

/** The classes' labels by index, as far as the row's ranking has them. */
export function labelsOf({ scores, ranking }: InterpretedRow): string[] {
  const labels = Array.from(scores, (_, index) => `class ${index}`);
  for (const { index, label } of ranking) labels[index] = label;
  return labels;
}
