import { isList } from "../logits/checkLogits.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe } from "../logits/text.js";
import { type FileAt, listed, quoted, refusal } from "./bytes.js";
import { checkColumns } from "./checkColumns.js";
import { matchLabels } from "./matchLabels.js";
import {
  type Numbers,
  Predictions,
  PredictionsError,
  type PredictionsFormat,
  type PredictionsSource,
  type ReadRows,
} from "./Predictions.js";

/** What a person can say about a file of predictions; a usual file needs none of it. */
export interface PredictionsOptions {
  /** The array, field or column that holds the predictions, where several could be meant. */
  readonly name?: string;
  /** The array, field or column of the true labels; `null` for none. Default: one that is called `label_ids`, `label` or the like. */
  readonly label?: string | null;
  /** The array, field or column of the texts. Default: one that is called `text` or the like. */
  readonly text?: string;
  /**
   * The model's classes, in the model's order. Where the file names its classes too, the columns are brought into this order
   * by name.
   */
  readonly id2label?: Id2Label;
  /** The true labels, where the file holds none: a list, or for `readPredictions` the path of a file of their own. */
  readonly label_ids?: ArrayLike<unknown> | string;
}

/** What a reader found in a file, before names, labels and texts are matched. */
export interface Found {
  readonly dims: readonly number[];
  readonly read: ReadRows;
  readonly dtype: string;
  readonly array?: string;
  readonly numbers: PredictionsSource["numbers"];
  readonly others?: readonly string[];
  /** The classes, in the order of the columns. */
  readonly classes?: readonly string[];
  /** True where the file doesn't say in which order the model has its classes; they are in alphabetical order then. */
  readonly isUnordered?: boolean;
  /** A cell for each row: a class index, a class label, or a list of either. */
  readonly labels?: readonly unknown[];
  readonly texts?: readonly unknown[];
}

/** Files of up to this many bytes of numbers are held in memory; a larger one is read when its numbers are asked for. */
const held = 2 ** 26;

/** Numbers in each block of rows that is looked at where a file isn't held in memory. */
const sampled = 2 ** 16;

/**
 * Matches classes, labels and texts with the numbers.
 *
 * @throws {PredictionsError} when the classes of file and options differ, a label isn't a class, or counts differ
 * @throws {LogitsError} when `id2label` doesn't have one label for each column
 */
export function makePredictions(
  found: Found,
  format: PredictionsFormat,
  options: PredictionsOptions,
  at: FileAt,
): Predictions {
  const columns = found.dims[found.dims.length - 1];
  const rows = found.dims.length === 1 ? 1 : found.dims[0];
  const { classes, order } = classesOf(found, columns, options.id2label, at);
  // Numbers as labels have one meaning only where the file's classes and the person's are in the same order.
  const isOrdered =
    options.id2label !== undefined && (options.label_ids !== undefined || found.isUnordered)
      ? true
      : !found.isUnordered && order === undefined;
  const reader = order ? reordered(found.read, order) : found.read;
  const labels = options.label_ids === undefined ? found.labels : given(options.label_ids, at);
  if (found.dims.length === 1 && columns > 1 && labels?.length === columns) {
    throw refusal(
      at,
      `its one list of ${columns} numbers is one row, and there are ${columns} labels; save one number for each text as a column, predictions.reshape(-1, 1)`,
    );
  }
  checkCount(labels, rows, "labels", at);
  checkCount(found.texts, rows, "texts", at);
  const missing = found.texts?.findIndex((text) => text === null || text === undefined) ?? -1;
  if (missing >= 0) {
    throw refusal(at, `the text of row ${missing} is missing; save a text for each row, or none`);
  }
  const isHeld = rows * columns * 8 <= held;
  const read = isHeld ? inMemory(reader, rows, columns) : reader;
  if (options.id2label === undefined && isHeld) {
    checkNoClassIds(found, read, rows * columns, at);
    if (found.numbers !== "logits") checkColumns(read(0, rows), columns, classes, at);
  }
  const numbers = numbersOf(found, read, rows, columns);
  const source: PredictionsSource = {
    file: at.file,
    format,
    dtype: found.dtype,
    ...(found.array !== undefined && { array: found.array }),
    numbers,
    ...(found.others && { others: found.others }),
    ...noteOn(format, at),
  };
  return new Predictions<never>({
    dims: found.dims,
    id2label: classes && { ...classes },
    label_ids:
      labels &&
      (matchLabels(
        labels,
        { classes, columns, isOrdered, isReordered: order !== undefined },
        at,
      ) as never),
    texts: found.texts?.map(String),
    source,
    read,
  });
}

/** The endings of each kind of file. */
const endings: Readonly<Record<PredictionsFormat, readonly string[]>> = {
  npy: ["npy"],
  npz: ["npz"],
  safetensors: ["safetensors"],
  pt: ["pt", "pth", "bin"],
  parquet: ["parquet", "pq"],
  json: ["json"],
  jsonl: ["jsonl", "ndjson", "json"],
  csv: ["csv", "tsv", "txt"],
};

