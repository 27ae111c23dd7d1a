import { checkLogits, type FlatLogits, isList } from "../logits/checkLogits.js";
import { LogitsError } from "../logits/errors.js";
import { type LogitsBatch, type LogitsTensor, rowOf } from "../logits/Logits.js";
import type { LabelReading, StoredSets } from "../logits/labelColumn.js";
import { readStoredLabels } from "../logits/labelIds.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import {
  type Classes,
  checkBoth,
  labelledRows,
  ownNames,
  readClasses,
  refuseSorted,
  sidesOf,
} from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";

/** The name of a batch's numbers, for errors: `["probability", "probabilities"]`. */
type Noun = readonly [one: string, many: string];

/** Reads a batch `[n, k]` as the logits room does, refuses NaN, and calls the numbers by the given name. */
export function checkScores(values: unknown, caller: string, noun: Noun): FlatLogits {
  const flat = checkBatch(values, caller, noun);
  refuseNaNScores(flat, caller, noun);
  return flat;
}

/** Reads a batch `[n, k]` as {@link checkScores} does, with NaN for the caller to refuse. */
export function checkBatch(values: unknown, caller: string, noun: Noun): FlatLogits {
  const flat = checkNamed(values, caller, noun);
  if (!flat.isBatch) {
    throw new EvaluateError(
      `${caller} needs a batch [n, k] of ${noun[1]}, one row per text, got one row of ${flat.columns}: write [row]`,
    );
  }
  return flat;
}

