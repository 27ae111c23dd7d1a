import { isList } from "../logits/checkLogits.js";
import { checkOptions } from "../logits/checks.js";
import type { LogitsTensor } from "../logits/Logits.js";
import { type LabelReading, noLabel, type StoredClasses } from "../logits/labelColumn.js";
import { isNamed, readStoredLabels } from "../logits/labelIds.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { note } from "../logits/note.js";
import { describe, listed, quoted } from "../logits/text.js";
import { EvaluateError } from "./EvaluateError.js";
import { notOfClasses } from "./refuseArguments.js";

/**
 * One class for each text, `[n]`: class indices (a plain array, any typed array, a tensor), class names, true and false for two
 * classes, one-hot rows `[n, k]`, or a `Dataset`, which also knows its classes' names.
 */
export type ClassIds =
  | ArrayLike<number>
  | ArrayLike<bigint>
  | ArrayLike<string>
  | ArrayLike<boolean>
  | ArrayLike<ArrayLike<number>>
  | LabelledRows
  | LogitsTensor;

/** A data set's rows with the names of its classes. */
type LabelledRows = ArrayLike<{ readonly label?: number }> & { readonly id2label: Id2Label };

/**
 * The classes to choose from: how many there are, or their names by index, or, where labels and predictions are numbered
 * differently, the names on each side.
 */
export type Classes = number | Id2Label | SidesNames;

/** What the class indices on either side stand for. */
export interface SidesNames {
  readonly label_ids: Id2Label;
  readonly predicted_ids: Id2Label;
}

/** The true and the predicted class of each row, and the number of classes to choose from. */
export interface Pair {
  readonly labels: Int32Array;
  readonly predictions: Int32Array;
  readonly num_labels: number;
  /** The classes' names, if they are known. */
  readonly names: readonly string[] | undefined;
  /** How many rows were left out because they have no label. */
  readonly unlabelled: number;
}

/**
 * Reads true and predicted classes, `[n]` each, or says why they don't fit together.
 *
 * Where both sides know the names of their classes, the labels are brought into the predictions' order by name. Rows without a
 * label (-100) are left out, with a note. Without `classes`, the largest index in either list says how many there are.
 */
export function checkPair(
  label_ids: unknown,
  predicted_ids: unknown,
  caller: string,
  classes?: Classes,
): Pair {
  const { num_labels, source, names } = sidesOf(classes, caller);
  const id2label = names ?? namesOfBoth(label_ids, predicted_ids, caller);
  const given = { num_labels, id2label };
  const truth = readClasses(label_ids, caller, "label_ids", { ...given, stored_id2label: source });
  const predicted = readClasses(predicted_ids, caller, "predicted_ids", given, true);
  if (!id2label) checkOfDataset(label_ids, predicted.ids, caller);
  if (num_labels === undefined && !id2label) noteFirstIndex(truth.ids, predicted.ids, caller);
  if (truth.ids.length !== predicted.ids.length) {
    throw new EvaluateError(
      `${caller} needs one prediction for each label: got ${truth.ids.length} label_ids and ${predicted.ids.length} predicted_ids`,
    );
  }
  if (truth.isFromOne && !predicted.ids.includes(0)) {
    throw new EvaluateError(
      `${caller} can read predicted_ids in two ways: label_ids count from 1, and no prediction is 0, so that predicted_ids either count from 1 as well (then subtract 1 from each of both), or never name class 0 (then subtract 1 from each of label_ids)`,
    );
  }
  const { labels, keep } = labelledRows(truth, caller);
  const predictions = keep ? predicted.ids.filter((_, row) => keep(row)) : predicted.ids;
  return {
    labels,
    predictions,
    num_labels:
      num_labels ?? id2label?.length ?? 1 + Math.max(largest(labels), largest(predictions)),
    names: id2label,
    unlabelled: truth.unlabelled,
  };
}

/** Predictions beyond a data set's classes come from a model with other ones, whose names are then needed. */
function checkOfDataset(label_ids: unknown, predictions: Int32Array, caller: string): void {
  const names = ownNames(label_ids, caller);
  if (names) refuseSorted(label_ids, caller, "as a third argument");
  const row = names ? predictions.findIndex((id) => id >= names.length) : -1;
  if (row < 0) return;
  throw new EvaluateError(
    `${caller} needs the model's id2label as a third argument to match its classes with the data set's ${inQuotes(names ?? [])}: predicted_ids, row ${row} is ${predictions[row]}`,
  );
}

