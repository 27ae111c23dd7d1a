import { isSecondText } from "../logits/checks.js";
import { readLabelCell } from "../logits/labelCells.js";
import { noLabel, type StoredLabels } from "../logits/labelColumn.js";
import { readStoredLabels } from "../logits/labelIds.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe } from "../logits/text.js";
import { DatasetError, type Example } from "./Dataset.js";
import type { RawRow } from "./parseRows.js";

/** Which column holds what, and the classes. */
export interface DatasetColumns {
  /** The column of the texts. Default: `"text"`. */
  text?: string;
  /** The column of each text's second text, or `null` for none. Default: `"text_pair"` if there is one. */
  text_pair?: string | null;
  /**
   * The column of the labels; a list of columns with a 0 or 1 for each class, whose names are the classes; or `null` for
   * texts without labels. Default: `"label"`, or else one column for each class of `id2label`.
   */
  label?: string | readonly string[] | null;
  /** The column that says train, validation or test. Default: `"split"` if there is one; otherwise every row is test. */
  split?: string;
  /** `"regression"` for labels that are values, such as 3.7, and no classes. Default: classes. */
  problem_type?: "regression";
  /** Class index → class label, in the model's order; without it, the labels that occur, in alphabetical order. */
  id2label?: Id2Label;
}

interface Examples {
  splits: Record<Split, Example[]>;
  id2label: Record<number, string>;
}

/**
 * Turns a file's rows into examples, each in its split.
 *
 * @throws {DatasetError} with row and column, for a missing column, an empty text, a label that isn't a class or has two
 *   readings, or an unknown split
 */
export function parseExamples(rows: readonly RawRow[], columns: DatasetColumns): Examples {
  const { text = "text" } = columns;
  const hasColumn = (name: string) => rows.some((row) => has(row, name));
  const split = columns.split ?? (hasColumn("split") ? "split" : undefined);
  const pair = columns.text_pair ?? (hasColumn("text_pair") ? "text_pair" : undefined);
  if (pair === undefined && columns.text_pair !== null) refuseSecondText(rows, columns);
  const { id2label, labelAt } = labelsOf(rows, columns);
  const splits: Examples["splits"] = { train: [], validation: [], test: [] };
  rows.forEach((row, index) => {
    const example: Example = {
      id: idOf(row, index),
      text: textOf(row, text),
      ...(pair !== undefined && columns.text_pair !== null && { text_pair: textOf(row, pair) }),
      ...labelAt(index),
      tags: tagsOf(row),
    };
    splits[splitIn(row, split)].push(example);
  });
  return { splits, id2label };
}

/** A column that looks like the second half of pairs is left out only if that is said. */
function refuseSecondText(rows: readonly RawRow[], { text, label }: DatasetColumns): void {
  const used = [text, label].flat();
  const name = Object.keys(rows[0]?.columns ?? {}).find(
    (column) => isSecondText(column) && !used.includes(column),
  );
  if (name === undefined) return;
  throw new DatasetError(
    `loadDataset needs to know what the column ${JSON.stringify(name)} is: write { text_pair: ${JSON.stringify(name)} } if it holds each text's second text, or { text_pair: null } to leave it out`,
  );
}

function has(row: RawRow, column: string): boolean {
  return Object.hasOwn(row.columns, column);
}

function cell(row: RawRow, column: string): unknown {
  if (has(row, column)) return row.columns[column];
  const there = Object.keys(row.columns)
    .slice(0, 20)
    .map((name) => JSON.stringify(name));
  const advice = names.has(column)
    ? `split names a column; the parts are in what is returned, (await loadDataset(path)).${column}`
    : 'say which is which with loadDataset(path, { text: "…", label: "…" })';
  throw new DatasetError(
    `loadDataset needs a column ${JSON.stringify(column)}: ${row.place} has ${there.join(", ") || "none"}; ${advice}`,
  );
}

function textOf(row: RawRow, column: string): string {
  const value = cell(row, column);
  if (typeof value === "string" && value.trim() !== "") return value;
  const got = typeof value === "string" ? "empty" : describe(value);
  throw new DatasetError(`loadDataset needs a text in every row: ${at(row, column)} is ${got}`);
}

function splitIn(row: RawRow, column: string | undefined): Split {
  return column === undefined ? "test" : splitOf(cell(row, column), row.place, column);
}

function idOf({ columns }: RawRow, index: number): string {
  const { id } = columns;
  return (typeof id === "string" && id !== "") || typeof id === "number" ? `${id}` : `${index + 1}`;
}

/** A list of tags, or the words of a cell. */
function tagsOf({ columns: { tags } }: RawRow): string[] {
  if (Array.isArray(tags)) return tags.map(String);
  return typeof tags === "string" ? tags.split(/[\s,;|]+/).filter(Boolean) : [];
}

function at(row: RawRow, column: string): string {
  return `${row.place}, column ${JSON.stringify(column)}`;
}

type Labelled = Pick<Example, "label" | "label_name" | "labels">;

/** The classes, and each row's labels. */
interface RowLabels {
  id2label: Record<number, string>;
  labelAt(row: number): Labelled;
}

