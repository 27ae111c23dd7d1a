import path from "node:path";
import { showPath } from "../model/showPath.js";
import { Dataset } from "./Dataset.js";
import { DatasetError } from "./DatasetError.js";
import { locateDataset } from "./locateDataset.js";
import type { RawRow } from "./RawRow.js";
import { readCsv } from "./readCsv.js";
import { type DatasetColumns, readExamples } from "./readExamples.js";
import { readJsonLines } from "./readJsonLines.js";
import { readUtf8 } from "./readUtf8.js";

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
 *   `.jsonl`, `.csv` or `.tsv` file, from the current folder
 * @param columns for a file, which column is what; in a file without a split column every row is `test`
 * @throws {DatasetError} when there is no such data set, and, naming row and column, when a file can't be understood
 *
 * @example
 * const reviews = await loadDataset("reviews");
 * reviews.test.texts[0]; // "…"
 * reviews.test.labels[0]; // 0 or 1, reviews.id2label says which
 *
 * const mine = await loadDataset("mine.csv", { text: "review", label: "stars_over_3", id2label: ["NEGATIVE", "POSITIVE"] });
 */
export async function loadDataset(
  name: string,
  columns: DatasetColumns = {},
): Promise<DatasetSplits> {
  const source = locateDataset(name);
  const shownAs = showPath(source.file);
  const rows = parse(await readUtf8(source.file, shownAs), shownAs);
  if (rows.length === 0) {
    throw new DatasetError(`loadDataset needs at least one row: ${shownAs} has none`);
  }
  const { splits, id2label } = readExamples(rows, { ...source.columns, ...columns });
  const split = (part: keyof typeof splits) =>
    new Dataset(splits[part], `${source.name}/${part}`, id2label);
  return {
    train: split("train"),
    validation: split("validation"),
    test: split("test"),
    id2label,
  };
}

function parse(content: string, shownAs: string): RawRow[] {
  const isJson = /\.(jsonl|ndjson)$/i.test(path.basename(shownAs));
  return isJson ? readJsonLines(content, shownAs) : readCsv(content, shownAs);
}