/** Refuses NaN, by the given name of the numbers. */
export function refuseNaNScores(flat: FlatLogits, caller: string, noun: Noun): void {
  const { data, rows, columns } = flat;
  for (let i = 0; i < rows * columns; i++) {
    if (!Number.isNaN(data[i])) continue;
    throw new EvaluateError(`${caller} needs ${noun[1]} without NaN: ${placeIn(flat, i)} is NaN`);
  }
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
    return checkLogits(values, caller, true);
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

/** What scikit-learn's measures of scores take, and what to do here. */
export const notOfScores = {
  instead: {
    labels: "write the names of the columns as id2label",
    sample_weight: "every text counts the same",
    normalize: "multiply the mean by the number of texts for a sum",
    pos_label: "give a column for each class, [1 - p, p] for two",
    eps: "write clip",
  },
  ErrorType: EvaluateError,
};

/** The classes' names on either side, an option of the measures that take scores. */
export interface NamesOption {
  /**
   * The names of the columns, by index, or of labels and columns: `{ label_ids: …, scores: … }`. A `Dataset` as labels, and
   * predictions with an `id2label`, bring their own.
   */
  id2label?: Id2Label | { readonly label_ids: Id2Label; readonly scores: Id2Label } | null;
}

/**
 * Reads classes `[n]` and a batch `[n, k]` of scores for them, or says why they don't fit together.
 *
 * Where both know the names of the classes, labels are matched with columns by name. Rows without a label (-100) are left out,
 * with a note, after `check` has seen them all.
 */
export function checkLabelledScores(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  noun: Noun,
  options: NamesOption = {},
  check: (flat: FlatLogits) => void = () => {},
): LabelledScores {
  const flat = checkScores(scores, caller, noun);
  return labelScores(flat, label_ids, scores, caller, noun, options, check);
}

/** Gives the rows of a batch their classes, as {@link checkLabelledScores} does. */
export function labelScores(
  flat: FlatLogits,
  label_ids: unknown,
  scores: unknown,
  caller: string,
  noun: Noun,
  { id2label }: NamesOption,
  check: (flat: FlatLogits, ids: Int32Array) => void,
): LabelledScores {
  const { source, names = ownNames(scores, caller) } = namesOf(id2label, flat.columns, caller);
  const truth = readClasses(label_ids, caller, "label_ids", {
    num_labels: flat.columns,
    id2label: names,
    stored_id2label: source,
  });
  if (!names && ownNames(label_ids, caller)) refuseSorted(label_ids, caller, "as an option");
  if (truth.names && !names && !ownNames(label_ids, caller)) {
    throw new EvaluateError(
      `${caller} needs id2label to compare names with columns: label_ids holds names, such as ${JSON.stringify(truth.names[0])}, and the ${noun[1]} have none; write ${caller}(label_ids, ${noun[1]}, { id2label })`,
    );
  }
  if (truth.ids.length !== flat.rows) {
    throw new EvaluateError(
      `${caller} needs one row of ${noun[1]} for each label: got ${truth.ids.length} label_ids and ${flat.rows} rows`,
    );
  }
  check(flat, truth.ids);
  const { labels, keep } = labelledRows(truth, caller);
  return keep ? { ...rowsWhere(keep, flat, labels.length), labels } : { ...flat, labels };
}

function namesOf(id2label: NamesOption["id2label"], columns: number, caller: string) {
  if (id2label === undefined || id2label === null) return {};
  if ("scores" in id2label || "label_ids" in id2label) {
    const { label_ids, scores } = id2label as { label_ids?: unknown; scores?: unknown };
    checkBoth({ label_ids, scores }, caller);
    return {
      source: id2label.label_ids as Id2Label,
      names: readLabels(id2label.scores as Id2Label, columns, caller),
    };
  }
  return { names: readLabels(id2label as Id2Label, columns, caller) };
}

function rowsWhere(keep: (row: number) => boolean, flat: FlatLogits, rows: number): FlatLogits {
  const { columns } = flat;
  const data = new Float64Array(rows * columns);
  let next = 0;
  for (let row = 0; row < flat.rows; row++) {
    if (keep(row)) data.set(rowOf(flat.data, row, columns), next++ * columns);
  }
  return { ...flat, data, rows };
}

/** Wide enough for probabilities in half precision or rounded to four decimals, far too narrow for anything else. */
export const tolerance = 1e-3;

/** Reads class indices `[n]` with their probabilities `[n, k]`: none negative, every row summing to one. */
export function checkProbabilities(
  label_ids: unknown,
  probabilities: unknown,
  caller: string,
  names?: NamesOption,
): LabelledScores {
  const noun = ["probability", "probabilities"] as const;
  return checkLabelledScores(label_ids, probabilities, caller, noun, names, (flat) => {
    for (let row = 0; row < flat.rows; row++) checkRow(flat, row, caller);
  });
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

/**
 * The labels of each text, `[n, labels]`: 1 (or true) where it has the label, otherwise 0; or, as truth, lists of the labels
 * that it has, by index or, with `id2label`, by name.
 */
export type LabelSets =
  | LogitsBatch
  | LogitsTensor
  | ArrayLike<ArrayLike<boolean>>
  | ArrayLike<ArrayLike<string>>
  | (ArrayLike<{ readonly labels?: readonly number[] }> & { readonly id2label: Id2Label });

/** True and predicted label sets of the same shape, flat. */
export interface LabelSetPair {
  readonly labels: FlatLogits;
  readonly predictions: FlatLogits;
  /** The labels' names, if they are known. */
  readonly names: readonly string[] | undefined;
}

/**
 * Reads true and predicted label sets, `[n, labels]` each, or says why they don't fit together.
 *
 * Where both sides know the names of their labels, the true sets are brought into the predictions' order by name.
 */
export function checkLabelSets(
  label_ids: unknown,
  predicted_ids: unknown,
  caller: string,
  classes?: Classes,
): LabelSetPair {
  const { num_labels, source, names: given } = sidesOf(classes, caller);
  const names = given ?? ownNames(predicted_ids, caller);
  // What is no plain batch is read once the other side has said how many labels there are.
  const isPlain = { labels: isPlainBatch(label_ids), predictions: isPlainBatch(predicted_ids) };
  const isFirst = isPlain.labels || !isPlain.predictions;
  const read = {
    labels: (columns?: number) =>
      checkSets(label_ids, isPlain.labels, caller, "label_ids", {
        num_labels: columns,
        id2label: names,
        stored_id2label: source,
      }),
    predictions: (columns?: number) =>
      checkSets(predicted_ids, isPlain.predictions, caller, "predicted_ids", {
        num_labels: columns,
        id2label: names,
      }),
  };
  const first = isFirst ? read.labels(num_labels) : read.predictions(num_labels);
  const columns = num_labels ?? first.columns;
  const labels = isFirst ? first : read.labels(columns);
  const predictions = isFirst ? read.predictions(columns) : first;
  if (labels.rows !== predictions.rows || labels.columns !== predictions.columns) {
    throw new EvaluateError(
      `${caller} needs label_ids and predicted_ids of the same shape: got [${labels.rows}, ${labels.columns}] and [${predictions.rows}, ${predictions.columns}]`,
    );
  }
  return { labels, predictions, names };
}

/** Rows of numbers, all as long as the first, none of them an index above 1: as far as its first row shows. */
function isPlainBatch(sets: unknown): boolean {
  if (!isList(sets)) {
    const { data } = (sets ?? {}) as { data?: unknown };
    return isList(data) && typeof data[0] === "number";
  }
  if (typeof sets === "object" && "id2label" in sets) return false;
  const width = isList(sets[0]) ? sets[0].length : -1;
  const isPlain = (row: unknown) =>
    isList(row) &&
    row.length === width &&
    Array.from(row).every((one) => typeof one === "number" && !(Number.isInteger(one) && one > 1));
  // A text may be a list as Python prints it, or names with a mark between them.
  return Array.from(sets).every((row) => typeof row !== "string" && (!isList(row) || isPlain(row)));
}

function checkSets(
  sets: unknown,
  isPlain: boolean,
  caller: string,
  name: string,
  known: Pick<LabelReading, "num_labels" | "id2label" | "stored_id2label">,
): FlatLogits {
  const isMatched = known.stored_id2label !== undefined && known.id2label !== undefined;
  if (isMatched || !isPlain) {
    const read = readStoredLabels(sets, {
      ...known,
      caller,
      name,
      ErrorType: EvaluateError,
      problem_type: "multi_label_classification",
      isPrediction: name === "predicted_ids",
    }) as StoredSets;
    if (read.names && !known.id2label && !ownNames(sets, caller)) {
      throw new EvaluateError(
        `${caller} needs id2label to read names: ${name}, row 0 holds names, such as ${JSON.stringify(read.names[0])}`,
      );
    }
    return refuseShares({ ...read, isBatch: true }, caller, name);
  }
  return refuseShares(
    checkScores(sets, caller, [`0 or 1 in ${name}`, `zeros and ones in ${name}`]),
    caller,
    name,
  );
}

function refuseShares(flat: FlatLogits, caller: string, name: string): FlatLogits {
  for (let i = 0; i < flat.rows * flat.columns; i++) {
    if (flat.data[i] === 0 || flat.data[i] === 1) continue;
    throw new EvaluateError(
      `${caller} needs 1 (has the label) or 0 (doesn't have it): ${name}, ${placeIn(flat, i)} is ${flat.data[i]}; for probabilities, take aboveThreshold(probabilities) first`,
    );
  }
  return flat;
}
