import { isList } from "../logits/checkLogits.js";
import { isSecondText } from "../logits/checks.js";
import type { ClassifierConfig } from "../logits/config.js";
import { isNamed, readStoredLabels } from "../logits/labelIds.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe, shorten } from "../logits/text.js";
import type { TextInput } from "../model/encodeTexts.js";
import type { Row } from "./ForwardModel.js";
import type { LabelIds } from "./PredictionOutput.js";
import { TrainerError } from "./TrainerError.js";

/**
 * The data set's rows as a list.
 *
 * @throws {TrainerError} when they aren't a list of objects
 */
export function checkRows(caller: string, dataset: unknown): Row[] {
  if (!isIterable(dataset) || typeof dataset === "string") {
    throw new TrainerError(
      `${caller} needs a data set, a list of rows { text, label }, got ${describe(dataset)}${splitsAdvice(dataset)}`,
    );
  }
  const rows = [...dataset];
  rows.forEach((row, i) => {
    if (typeof row === "object" && row !== null) return;
    throw new TrainerError(`${caller} needs rows { text, label }: row ${i} is ${describe(row)}`);
  });
  return rows as Row[];
}

/**
 * The rows' texts; with a `text_pair`, pairs of texts.
 *
 * @throws {TrainerError} for a row without a text, or with something else as its pair
 */
export function textsOf(caller: string, rows: readonly Row[]): TextInput[] {
  return rows.map(({ text, text_pair, ...others }, i) => {
    if (typeof text !== "string") {
      const names = Object.keys(rows[i]).join(", ") || "nothing";
      throw new TrainerError(
        `${caller} needs a text in every row: in row ${i} "text" is ${describe(text)} (it has ${names})`,
      );
    }
    const slip = Object.keys(others).find(isSecondText);
    if (slip !== undefined) {
      throw new TrainerError(
        `${caller} needs a pair's second text under the name text_pair: row ${i} has "${slip}"`,
      );
    }
    if (text_pair === undefined || text_pair === null) return text;
    if (typeof text_pair === "string") return { text, text_pair };
    throw new TrainerError(
      `${caller} needs a text as text_pair: in row ${i} it is ${describe(text_pair)}`,
    );
  });
}

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

/** The likely slip is to hand over all splits at once. */
function splitsAdvice(value: unknown): string {
  const hasSplits = typeof value === "object" && value !== null && "test" in value;
  return hasSplits ? `; choose one of its parts, for example dataset.test` : "";
}

/**
 * The labels of a data set's rows, from their column `label`, `labels` or `label_ids`, in the model's numbering: class indices
 * or, for a model that decides on each label separately, a 0 or 1 for each; `null` when no row has a label.
 *
 * Labels are matched by name where the rows (`label_name`) or the data set (`id2label`) know names, and the model does, too.
 *
 * @throws {TrainerError} for a row with a label that is no class or has two readings, or without one when others have one
 */
export function checkLabelIds(
  caller: string,
  rows: readonly Row[],
  config: ClassifierConfig,
  dataset: unknown = rows,
): LabelIds | null {
  const { problem_type, num_labels, id2label } = config;
  const values = labelColumn(caller, rows, problem_type);
  if (values === null) return null;
  const isNamedModel = isNamed(readLabels(id2label, undefined, caller));
  const read = readStoredLabels(
    isNamedModel ? values.map((value, i) => namedLabel(value, rows[i])) : values,
    {
      caller,
      name: "labels",
      ErrorType: TrainerError,
      num_labels,
      id2label,
      stored_id2label: (dataset as { id2label?: Id2Label }).id2label,
      problem_type: problemTypeOf(problem_type, num_labels),
    },
  );
  if (read.kind === "classes") return Array.from(read.ids);
  if (read.kind === "values") return Array.from(read.values);
  const { data, columns } = read;
  return rows.map((_, row) => Array.from(data.subarray(row * columns, (row + 1) * columns)));
}

/** Transformers' guess from the labels is left to the reading, which takes lists for sets. */
function problemTypeOf(problem_type: string | null, num_labels: number): string | undefined {
  return problem_type ?? (num_labels === 1 ? "regression" : undefined);
}

/** A class index by the name that its row gives it. */
function namedLabel(value: unknown, { label, label_name }: Row): unknown {
  const isIndex = typeof value === "number" || typeof value === "bigint";
  return isIndex && value === label && typeof label_name === "string" ? label_name : value;
}

/** The columns that labels are read from. */
export const labelColumns = ["label", "labels", "label_ids"];

/** @throws {TrainerError} for a row whose label columns contradict each other */
export function checkAgreement(caller: string, rows: readonly Row[]): void {
  rows.forEach((row, i) => {
    const given = labelColumns.filter((name) => row[name] != null);
    const [first, ...others] = given;
    const other = others.find((name) => !agree(row[first], row[name]));
    if (other === undefined) return;
    const [one, two] = [first, other].map((name) => `${labelText(row[name])} as ${name}`);
    throw new TrainerError(
      `${caller} needs one truth for each row: row ${i} has ${one} and ${two}; leave one of them out, or name the right column in args: label_names: ["${first}"]`,
    );
  });
}

function labelText(label: unknown): string {
  return isList(label) ? shorten(`[${Array.from(label).join(", ")}]`, 60) : describe(label);
}

/** Whether two labels can mean the same: a class and a set of classes do where the class is in the set. */
function agree(one: unknown, other: unknown): boolean {
  const [a, b] = [one, other].map(withoutBigints);
  if (!Array.isArray(a)) return Array.isArray(b) ? isIn(a, b) : typeof a !== typeof b || a === b;
  if (!Array.isArray(b)) return isIn(b, a);
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function isIn(label: unknown, set: readonly unknown[]): boolean {
  const areFlags = set.every((value) => Number(value) === 0 || Number(value) === 1);
  const isMember = set.some((value) => typeof value !== typeof label || value === label);
  if (!areFlags) return isMember;
  const isFlagged = typeof label !== "number" || label < 0 || Number(set[label]) === 1;
  return isFlagged || (set.length === 1 && isMember);
}

/** The labels just as the rows hold them: either every row has one or none has. */
export function labelColumn(
  caller: string,
  rows: readonly Row[],
  problem_type: string | null,
): unknown[] | null {
  checkAgreement(caller, rows);
  const isMulti = problem_type === "multi_label_classification";
  const order = isMulti ? ["labels", "label", "label_ids"] : ["label", "labels", "label_ids"];
  const values = rows.map((row) => {
    const value = order.map((name) => row[name]).find((one) => one != null);
    return withoutBigints(value);
  });
  const missing = values.indexOf(undefined);
  if (missing === -1) return values.length > 0 ? values : null;
  const present = values.findIndex((value) => value !== undefined);
  if (present === -1) return null;
  throw new TrainerError(
    `${caller} needs a label in every row or in none: row ${present} has one, row ${missing} has none`,
  );
}

/** Python's int64 labels arrive as bigints, which no loss computes with. */
function withoutBigints(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  return isList(value) ? Array.from(value, withoutBigints) : value;
}
