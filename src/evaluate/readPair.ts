import { describe } from "../logits/describe.js";
import { EvaluateError } from "./EvaluateError.js";
import { readClassIds } from "./readClassIds.js";

/** What is true and what was predicted, row by row, and the number of classes both choose from. */
export interface Pair {
  readonly labels: Int32Array;
  readonly predictions: Int32Array;
  readonly num_labels: number;
}

/**
 * Reads true and predicted class indices, `[n]` each, or says how they don't fit together.
 *
 * Without `num_labels` there are as many classes as the largest index in either list says.
 */
export function readPair(
  label_ids: unknown,
  predicted_ids: unknown,
  caller: string,
  num_labels?: number,
): Pair {
  const labels = readClassIds(label_ids, caller, "label_ids");
  const predictions = readClassIds(predicted_ids, caller, "predicted_ids");
  if (labels.length !== predictions.length) {
    throw new EvaluateError(
      `${caller} needs one prediction for each label: got ${labels.length} label_ids and ${predictions.length} predicted_ids`,
    );
  }
  if (num_labels === undefined) {
    return { labels, predictions, num_labels: 1 + Math.max(largest(labels), largest(predictions)) };
  }
  checkNumLabels(num_labels, caller);
  checkIds(labels, num_labels, caller, "label_ids");
  checkIds(predictions, num_labels, caller, "predicted_ids");
  return { labels, predictions, num_labels };
}

/** Refuses class indices that none of `num_labels` classes has. */
export function checkIds(ids: Int32Array, num_labels: number, caller: string, name: string): void {
  const row = ids.findIndex((id) => id >= num_labels);
  if (row < 0) return;
  throw new EvaluateError(
    `${caller} needs class indices from 0 to ${num_labels - 1}, as there are ${num_labels} classes: ${name}, row ${row} is ${ids[row]}`,
  );
}

function checkNumLabels(num_labels: number, caller: string): void {
  if (Number.isInteger(num_labels) && num_labels >= 1 && num_labels <= 1_000_000) return;
  throw new EvaluateError(
    `${caller} needs the number of classes as num_labels, a whole number from 1 to 1000000, got ${describe(num_labels)}`,
  );
}

function largest(ids: Int32Array): number {
  return ids.reduce((most, id) => Math.max(most, id), 0);
}