/**
 * Refuses a `Dataset` whose class order is only alphabetical beside indices or columns without names: the model's order is
 * another.
 */
export function refuseSorted(label_ids: unknown, caller: string, how: string): void {
  const { is_sorted, id2label } = (label_ids ?? {}) as { is_sorted?: unknown; id2label?: object };
  if (is_sorted !== true) return;
  const names = Object.values(id2label ?? {});
  throw new EvaluateError(
    `${caller} needs the model's id2label ${how}: the data set's file gives its classes no order, so that ${inQuotes(names)} are only in alphabetical order`,
  );
}

/**
 * Labels that use all of 1 to m, and predictions all of 0 to m - 1, are those of m + 1 classes, or counted differently; and
 * where no 0 is on either side, both may count from 1.
 */
function noteFirstIndex(labels: Int32Array, predictions: Int32Array, caller: string): void {
  if (labels.includes(0)) return;
  const most = largest(labels);
  const used = new Set(labels.filter((id) => id >= 0));
  if (most < 2 || used.size < most || largest(predictions) > most) return;
  if (!predictions.includes(0)) {
    note(
      `${caller} takes these for ${most + 1} classes, of which class 0 never occurs: if both lists count from 1, subtract 1 from each label and each prediction`,
    );
    return;
  }
  if (largest(predictions) !== most - 1 || new Set(predictions).size < most) return;
  note(
    `${caller} takes these for ${most + 1} classes: if label_ids, 1 to ${most}, count from 1, write ${caller}(label_ids, predicted_ids, ${most})`,
  );
}

function largest(ids: Int32Array): number {
  let most = 0;
  for (let row = 0; row < ids.length; row++) if (ids[row] > most) most = ids[row];
  return most;
}

/** The number of classes, the names that the labels' own indices stand for, and the names in whose order the result is. */
interface Sides {
  num_labels: number | undefined;
  source: readonly string[] | undefined;
  names: readonly string[] | undefined;
}

const options = {
  known: ["label_ids", "predicted_ids"],
  instead: notOfClasses,
  ErrorType: EvaluateError,
};

export function sidesOf(classes: unknown, caller: string): Sides {
  if (classes === undefined) {
    return { num_labels: undefined, source: undefined, names: undefined };
  }
  if (typeof classes === "object" && classes !== null && !isList(classes)) {
    const keys = Object.keys(classes);
    if (keys.some((key) => !/^\d+$/.test(key))) {
      checkOptions(caller, classes, options);
      const { label_ids, predicted_ids } = classes as SidesNames;
      checkBoth({ label_ids, predicted_ids }, caller);
      const names = readLabels(predicted_ids, undefined, caller);
      return { num_labels: names.length, source: readLabels(label_ids, undefined, caller), names };
    }
  }
  if (typeof classes === "object" && classes !== null) {
    const names = readLabels(classes as Id2Label, undefined, caller);
    return { num_labels: names.length, source: undefined, names };
  }
  checkNumLabels(classes, caller);
  return { num_labels: classes, source: undefined, names: undefined };
}

/** Names of one side alone say nothing about the other. */
export function checkBoth(sides: Readonly<Record<string, unknown>>, caller: string): void {
  const given = Object.keys(sides).filter((name) => sides[name] != null);
  const missing = Object.keys(sides).filter((name) => !given.includes(name));
  if (missing.length === 0) return;
  throw new EvaluateError(
    `${caller} needs the names of the classes on both sides, { ${Object.keys(sides).join(", ")} }: ${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing; true labels themselves are the first argument`,
  );
}

function checkNumLabels(num_labels: unknown, caller: string): asserts num_labels is number {
  if (Number.isInteger(num_labels) && Number(num_labels) >= 1 && Number(num_labels) <= 1_000_000) {
    return;
  }
  throw new EvaluateError(
    `${caller} needs the number of classes as num_labels, a whole number from 1 to 1000000, got ${describe(num_labels)}`,
  );
}

