import { ReadingLogitsError } from "../logits/errors.js";
import type { LogitsTensor } from "../logits/Logits.js";
import { formatNumber, inspectCustom, printable, textTable } from "../logits/text.js";

const shownRows = 5;
const shownColumns = 8;

/** About four million bytes of float32: what one batch holds unless its size is given. */
const batchNumbers = 2 ** 20;

/**
 * Predictions that Python saved, with whatever else the file knows: class names, labels, texts. Every function of the kit
 * takes them as they are, because they have `data` and `dims`.
 *
 * The numbers are the file's own, to the last bit. Nothing was applied to them: `source.numbers` says whether the file
 * calls them logits or probabilities, and probabilities need no second softmax.
 *
 * @example
 * const predictions = await readPredictions("data/examples/predictions.npz");
 * predictions.dims // [4, 2]
 * argmax(predictions) // [1, 0, 1, 0]
 * accuracy(predictions.label_ids ?? [], argmax(predictions)) // 0.75
 */
export class Predictions<Labels extends number[] | number[][] = number[]> implements LogitsTensor {
  /** `[n, k]`: n texts, k numbers each; `[k]` for a single text that was saved without its batch. */
  readonly dims: readonly number[];
  /** Class index → class label, where the file names its classes. */
  declare readonly id2label?: Record<number, string>;
  /** The true class index of each text, `[n]`; zeros and ones, `[n, k]`, where a text may have several labels. */
  declare readonly label_ids?: Labels;
  /** The texts, `[n]`. */
  declare readonly texts?: string[];
  /** Where the numbers come from, and what the file says they are. */
  readonly source: PredictionsSource;
  readonly #read: ReadRows;
  #data: Numbers | undefined;

  constructor(parts: PredictionsParts<Labels>) {
    this.dims = parts.dims;
    if (parts.id2label) this.id2label = parts.id2label;
    if (parts.label_ids) this.label_ids = parts.label_ids;
    if (parts.texts) this.texts = parts.texts;
    this.source = parts.source;
    this.#read = parts.read;
  }

  /**
   * All numbers, flat, row after row. Those of a large file are read when they are first asked for: {@link batches} is for
   * what doesn't fit into memory.
   *
   * @throws {PredictionsError} when the file has changed since it was opened, or is too large to be held at once
   */
  get data(): Numbers {
    this.#data ??= this.#read(0, this.#rows);
    return this.#data;
  }

