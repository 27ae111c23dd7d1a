import { isList } from "./checkLogits.js";
import { suggestion } from "./checks.js";
import { LogitsError, type ReadingLogitsError } from "./errors.js";
import type { LabelCell } from "./labelCells.js";
import type { Id2Label } from "./labels.js";
import { note } from "./note.js";
import { describe, listed, shorten } from "./text.js";

/** The class index of a row without a label: the one that PyTorch's losses leave out. */
export const noLabel = -100;

/** What is known about labels before they are read. */
export interface LabelReading {
  /** The function that an error names. */
  readonly caller: string;
  /** What an error calls the labels: `"label_ids"`. */
  readonly name: string;
  readonly ErrorType?: new (message: string) => ReadingLogitsError;
  /** The place of a row, as an error names it. Default: `row 3`. */
  readonly placeOf?: ((row: number) => string) | undefined;
  /** The number of classes, where only that is known. */
  readonly num_labels?: number | undefined;
  /** The classes in whose order the result is. */
  readonly id2label?: Id2Label | null | undefined;
  /** The classes in whose order the labels are stored, if their source has an order of its own. A `Dataset` brings them. */
  readonly stored_id2label?: Id2Label | null | undefined;
  /** Decides what is asked for: one class per row, a set of labels, or values. Without it, lists are sets. */
  readonly problem_type?: string | null | undefined;
  /** Predictions have a class in every row, and count from 0. */
  readonly isPrediction?: boolean;
  /** What to do where rows have several labels and one is asked for, after the row: `; use hammingLoss`. */
  readonly several?: string | undefined;
  /** What to do with labels that are values and no classes, after the row. */
  readonly ifValues?: string | undefined;
  /** The labels of a whole data set, in which hardly any class is missing. */
  readonly isWhole?: boolean;
}

/** Labels as numbers of one kind, in the order of the classes. */
export type StoredLabels = StoredClasses | StoredSets | StoredValues;

/** One class per row. */
export interface StoredClasses {
  readonly kind: "classes";
  /** Class indices, `[n]`; {@link noLabel} for a row without a label. */
  readonly ids: Int32Array;
  /** The number of rows without a label. */
  readonly unlabelled: number;
  /** True if the labels counted from 1, and 1 was taken from each. */
  readonly isFromOne?: boolean;
  /** The classes' names, by index, if they are known or were found in the labels. */
  readonly names?: readonly string[] | undefined;
}

/** Any number of labels per row. */
export interface StoredSets {
  readonly kind: "sets";
  /** `rows × columns` numbers, row after row: 1 where the text has the label, otherwise 0; or shares, as soft labels. */
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  readonly names?: readonly string[] | undefined;
  /** Where rows list their labels, the classes in the order of each list. */
  readonly lists?: readonly (readonly number[])[];
}

/** The values of a regression. */
interface StoredValues {
  readonly kind: "values";
  readonly values: Float64Array;
}

/** A column of labels and its classes. */
export interface LabelColumn extends LabelReading {
  readonly names: readonly string[] | undefined;
  /** The number of classes, if known. */
  readonly k: number | undefined;
}

/** An index above this one is a token id, a row number or a mistake. */
const largestId = 999_999;

/** What to do where the numbers of a data set are names. */
const asNames = "; if such numbers are names, list them as id2label";

/** Without a number of classes, larger indices are years, codes or the like where few are used; fewer in a whole data set. */
const largestPlausible = { part: 1000, whole: 100 };

/** Class indices from numbers: what marks no label, what counts from 1, what is no class. */
export function classesOf(
  numbers: ArrayLike<number>,
  column: LabelColumn,
  cells?: readonly LabelCell[],
): StoredClasses {
  const { k, names, isPrediction } = column;
  const shownAt = (row: number) => (cells ? cells[row].value : numbers[row]);
  const ids = new Int32Array(numbers.length);
  const seen = { least: Number.POSITIVE_INFINITY, most: -1, minusOne: -1, unlabelled: 0 };
  for (let row = 0; row < numbers.length; row++) {
    const id = numbers[row];
    if (id < 0 && (id === noLabel || id === -1) && !isPrediction) {
      ids[row] = noLabel;
      seen.unlabelled++;
      if (id === -1 && seen.minusOne < 0) seen.minusOne = row;
    } else {
      if (!Number.isInteger(id) || id < 0) {
        refuse(column, row, shownAt(row), Number.isInteger(id) ? "" : column.ifValues);
      }
      if (id > largestId) refuse(column, row, shownAt(row), column.isWhole ? asNames : "");
      ids[row] = id;
      if (id < seen.least) seen.least = id;
      if (id > seen.most) seen.most = id;
    }
  }
  if (seen.minusOne >= 0) checkMinusOne(column, seen);
  if (k !== undefined && seen.most >= k) {
    const row = ids.indexOf(seen.most);
    if (column.isPrediction || seen.most > k || seen.least < 1)
      beyond(column, row, shownAt(row), seen.least > 0);
    countFromZero(ids, column, row, shownAt(row));
    return { kind: "classes", ids, unlabelled: seen.unlabelled, names, isFromOne: true };
  }
  if (k === undefined) checkPlausible(ids, column, seen);
  return { kind: "classes", ids, unlabelled: seen.unlabelled, names };
}

