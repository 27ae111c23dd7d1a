import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe } from "../logits/text.js";
import { DatasetError, type Example } from "./Dataset.js";
import type { RawRow } from "./parseRows.js";

/** Which column holds what, and the classes. */
export interface DatasetColumns {
  /** The column of the texts. Default: `"text"`. */
  text?: string;
  /** The column of the labels, or `null` for texts without labels. Default: `"label"`. */
  label?: string | null;
  /** The column that says train, validation or test. Default: `"split"` if there is one; otherwise every row is test. */
  split?: string;
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
 * @throws {DatasetError} with row and column, for a missing column, an empty text, a label that isn't a class, or an unknown
 *   split
 */
export function parseExamples(rows: readonly RawRow[], columns: DatasetColumns): Examples {
  const { text = "text", label = "label" } = columns;
  const split = columns.split ?? (rows.some((row) => has(row, "split")) ? "split" : undefined);
  const labelCells = label === null ? [] : rows.map((row) => cell(row, label));
  const { id2label, parse } = labelParser(columns.id2label, labelCells);
  const splits: Examples["splits"] = { train: [], validation: [], test: [] };
  rows.forEach((row, index) => {
    const given = labelCells[index];
    const example: Example = {
      id: idOf(row, index),
      text: textOf(row, text),
      ...(label !== null && labelled(given, id2label, parse(given, at(row, label)))),
      tags: tagsOf(row),
    };
    splits[splitIn(row, split)].push(example);
  });
  return { splits, id2label };
}

function has(row: RawRow, column: string): boolean {
  return Object.hasOwn(row.columns, column);
}

function cell(row: RawRow, column: string): unknown {
  if (has(row, column)) return row.columns[column];
  const there = Object.keys(row.columns)
    .slice(0, 20)
    .map((name) => JSON.stringify(name));
  throw new DatasetError(
    `loadDataset needs a column ${JSON.stringify(column)}: ${row.place} has ${there.join(", ") || "none"}; say which is which with loadDataset(path, { text: "…", label: "…" })`,
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

type Labelled = Pick<Example, "label" | "label_name" | "labels">;

function labelled(cell: unknown, id2label: Record<number, string>, indices: number[]): Labelled {
  const [label] = indices;
  const single = { label, label_name: id2label[label] };
  if (!Array.isArray(cell)) return single;
  const labels = Object.keys(id2label).map((_, index) => (indices.includes(index) ? 1 : 0));
  return { ...single, labels };
}

function at(row: RawRow, column: string): string {
  return `${row.place}, column ${JSON.stringify(column)}`;
}

/** Turns a cell into class indices; `where` is the place that an error names. */
interface LabelParser {
  id2label: Record<number, string>;
  parse(cell: unknown, where: string): number[];
}

/**
 * Makes a parser of label cells: a class label, a class index, or a list of either.
 *
 * @param id2label the classes; without them, the labels found in `cells` in alphabetical order, or, when all of them are
 *   class indices, `LABEL_0`, `LABEL_1`, …
 * @returns the classes, and the parser, which throws a `DatasetError` for a cell that is none of these
 * @throws {LogitsError} when `id2label` has gaps or the same label twice
 */
export function labelParser(
  id2label: Id2Label | undefined,
  cells: readonly unknown[],
): LabelParser {
  const labels = id2label ? readLabels(id2label, undefined, "loadDataset") : labelsIn(cells);
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const one = (value: unknown, where: string): number => {
    const index = indexOf.get(String(value)) ?? asIndex(value);
    if (index !== undefined && index < labels.length) return index;
    throw new DatasetError(
      `loadDataset needs a class label or a class index: ${where} is ${describe(value)}, the labels are ${listed(labels)}`,
    );
  };
  return {
    id2label: { ...labels },
    parse: (cell, where) => {
      const values = Array.isArray(cell) ? cell : [cell];
      const indices = values.map((value) => one(value, where));
      if (indices.length > 0 && new Set(indices).size === indices.length) return indices;
      throw new DatasetError(
        `loadDataset needs at least one label per row and none twice: ${where} is ${JSON.stringify(cell)}; a list holds class labels or class indices, not zeros and ones`,
      );
    },
  };
}

/** `3` and `"3"` are class indices. */
function asIndex(value: unknown): number | undefined {
  const isIndex = typeof value === "number" || typeof value === "string";
  return isIndex && /^(0|[1-9]\d{0,5})$/.test(String(value)) ? Number(value) : undefined;
}

function labelsIn(cells: readonly unknown[]): string[] {
  const values = cells.flat();
  const indices = values.map(asIndex);
  if (indices.every((index) => index !== undefined)) {
    return readLabels(undefined, indices.reduce((most, index) => Math.max(most, index), -1) + 1);
  }
  const names = values.filter((value) => typeof value === "string" && value.trim() !== "");
  return [...new Set(names as string[])].sort();
}

function listed(labels: readonly string[]): string {
  const first = labels.slice(0, 10).map((label, index) => `${index} ${label}`);
  return first.join(", ") + (labels.length > 10 ? `, … (${labels.length} in all)` : "");
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
