import { constants } from "node:buffer";
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { projectRoot, showPath } from "../project.js";
import { Dataset, DatasetError } from "./Dataset.js";
import { type DatasetColumns, parseExamples } from "./parseExamples.js";
import { parseCsv, parseJsonLines, type RawRow } from "./parseRows.js";

/** A data set in its three parts; a part that the file doesn't have is empty. */
export interface DatasetSplits {
  train: Dataset;
  validation: Dataset;
  test: Dataset;
  /** Class index → class label. */
  id2label: Record<number, string>;
}

/**
 * Loads a data set of texts and labels: one of the kit's own, or a file of yours.
 *
 * @param name `"reviews"` (NEGATIVE, POSITIVE), `"emotions"` (seven labels, some texts with several), or the path of a
 *   `.jsonl`, `.csv` or `.tsv` file of up to 536 MB, relative to the current folder
 * Labels may be class names, class indices, `True` and `False`, lists (`["joy", "fear"]`, also as Python prints them), or one
 * column of zeros and ones for each class; values such as 3.7 with `{ problem_type: "regression" }`. What has two readings, such as a 2 for two classes, is refused.
 *
 * @param columns for a file, which column holds what; in a file without a split column, every row is `test`
 * @throws {DatasetError} when there is no such data set, a file can't be understood, or an option is unknown; the message
 *   says where
 *
 * @example
 * const reviews = await loadDataset("reviews");
 * reviews.test.texts[0]; // "I was bored from beginning to end."
 * reviews.id2label[reviews.test.labels[0]]; // "NEGATIVE"
 *
 * const columns = { text: "text", label: "label", id2label: ["NEGATIVE", "POSITIVE"] };
 * const mine = await loadDataset("data/reviews.jsonl", columns);
 * mine.test.length; // 144
 */
export async function loadDataset(
  name: string,
  columns: DatasetColumns = {},
): Promise<DatasetSplits> {
  const source = locateDataset(name);
  checkOptions("loadDataset", columns, columnOptions);
  const shownAs = showPath(source.file);
  const rows = parse(await readUtf8(source.file, shownAs), shownAs);
  if (rows.length === 0) {
    throw new DatasetError(`loadDataset needs at least one row: ${shownAs} has none`);
  }
  const known = { ...source.columns, ...columns };
  const { splits, id2label } = parseExamples(rows, known);
  const isSorted = !known.id2label && !Array.isArray(known.label) && !known.problem_type;
  const split = (part: keyof typeof splits) =>
    new Dataset(splits[part], `${source.name}/${part}`, id2label, isSorted);
  return {
    train: split("train"),
    validation: split("validation"),
    test: split("test"),
    id2label,
  };
}

const delimited = "commas, semicolons and tabs are told apart without it";
const columnOptions = {
  known: ["text", "text_pair", "label", "split", "id2label", "problem_type"],
  instead: {
    labels: "name the column of the labels as label, a list of columns for zeros and ones",
    sep: delimited,
    delimiter: delimited,
    encoding: "save the file as UTF-8",
    label2id: "write id2label: id2labelOf(label2id)",
    names: "write id2label",
    label_names: "write id2label",
    data_files: "give the path as the first argument, one file at a time",
    streaming: "files are read whole",
  },
  ErrorType: DatasetError,
};

function parse(content: string, shownAs: string): RawRow[] {
  const isJson = /\.(jsonl|ndjson)$/i.test(path.basename(shownAs));
  return isJson ? parseJsonLines(content, shownAs) : parseCsv(content, shownAs);
}

interface DatasetSource {
  name: string;
  file: string;
  columns: DatasetColumns;
}

/** The kit's own data sets, with their classes in the order of the models in data/models. */
const ours = new Map<string, DatasetColumns>([
  ["reviews", { id2label: ["NEGATIVE", "POSITIVE"] }],
  [
    "emotions",
    {
      label: "labels",
      id2label: ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"],
    },
  ],
]);

/**
 * The file that a data set's name or path refers to. A plain name always means one of the kit's own.
 *
 * @throws {DatasetError} for an unknown name, and for a kind of file that can't be read
 */
function locateDataset(name: string): DatasetSource {
  const columns = ours.get(name);
  if (columns) {
    return { name, file: path.join(projectRoot(), "data", `${name}.jsonl`), columns };
  }
  if (typeof name === "string" && /\.(jsonl|ndjson|csv|tsv)$/i.test(name)) {
    const file = path.resolve(name);
    return { name: path.parse(file).name, file, columns: {} };
  }
  throw new DatasetError(
    `loadDataset knows ${[...ours.keys()].map((known) => JSON.stringify(known)).join(" and ")}, and reads files whose names end in .jsonl, .csv or .tsv; got ${describe(name)}`,
  );
}

/**
 * A file as text, without a byte order mark; bytes that aren't UTF-8 are an error and never become question marks.
 *
 * @param shownAs the file as an error names it
 * @throws {DatasetError} when there is no such file, it can't be read, or it isn't UTF-8
 */
async function readUtf8(file: string, shownAs: string): Promise<string> {
  const unreadable = (cause: NodeJS.ErrnoException): never => {
    const why = reasons[cause.code ?? ""] ?? `can't be read (${cause.code ?? cause.message})`;
    throw new DatasetError(`loadDataset needs a file it can read: ${shownAs} ${why}`, { cause });
  };
  const { size } = await stat(file).catch(unreadable);
  if (size > constants.MAX_STRING_LENGTH) {
    const [most, has] = [constants.MAX_STRING_LENGTH, size].map((bytes) => Math.floor(bytes / 1e6));
    throw new DatasetError(
      `loadDataset needs a file of at most ${most} MB, which is as much text as Node holds: ${shownAs} has ${has} MB; split it into several files, or leave out the columns and rows that aren't needed`,
    );
  }
  const bytes = await readFile(file).catch(unreadable);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DatasetError(
      `loadDataset needs UTF-8 text: ${shownAs}, line ${firstBadLine(bytes)} has bytes that are not; save it as UTF-8 (a spreadsheet calls it "CSV UTF-8")`,
      { cause },
    );
  }
}

const reasons: Record<string, string> = {
  ENOENT: "doesn't exist",
  EISDIR: "is a folder",
  EACCES: "may not be read by this user",
};

function firstBadLine(bytes: Uint8Array): number {
  const text = new TextDecoder("utf-8").decode(bytes);
  return text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
}