/** The ending of a file's name, in lower case and without its dot. */
export function endingOf(file: string): string {
  return /\.([a-z0-9]+)$/i.exec(file)?.[1].toLowerCase() ?? "";
}

function noteOn(format: PredictionsFormat, { file }: FileAt): { note?: string } {
  const ending = endingOf(file);
  const usual = endings[format];
  if (ending === "" || usual.includes(ending)) return {};
  return { note: `the name ends in .${ending}, and the contents are .${usual[0]}` };
}

/** One whole number from 0 up for each row is a class id, also where it is stored as a real number. */
function checkNoClassIds(
  { dims, numbers }: Found,
  read: ReadRows,
  count: number,
  at: FileAt,
): void {
  const isOneEach = dims.length === 1 || dims[1] === 1;
  if (!isOneEach || count < 2 || numbers === "logits") return;
  if (
    !read(0, dims.length === 1 ? 1 : dims[0]).every(
      (value) => Number.isInteger(value) && value >= 0,
    )
  )
    return;
  throw refusal(
    at,
    'it has one list of whole numbers: class ids (labels, or the result of argmax) rather than logits; save the predictions, or, if these are predictions, name the classes with { id2label: ["…", "…"] }',
  );
}

/**
 * Numbers that are called scores or probabilities are the latter only from 0 to 1; half precision rounds a little beyond. Of a
 * file that isn't held in memory, its first, middle and last rows are looked at.
 */
function numbersOf(
  { numbers }: Found,
  read: ReadRows,
  rows: number,
  columns: number,
): Found["numbers"] {
  if (numbers !== "probabilities") return numbers;
  const isOutside = (value: number) => value < -1e-3 || value > 1 + 1e-3;
  const isHeld = rows * columns * 8 <= held;
  const block = isHeld ? rows : Math.min(rows, Math.max(1, Math.floor(sampled / columns)));
  const starts = isHeld ? [0] : [0, Math.floor((rows - block) / 2), rows - block];
  return starts.some((start) => read(start, start + block).some(isOutside)) ? "unknown" : numbers;
}

/** Labels that came with the options. */
function given(label_ids: unknown, at: FileAt): readonly unknown[] {
  if (isList(label_ids)) return Array.from(label_ids);
  throw new PredictionsError(
    `${at.caller} needs label_ids as a list with one label for each row, got ${describe(label_ids)}`,
  );
}

function inMemory(read: ReadRows, rows: number, columns: number): ReadRows {
  return readerOf(read(0, rows), columns);
}

function checkCount(
  list: readonly unknown[] | undefined,
  rows: number,
  what: string,
  at: FileAt,
): void {
  if (!list || list.length === rows) return;
  const count = list.length === 1 ? `is 1 ${what.replace(/s$/, "")}` : `are ${list.length} ${what}`;
  throw refusal(at, `there ${count} for ${rows} rows of predictions; save both for the same texts`);
}

/** The class labels in the order of the columns, and the columns in that order where the file has another. */
function classesOf(
  found: Found,
  columns: number,
  id2label: Id2Label | undefined,
  at: FileAt,
): { classes?: readonly string[]; order?: readonly number[] } {
  const { classes } = found;
  if (classes && classes.length !== columns) {
    throw refusal(at, `it names ${classes.length} classes and has ${columns} numbers in a row`);
  }
  const twice = classes?.find((label, index) => classes.indexOf(label) !== index);
  if (twice !== undefined) {
    throw refusal(at, `two of its classes are called ${quoted(twice)}; rename one`);
  }
  if (id2label === undefined) return { classes };
  const wanted = readLabels(id2label, columns, at.caller);
  const isPlaceholder = classes?.every((label, index) => label === `LABEL_${index}`);
  if (!classes || (isPlaceholder && !wanted.every((label) => classes.includes(label)))) {
    return { classes: wanted };
  }
  const order = wanted.map((label) => classes.indexOf(label));
  if (order.includes(-1)) {
    throw refusal(
      at,
      `its classes are ${listed(classes)} and those of id2label ${listed(wanted)}; classes are matched by name, so give id2label the same names`,
    );
  }
  return order.every((column, index) => column === index)
    ? { classes: wanted }
    : { classes: wanted, order };
}

function reordered(read: ReadRows, order: readonly number[]): ReadRows {
  const columns = order.length;
  return (from, to) => {
    const stored = read(from, to);
    const data = stored.slice();
    for (let row = 0; row < to - from; row++) {
      for (const [column, from_] of order.entries()) {
        data[row * columns + column] = stored[row * columns + from_];
      }
    }
    return data;
  };
}

/** Rows of numbers in memory, as a reader of rows. */
export function readerOf(data: Numbers, columns: number): ReadRows {
  return (from, to) => data.subarray(from * columns, to * columns);
}
