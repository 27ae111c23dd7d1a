import { checkLogits, type FlatLogits, isList } from "../logits/checkLogits.js";
import { LogitsError } from "../logits/errors.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { describe, describeDims } from "../logits/text.js";
import { EvaluateError } from "./EvaluateError.js";

/** The true and the predicted class of each row, and the number of classes to choose from. */
export interface Pair {
  readonly labels: Int32Array;
  readonly predictions: Int32Array;
  readonly num_labels: number;
}

/**
 * Reads true and predicted class indices, `[n]` each, or says why they don't fit together.
 *
 * Without `num_labels`, the largest index in either list says how many classes there are.
 */
export function checkPair(
  label_ids: unknown,
  predicted_ids: unknown,
  caller: string,
  num_labels?: number,
): Pair {
  const labels = checkClassIds(label_ids, caller, "label_ids");
  const predictions = checkClassIds(predicted_ids, caller, "predicted_ids");
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

/** Refuses class indices outside the `num_labels` classes. */
function checkIds(ids: Int32Array, num_labels: number, caller: string, name: string): void {
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

/**
 * Class indices, one for each text, `[n]`: a plain array, any typed array (Python's int64 labels arrive as bigints), or
 * a tensor of rank 1.
 */
export type ClassIds = ArrayLike<number> | ArrayLike<bigint> | LogitsTensor;

/** Anything larger is not a class index but a token id, a row number or a mistake. */
const largestId = 999_999;

/** Reads class indices as whole numbers of 0 or more, or says which row holds something else. */
export function checkClassIds(ids: unknown, caller: string, name: string): Int32Array {
  const values = listOf(ids, caller, name);
  if (values.length === 0) {
    throw new EvaluateError(
      `${caller} needs at least one row, got no ${name}: a share of nothing has no value`,
    );
  }
  return Int32Array.from(values, (value, row) => {
    const id = typeof value === "bigint" ? Number(value) : value;
    if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id <= largestId) return id;
    throw new EvaluateError(
      `${caller} needs class indices (0, 1, 2, …) as ${name}: row ${row} is ${describe(value)}${advice(value)}`,
    );
  });
}

function listOf(ids: unknown, caller: string, name: string): ArrayLike<unknown> {
  if (isList(ids)) return ids;
  const { data, dims } = (ids ?? {}) as { data?: unknown; dims?: unknown };
  if (!isList(data) || !isList(dims)) {
    throw new EvaluateError(
      `${caller} needs a list of class indices as ${name}, got ${describe(ids)}`,
    );
  }
  if (dims.length !== 1 || dims[0] !== data.length) {
    throw new EvaluateError(
      `${caller} needs one class index per row, a tensor [n], as ${name}: got dims ${describeDims(dims)} with ${data.length} numbers${dims.length === 2 ? advice([]) : ""}`,
    );
  }
  return data;
}

function advice(value: unknown): string {
  if (typeof value === "string") return "; turn labels into indices with the model's label2id";
  if (isList(value)) return "; for a batch of logits or probabilities, take argmax(batch) first";
  if (value === -100 || value === -100n) return ", which marks rows to ignore: leave them out";
  return "";
}

/** The name of a batch's numbers, for errors: `["probability", "probabilities"]`. */
type Noun = readonly [one: string, many: string];

/** Reads a batch `[n, k]` as the logits room does, refuses NaN, and calls the numbers by the given name. */
export function checkScores(values: unknown, caller: string, noun: Noun): FlatLogits {
  const flat = checkNamed(values, caller, noun);
  if (!flat.isBatch) {
    throw new EvaluateError(
      `${caller} needs a batch [n, k] of ${noun[1]}, one row per text, got one row of ${flat.columns}: write [row]`,
    );
  }
  for (let i = 0; i < flat.rows * flat.columns; i++) {
    if (!Number.isNaN(flat.data[i])) continue;
    throw new EvaluateError(`${caller} needs ${noun[1]} without NaN: ${placeIn(flat, i)} is NaN`);
  }
  return flat;
}

/** `row 3, column 1` */
function placeIn({ columns }: FlatLogits, index: number): string {
  return `row ${Math.floor(index / columns)}, column ${index % columns}`;
}

/**
 * The logits room's errors speak of logits. Only the first mention is replaced, because a later one may quote the
 * person's data.
 */
function checkNamed(values: unknown, caller: string, [one, many]: Noun): FlatLogits {
  if (Array.isArray(values) && values.length === 0) {
    throw new EvaluateError(`${caller} needs at least one row of ${many}, got 0`);
  }
  try {
    return checkLogits(values, caller);
  } catch (error) {
    if (!(error instanceof LogitsError)) throw error;
    const message = error.message.replace(/\blogit(s?)\b/, (_, s) => (s ? many : one));
    throw new EvaluateError(message, { cause: error });
  }
}

/** A batch with the true class of each row. */
export interface LabelledScores extends FlatLogits {
  readonly labels: Int32Array;
}

/** Reads class indices `[n]` and a batch `[n, k]` of scores for them, or says why they don't fit together. */
export function checkLabelledScores(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  noun: Noun,
): LabelledScores {
  const labels = checkClassIds(label_ids, caller, "label_ids");
  const flat = checkScores(scores, caller, noun);
  if (labels.length !== flat.rows) {
    throw new EvaluateError(
      `${caller} needs one row of ${noun[1]} for each label: got ${labels.length} label_ids and ${flat.rows} rows`,
    );
  }
  checkIds(labels, flat.columns, caller, "label_ids");
  return { ...flat, labels };
}

/** Wide enough for probabilities in half precision or rounded to four decimals, far too narrow for anything else. */
const tolerance = 1e-3;

/** Reads class indices `[n]` with their probabilities `[n, k]`: none negative, every row summing to one. */
export function checkProbabilities(
  label_ids: unknown,
  probabilities: unknown,
  caller: string,
): LabelledScores {
  const noun = ["probability", "probabilities"] as const;
  const labelled = checkLabelledScores(label_ids, probabilities, caller, noun);
  for (let row = 0; row < labelled.rows; row++) checkRow(labelled, row, caller);
  return labelled;
}

function checkRow(flat: FlatLogits, row: number, caller: string): void {
  let sum = 0;
  for (let i = row * flat.columns; i < (row + 1) * flat.columns; i++) {
    if (flat.data[i] < 0) {
      throw new EvaluateError(
        `${caller} needs probabilities from 0 to 1: ${placeIn(flat, i)} is ${flat.data[i]}; if these are logits, take softmax(logits) first`,
      );
    }
    sum += flat.data[i];
  }
  if (Math.abs(sum - 1) <= tolerance) return;
  throw new EvaluateError(
    `${caller} needs probabilities that sum to 1 in each row: row ${row} sums to ${sum}; ${
      flat.columns === 1
        ? "write one probability p as two, [1 - p, p]"
        : "for logits, take softmax(logits); multi-label scores have no such sum"
    }`,
  );
}

/** The labels of each text, `[n, labels]`: 1 where it has the label, otherwise 0. */
export type LabelSets = LogitsBatch | LogitsTensor;

/** True and predicted label sets of the same shape, flat. */
export interface LabelSetPair {
  readonly labels: FlatLogits;
  readonly predictions: FlatLogits;
}

/** Reads true and predicted label sets, `[n, labels]` each, or says why they don't fit together. */
export function checkLabelSets(
  label_ids: unknown,
  predicted_ids: unknown,
  caller: string,
): LabelSetPair {
  const labels = checkSets(label_ids, caller, "label_ids");
  const predictions = checkSets(predicted_ids, caller, "predicted_ids");
  if (labels.rows !== predictions.rows || labels.columns !== predictions.columns) {
    throw new EvaluateError(
      `${caller} needs label_ids and predicted_ids of the same shape: got [${labels.rows}, ${labels.columns}] and [${predictions.rows}, ${predictions.columns}]`,
    );
  }
  return { labels, predictions };
}

function checkSets(sets: unknown, caller: string, name: string): FlatLogits {
  const flat = checkScores(sets, caller, [`0 or 1 in ${name}`, `zeros and ones in ${name}`]);
  for (let i = 0; i < flat.rows * flat.columns; i++) {
    if (flat.data[i] === 0 || flat.data[i] === 1) continue;
    throw new EvaluateError(
      `${caller} needs 1 (has the label) or 0 (doesn't have it): ${name}, ${placeIn(flat, i)} is ${flat.data[i]}; for probabilities, take aboveThreshold(probabilities) first`,
    );
  }
  return flat;
}