/** What the loop has seen: the least and the largest index, and the first row with -1. */
interface Seen {
  readonly least: number;
  readonly most: number;
  readonly minusOne: number;
}

/** -1 is a class of its own where the classes are -1 and 1, or -1, 0 and 1. */
function checkMinusOne(column: LabelColumn, { least, most, minusOne }: Seen): void {
  const isOfTwo = column.k === 2 && least > 0;
  if (most > 1 || !(column.k === undefined || column.k === 3 || isOfTwo)) return;
  const classes = isOfTwo ? "-1 and 1 (then write 0 and 1)" : "-1, 0 and 1 (then add 1 to each)";
  inTwoWays(column, minusOne, -1, '"no label" (then write -100)', `one of the classes ${classes}`);
}

function beyond(column: LabelColumn, row: number, value: unknown, hasNoZero: boolean): never {
  const { caller, name, k = 0 } = column;
  const advice =
    hasNoZero && Number(value) === k ? "; if they count from 1, subtract 1 from each" : "";
  throw errorOf(
    column,
    `${caller} needs class indices from 0 to ${k - 1}, as there are ${k} classes: ${name}, ${placeAt(column, row)} is ${shown(value)}${advice}`,
  );
}

/** Labels from 1 to k have one meaning if all of them occur; the largest alone may be a slip. */
function countFromZero(ids: Int32Array, column: LabelColumn, row: number, value: unknown): void {
  const { caller, name, k = 0 } = column;
  if (new Set(ids.filter((id) => id > 0)).size < k) {
    const counted = `class ${k - 1} of labels that count from 1 to ${k} (then subtract 1 from each)`;
    inTwoWays(column, row, value, counted, `beyond the ${k} classes, 0 to ${k - 1}`);
  }
  ids.forEach((id, i) => {
    if (id > 0) ids[i] = id - 1;
  });
  note(`${caller}: ${name} count from 1 to ${k}, so 1 is taken from each`);
}

function checkPlausible(ids: Int32Array, column: LabelColumn, { least, most }: Seen): void {
  const limit = largestPlausible[column.isWhole ? "whole" : "part"];
  if (most < limit || (least < limit && new Set(ids).size * 10 > most)) return;
  const row = ids.indexOf(most);
  const classes = `a class index (then say how many classes there are)`;
  inTwoWays(
    column,
    row,
    most,
    classes,
    "a year, a code or another name (then list the classes as id2label)",
  );
}

/** Indices of names; without known ones, the names that occur, in alphabetical order, are the classes. */
export function namedOf(cells: readonly LabelCell[], column: LabelColumn): StoredClasses {
  const values = cells.map(({ value }) => value as string);
  const written = values.filter((_, row) => !isMark(cells[row]));
  const names = column.names ?? foundNames(written, column, values);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const ids = Int32Array.from(values, (value, row) => {
    if (isMark(cells[row]) && !column.isPrediction) return noLabel;
    return indexOf.get(value) ?? unknownName(column, row, value, names);
  });
  return { kind: "classes", ids, unlabelled: values.length - written.length, names };
}

/** -100 and -1 mark rows without a label, beside names as well. */
export function isMark({ kind, number }: LabelCell): boolean {
  return kind === "number" && (number === noLabel || number === -1);
}

function unknownName(column: LabelColumn, row: number, name: string, names: readonly string[]) {
  const near = suggestion(String(name), names);
  const all = near.startsWith("; did") ? near : `; the classes are ${indexed(names)}`;
  return refuse(column, row, name, `, which is none of the classes${all}`);
}

/** The distinct names, if none is another one in a different case or with a space more. */
function foundNames(
  written: readonly string[],
  column: LabelColumn,
  values: readonly string[],
): string[] {
  const names = [...new Set(written)].sort();
  const joined = names.find((name) => areSeveral(name, names));
  if (joined !== undefined) {
    const several =
      "several labels of one text (then write a list of them, or list the classes as id2label)";
    inTwoWays(
      column,
      values.indexOf(joined),
      joined,
      several,
      "one class of that name (then list it in id2label)",
    );
  }
  const byPlain = new Map<string, string>();
  for (const name of names) {
    const plain = name.trim().toLowerCase();
    const other = byPlain.get(plain);
    if (other !== undefined) {
      const row = values.indexOf(name);
      const same = `the same class as ${JSON.stringify(other)} (then write both alike)`;
      inTwoWays(column, row, name, same, "another one (then list the classes as id2label)");
    }
    byPlain.set(plain, name);
  }
  return names;
}