  get #rows(): number {
    return this.dims.length === 1 ? 1 : this.dims[0];
  }

  /**
   * The same predictions in parts, from the first row to the last, each with its share of labels and texts: a gigabyte is
   * interpreted in little memory.
   *
   * @param rows rows per part; without it, as many as make four megabytes
   * @throws {PredictionsError} when `rows` isn't a whole number of 1 or more
   *
   * @example
   * const predictions = await readPredictions("data/examples/predictions.npz");
   * const sizes = [];
   * for await (const part of predictions.batches(3)) sizes.push(interpretColumns(part).rows);
   * sizes // [3, 1]
   */
  async *batches(
    rows = Math.max(1, Math.floor(batchNumbers / (this.dims.at(-1) ?? 1))),
  ): AsyncGenerator<Predictions<Labels>, void, void> {
    if (!Number.isInteger(rows) || rows < 1) {
      throw new PredictionsError(
        `batches needs a whole number of rows per batch, 1 or more, got ${rows}`,
      );
    }
    const { id2label, label_ids, texts, source } = this;
    for (let from = 0; from < this.#rows; from += rows) {
      const to = Math.min(from + rows, this.#rows);
      const part = this.#data ? this.#cut(from, to) : this.#read(from, to);
      yield new Predictions({
        dims: this.dims.length === 1 ? this.dims : [to - from, this.dims[1]],
        id2label,
        label_ids: label_ids?.slice(from, to) as Labels | undefined,
        texts: texts?.slice(from, to),
        source,
        read: (start, end) => cutRows(part, start, end, part.length / (to - from)),
      });
    }
  }

  #cut(from: number, to: number): Numbers {
    return cutRows(this.data, from, to, this.data.length / this.#rows);
  }

  /** Where they come from, their shape, what they are, and the first rows. */
  toString(): string {
    const { source, dims, label_ids, texts, id2label = {} } = this;
    const columns = dims[dims.length - 1];
    const names = Array.from({ length: columns }, (_, column) => id2label[column] ?? `${column}`);
    const rows = Math.min(this.#rows, shownRows);
    const read = this.#data ? this.#cut(0, rows) : this.#read(0, rows);
    const header = [
      "row",
      ...(label_ids ? ["label_ids"] : []),
      ...names.slice(0, shownColumns),
      ...(columns > shownColumns ? ["…"] : []),
      ...(texts ? ["text"] : []),
    ];
    const lines = Array.from({ length: rows }, (_, row) => [
      String(row),
      ...(label_ids ? [String(label_ids[row])] : []),
      ...Array.from(cutRows(read, row, row + 1, columns).slice(0, shownColumns), formatNumber),
      ...(columns > shownColumns ? [""] : []),
      ...(texts ? [texts[row]] : []),
    ]);
    return [
      printable(headline(source, this.#rows, columns)),
      ...(source.note ? [printable(`note: ${source.note}`)] : []),
      ...(source.others ? [printable(`not read: ${source.others.join(", ")}`)] : []),
      textTable(header, lines),
      ...(this.#rows > rows ? [`… and ${this.#rows - rows} more rows`] : []),
    ].join("\n");
  }

  /** Plain numbers and names: what `JSON.stringify` writes, `parsePredictions` reads. */
  toJSON(): object {
    const { data, dims, id2label, label_ids, texts, source } = this;
    return { data: Array.from(data), dims, id2label, label_ids, texts, source };
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

function headline(source: PredictionsSource, rows: number, columns: number): string {
  const where = source.array ? `, ${source.array}` : "";
  const what = source.numbers === "unknown" ? "numbers" : source.numbers;
  const advice = source.numbers === "probabilities" ? ": no softmax or sigmoid is left to do" : "";
  return `${source.file}${where}: ${rows} ${rows === 1 ? "row" : "rows"} of ${columns} ${what} (${source.dtype})${advice}`;
}

function cutRows(data: Numbers, from: number, to: number, columns: number): Numbers {
  return data.subarray(from * columns, to * columns);
}

/** What a `Predictions` is made from. */
interface PredictionsParts<Labels> {
  readonly dims: readonly number[];
  readonly id2label?: Record<number, string>;
  readonly label_ids?: Labels;
  readonly texts?: string[];
  readonly source: PredictionsSource;
  readonly read: ReadRows;
}

/** Numbers of a file, without loss: float16, bfloat16 and float32 as `Float32Array`, everything else as `Float64Array`. */
export type Numbers = Float32Array | Float64Array;

/** Gives the numbers of the rows from `from` up to `to`. */
export type ReadRows = (from: number, to: number) => Numbers;

/** Where predictions come from, and what the file says about them. */
export interface PredictionsSource {
  /** The file as it was named. */
  readonly file: string;
  readonly format: PredictionsFormat;
  /** The type of the stored numbers: `"float16"`, `"bfloat16"`, `"float32"`, …; `"text"` in JSON and CSV. */
  readonly dtype: string;
  /** The array, field or columns that the numbers are from, where the file holds several. */
  readonly array?: string;
  /**
   * What the file calls its numbers. Scores of a pipeline are probabilities; an array called `predictions` may hold either,
   * and `diagnose` says which it looks like.
   */
  readonly numbers: "logits" | "probabilities" | "unknown";
  /** What else the file holds, and nothing here uses. */
  readonly others?: readonly string[];
  /** Said where the name's ending and the contents disagree. */
  readonly note?: string;
}

/** The kinds of file that can be read. */
export type PredictionsFormat =
  | "npy"
  | "npz"
  | "safetensors"
  | "pt"
  | "parquet"
  | "json"
  | "jsonl"
  | "csv";

/** A file of predictions that can't be read, or may mean two things; the message names file and place and says what to do. */
export class PredictionsError extends ReadingLogitsError {
  override readonly name = "PredictionsError";
}
