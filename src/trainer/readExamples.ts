import { describe } from "../logits/describe.js";
import type { Id2Label } from "../logits/readLabels.js";
import { DatasetError } from "./DatasetError.js";
import type { Example } from "./Example.js";
import { labelReader } from "./labelReader.js";
import type { RawRow } from "./RawRow.js";
import { type Split, splitOf } from "./splitOf.js";

/** Which column is what, and the classes. */
export interface DatasetColumns {
  /** The column of the texts; `"text"` if not said. */
  text?: string;
  /** The column of the labels; `"label"` if not said, `null` for texts without labels. */
  label?: string | null;
  /** The column that says train, validation or test; `"split"` if there is one. Without one, every row is test. */
  split?: string;
  /** Class index → class label, in the model's order; without it, the labels that occur, in alphabetical order. */
  id2label?: Id2Label;
}

export interface Examples {
  splits: Record<Split, Example[]>;
  id2label: Record<number, string>;
}

/**
 * Turns a file's rows into examples, each in its split.
 *
 * @throws {DatasetError} naming row and column: a missing column, an empty text, a label that is no class, an unknown split
 */
export function readExamples(rows: readonly RawRow[], columns: DatasetColumns): Examples {
  const { text = "text", label = "label" } = columns;
  const split = columns.split ?? (rows.some((row) => has(row, "split")) ? "split" : undefined);
  const labelCells = label === null ? [] : rows.map((row) => cell(row, label));
  const { id2label, read } = labelReader(columns.id2label, labelCells);
  const splits: Examples["splits"] = { train: [], validation: [], test: [] };
  rows.forEach((row, index) => {
    const given = labelCells[index];
    const example: Example = {
      id: idOf(row, index),
      text: readText(row, text),
      ...(label !== null && labelled(given, id2label, read(given, at(row, label)))),
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

function readText(row: RawRow, column: string): string {
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