/** Whether a name may be several: parted by the marks that lists are written with, or by others where each part is a name. */
function areSeveral(name: string, names: readonly string[]): boolean {
  const parts = (mark: RegExp) => name.split(mark).map((part) => part.trim());
  const isListed = (found: string[]) => found.length > 1 && found.every((part) => part !== "");
  if (isListed(parts(/[|;,#\n]/))) return true;
  const others = parts(/[/+&\s]+/);
  return isListed(others) && others.every((part) => names.includes(part));
}

/** Numbers where the classes' names look like numbers: the names, unless each number is an index as well. */
export function numberedNames(cells: readonly LabelCell[], column: LabelColumn): StoredClasses {
  const numbers = cells.map(({ number }) => number);
  const names = column.names ?? [];
  const byName = numbers.map((number) => names.indexOf(String(number)));
  const isIndex = numbers.every((id) => id === noLabel || (id >= 0 && id < names.length));
  if (byName.includes(-1)) return classesOf(numbers, column, cells);
  const row = byName.findIndex((id, i) => id !== numbers[i]);
  if (row >= 0 && isIndex) {
    const value = cells[row].value;
    const asIndex = `the index of class ${names[numbers[row]]} (then write its name)`;
    inTwoWays(
      column,
      row,
      value,
      `the class named ${numbers[row]} (then write it as text)`,
      asIndex,
    );
  }
  return { kind: "classes", ids: Int32Array.from(byName), unlabelled: 0, names };
}

/** Truth values stand for class 1 and class 0 of two, unless two classes are called true and false in another order. */
export function truthOf(
  cells: readonly LabelCell[],
  numbers: Float64Array,
  column: LabelColumn,
): StoredClasses {
  const { k, names = [] } = column;
  if (k !== undefined && k !== 2) {
    refuse(column, 0, cells[0].value, `, and there are ${k} classes to choose from`);
  }
  const plain = names.map((name) => name.trim().toLowerCase());
  const isTurned = plain[0] === "true" && plain[1] === "false";
  const turned = numbers.map((one, row) => (isMark(cells[row]) ? one : 1 - one));
  return classesOf(isTurned ? turned : numbers, column, cells);
}

/** The values of a regression, which may be any numbers. */
export function valuesOf(numbers: ArrayLike<number>, column: LabelColumn): StoredValues {
  for (let row = 0; row < numbers.length; row++) {
    if (!Number.isFinite(numbers[row])) refuse(column, row, numbers[row]);
  }
  return { kind: "values", values: Float64Array.from(numbers) };
}

/** What an error calls the labels that are asked for. */
export function wantedOf({ problem_type, id2label }: LabelReading): string {
  if (problem_type === "regression") return "finite numbers";
  if (problem_type === "multi_label_classification") {
    return "a 0 or 1 for each label, or lists of labels,";
  }
  return id2label ? "class names or class indices" : "class indices (0, 1, 2, …)";
}

export function refuse(column: LabelColumn, row: number, value: unknown, advice = ""): never {
  const { caller, name } = column;
  throw errorOf(
    column,
    `${caller} needs ${wantedOf(column)} as ${name}: ${placeAt(column, row)} is ${shown(value)}${advice}`,
  );
}

export function inTwoWays(
  column: LabelColumn,
  row: number,
  value: unknown,
  one: string,
  other: string,
): never {
  const { caller, name } = column;
  throw errorOf(
    column,
    `${caller} can read ${name} in two ways: ${placeAt(column, row)} is ${shown(value)}, which is either ${one}, or ${other}`,
  );
}

export function errorOf({ ErrorType = LogitsError }: LabelReading, message: string) {
  return new ErrorType(message);
}

export function placeAt({ placeOf }: LabelReading, row: number): string {
  return placeOf ? placeOf(row) : `row ${row}`;
}

/** A value for an error; of a list, its items. */
export function shown(value: unknown): string {
  if (!isList(value)) return describe(value);
  return shorten(`[${Array.from(value, (item) => itemText(item)).join(", ")}]`, 60);
}

function itemText(item: unknown): string {
  return typeof item === "string" ? JSON.stringify(item) : isList(item) ? "[…]" : String(item);
}

/** At most ten names, with their indices. */
export function indexed(names: readonly string[]): string {
  return listed(names.map((name, index) => `${index} ${shorten(name, 40)}`));
}