function labelsOf(rows: readonly RawRow[], columns: DatasetColumns): RowLabels {
  const { id2label, problem_type } = columns;
  checkProblemType(columns);
  const column = labelColumn(rows, columns);
  if (column === null) {
    const labels = id2label ? readLabels(id2label, undefined, "loadDataset") : [];
    return { id2label: { ...labels }, labelAt: () => ({}) };
  }
  const isBeside = typeof column !== "string";
  const cells = rows.map((row) => (isBeside ? zerosAndOnes(row, column) : cell(row, column)));
  const read = readStoredLabels(cells, {
    caller: "loadDataset",
    name: "labels",
    ErrorType: DatasetError,
    placeOf: (row) => (isBeside ? rows[row].place : at(rows[row], column)),
    id2label,
    stored_id2label: isBeside ? column : undefined,
    isWhole: true,
    problem_type,
    ifValues: '; if the labels are values and no classes, write { problem_type: "regression" }',
  });
  const classes = classesIn(read);
  const isListed = isBeside || Array.isArray(cells[0]);
  return {
    id2label: { ...classes },
    labelAt: (row) => {
      if (read.kind === "values") return { label: read.values[row] };
      const isNone = read.kind === "classes" && read.ids[row] === noLabel;
      if (isNone) return { label: noLabel };
      return labelled(indicesAt(read, row), classes, isListed || read.kind === "sets");
    },
  };
}

function checkProblemType({ problem_type, label, id2label }: DatasetColumns): void {
  if (problem_type === undefined) return;
  if (problem_type !== "regression") {
    throw new DatasetError(
      `loadDataset reads one class or several from the labels as they are, and needs problem_type only as "regression", got ${describe(problem_type)}`,
    );
  }
  if (id2label === undefined && !isColumns(label)) return;
  throw new DatasetError(
    'loadDataset reads one value per text with problem_type: "regression", which has no classes: leave id2label out, and name one column as label',
  );
}

function isColumns(label: DatasetColumns["label"]): label is readonly string[] {
  return Array.isArray(label);
}

/** Where the labels are; without a column of that name, one column for each class of `id2label` holds them as well. */
function labelColumn(rows: readonly RawRow[], { label, id2label }: DatasetColumns) {
  if (Array.isArray(label) && label.length === 0) {
    throw new DatasetError(
      "loadDataset needs at least one column of zeros and ones as label, got none; write label: null for texts without labels",
    );
  }
  if (label !== undefined) return label;
  const hasOne = rows.some((row) => has(row, "label"));
  if (hasOne || !id2label) return "label";
  const names = readLabels(id2label, undefined, "loadDataset");
  return names.length > 1 && names.every((name) => has(rows[0], name)) ? names : "label";
}

/** A row's zeros and ones from one column for each class. */
function zerosAndOnes(row: RawRow, columns: readonly string[]): number[] {
  return columns.map((column) => {
    const value = cell(row, column);
    const { kind, number } = readLabelCell(value);
    if ((kind === "number" || kind === "boolean") && (number === 0 || number === 1)) return number;
    throw new DatasetError(
      `loadDataset needs 1 (has the label) or 0 (doesn't have it): ${at(row, column)} is ${describe(value)}`,
    );
  });
}

/** The classes' names, or placeholders, as many as the highest index asks for. */
function classesIn(read: StoredLabels): readonly string[] {
  if (read.kind === "values") return [];
  if (read.names) return read.names;
  if (read.kind === "sets") return readLabels(undefined, read.columns);
  return readLabels(undefined, read.ids.reduce((most, id) => Math.max(most, id), -1) + 1);
}

function indicesAt(read: StoredLabels, row: number): number[] {
  if (read.kind === "classes") return [read.ids[row]];
  if (read.kind === "values") return [];
  const { columns, data, lists } = read;
  if (lists) return [...lists[row]];
  return Array.from({ length: columns }, (_, label) => label).filter(
    (label) => data[row * columns + label] === 1,
  );
}

function labelled(
  indices: readonly number[],
  classes: readonly string[],
  isSet: boolean,
): Labelled {
  const [label] = indices;
  return {
    ...(label !== undefined && { label, label_name: classes[label] }),
    ...(isSet && { labels: classes.map((_, index) => (indices.includes(index) ? 1 : 0)) }),
  };
}

type Split = "train" | "validation" | "test";

/** The words that Python's datasets accepts for each split. */
const names = new Map<string, Split>([
  ...["train", "training"].map((name): [string, Split] => [name, "train"]),
  ...["validation", "valid", "val", "dev"].map((name): [string, Split] => [name, "validation"]),
  ...["test", "testing", "eval", "evaluation"].map((name): [string, Split] => [name, "test"]),
]);

/**
 * The split that a cell names.
 *
 * @throws {DatasetError} for any other word
 *
 * @example
 * splitOf("dev", "mine.csv, row 3", "split") // "validation"
 */
export function splitOf(value: unknown, place: string, column: string): Split {
  const split = typeof value === "string" ? names.get(value.trim().toLowerCase()) : undefined;
  if (split) return split;
  throw new DatasetError(
    `loadDataset needs train, validation or test as split: ${place}, column ${JSON.stringify(column)} is ${describe(value)}`,
  );
}