/** The names that both sides know; undefined where indices are all there is. */
function namesOfBoth(label_ids: unknown, predicted_ids: unknown, caller: string) {
  const found = namesFound(predicted_ids, caller, "predicted_ids");
  const wanted = ownNames(predicted_ids, caller) ?? (found && ownNames(label_ids, caller));
  if (wanted) return wanted;
  const stored = ownNames(label_ids, caller)
    ? undefined
    : namesFound(label_ids, caller, "label_ids");
  if (!found && !stored) return undefined;
  if (found && stored) return union(stored, found, caller);
  const [named, other] = found ? ["predicted_ids", "label_ids"] : ["label_ids", "predicted_ids"];
  throw new EvaluateError(
    `${caller} needs id2label to compare names with class indices: ${named} holds names, such as ${JSON.stringify((found ?? stored)?.[0])}, and ${other} doesn't; write ${caller}(label_ids, predicted_ids, id2label)`,
  );
}

/** The names that a `Dataset` or saved predictions bring along. */
export function ownNames(side: unknown, caller: string): readonly string[] | undefined {
  const { id2label } = (side ?? {}) as { id2label?: Id2Label | null };
  if (typeof id2label !== "object" || id2label === null) return undefined;
  const names = readLabels(id2label, undefined, caller);
  return isNamed(names) ? names : undefined;
}

/** The names in a list of names. */
function namesFound(side: unknown, caller: string, name: string): readonly string[] | undefined {
  const first = isList(side) ? firstEntry(side) : undefined;
  const isText = typeof first === "string" || (isList(first) && typeof first[0] === "string");
  return isText ? readClasses(side, caller, name, {}, name === "predicted_ids").names : undefined;
}

function firstEntry(side: ArrayLike<unknown>): unknown {
  for (let row = 0; row < side.length; row++) if (!isNothing(side[row])) return side[row];
  return undefined;
}

/** Marks of rows without a label, which may stand before the first name. */
function isNothing(entry: unknown): boolean {
  return entry === null || entry === undefined || entry === "" || entry === noLabel || entry === -1;
}

/** The classes of two lists of names. Names that are alike but for case and spaces, or have nothing in common, don't fit. */
function union(stored: readonly string[], found: readonly string[], caller: string): string[] {
  const all = [...new Set([...stored, ...found])].sort();
  const plain = (name: string) => name.trim().toLowerCase();
  const near = stored.find(
    (name) => !found.includes(name) && found.some((one) => plain(one) === plain(name)),
  );
  const isApart =
    stored.length > 1 && found.length > 1 && all.length === stored.length + found.length;
  if (near === undefined && !isApart) return all;
  throw new EvaluateError(
    `${caller} matches label_ids and predicted_ids by name, and their names don't fit: label_ids has ${inQuotes(stored)}; predicted_ids has ${inQuotes(found)}`,
  );
}

function inQuotes(names: readonly string[]): string {
  return listed(names.map(quoted));
}

/** Reads one class for each text. */
export function readClasses(
  ids: unknown,
  caller: string,
  name: string,
  known: Pick<LabelReading, "num_labels" | "id2label" | "stored_id2label">,
  isPrediction = false,
): StoredClasses {
  if (isList(ids) && ids.length === 0) {
    throw new EvaluateError(
      `${caller} needs at least one row, got no ${name}: a share of nothing has no value`,
    );
  }
  return readStoredLabels(ids, {
    ...known,
    caller,
    name,
    ErrorType: EvaluateError,
    problem_type: "single_label_classification",
    isPrediction,
    several: "; for texts with several labels use subsetAccuracy, hammingLoss or multiLabelReport",
  }) as StoredClasses;
}

/** The class indices of the rows that have a label, and, if not all do, which rows these are. */
export function labelledRows(
  { ids, unlabelled }: StoredClasses,
  caller: string,
): { labels: Int32Array; keep?: (row: number) => boolean } {
  if (unlabelled === 0) return { labels: ids };
  if (unlabelled === ids.length) {
    throw new EvaluateError(
      `${caller} needs at least one row with a label: all ${ids.length} have none`,
    );
  }
  note(`${caller} leaves out ${unlabelled} of ${ids.length} rows, which have no label`);
  return { labels: ids.filter((id) => id !== noLabel), keep: (row) => ids[row] !== noLabel };
}
