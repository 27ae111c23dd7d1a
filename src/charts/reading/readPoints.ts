import type { ClassIds } from "../../evaluate/readClassIds.js";
import { argmax } from "../../logits/argmax.js";
import type { LogitsBatch, LogitsTensor } from "../../logits/Logits.js";
import { ChartError } from "../ChartError.js";
import { readBatchLogits } from "./readBatchLogits.js";
import type { ClassLabels } from "./readClassLogits.js";
import { readTexts } from "./readTexts.js";
import { readTruth } from "./readTruth.js";

/** What a batch of points may bring along, one for each row. */
export interface PointOptions {
  /** The true class indices, `[n]`: points are then marked as right or wrong. */
  label_ids?: ClassIds;
  /** The sentences that were classified, `[n]`, shown when the pointer is over their point. */
  texts?: ArrayLike<string>;
}

/** One text of a batch as a point: its logits, and what is known of it. */
export interface Point {
  /** Its row in the batch. */
  index: number;
  /** One line of at most 200 characters; `row 3` where no texts are given. */
  text: string;
  logits: number[];
  /** The class with the highest logit, the first of equals. */
  predicted: number;
  /** The true class, where it is known. */
  truth: number | undefined;
}

/**
 * Reads a batch `[n, classes]` as points.
 *
 * @throws {ChartError} for another number of classes, a logit that is not finite, and lists of other lengths than n
 */
export function readPoints(
  chart: string,
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  classes: number,
  { label_ids, texts }: PointOptions,
): { labels: string[]; points: Point[] } {
  const batch = readBatchLogits(chart, logits, labels, 60);
  const rows = batch.logits.length;
  if (batch.labels.length !== classes) {
    throw new ChartError(
      `${chart} draws ${classes} classes, got rows of ${batch.labels.length} logits`,
    );
  }
  const sentences = readTexts(chart, texts, rows, 200);
  const truth = readTruth(chart, label_ids, rows, classes);
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

/** At most `limit` of them, evenly spread over all, so that a sorted batch keeps its mixture. */
export function sampleEvenly<Item>(items: readonly Item[], limit: number): Item[] {
  if (items.length <= limit) return [...items];
  return Array.from({ length: limit }, (_, i) => items[Math.floor((i * items.length) / limit)]);
}

/** Whether the highest logit is the true class's; nobody knows without the truth. */
export function verdictOf({ predicted, truth }: Point): "right" | "wrong" | undefined {
  if (truth === undefined) return undefined;
  return predicted === truth ? "right" : "wrong";
}

/** ` Drawn: 1,000 of 10,000 points.`, or nothing where all are drawn. */
export function sampleNote(drawn: number, all: number): string {
  if (drawn === all) return "";
  return ` Drawn: ${drawn.toLocaleString("en")} of ${all.toLocaleString("en")} points.`;
}
