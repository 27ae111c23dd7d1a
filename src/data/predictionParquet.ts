import type { AsyncBuffer, FileMetaData } from "hyparquet";
import { printable, shorten } from "../logits/text.js";
import { type ByteSource, bytesText, type FileAt, refusal } from "./bytes.js";
import type { Table } from "./columnRoles.js";
import type { PredictionsOptions } from "./makePredictions.js";
import type { Predictions } from "./Predictions.js";
import { predictionsOfTable } from "./predictionTables.js";

/** Rows × columns that are read at once: a gigabyte of numbers as JavaScript holds them. */
const mostCells = 2 ** 27;

/** No page of a table of predictions is larger unpacked; pandas and pyarrow write pages of about a megabyte. */
const largestPage = 2 ** 28;

/**
 * Reads a Parquet file: one column per class or a column of lists, of any float type, with labels and texts beside it.
 *
 * The file is taken apart by hyparquet, which is optional and loaded only now.
 *
 * @throws {PredictionsError} when hyparquet isn't installed, the file was cut or damaged, or it holds no predictions
 */
export async function predictionsOfParquet(
  source: ByteSource,
  options: PredictionsOptions,
  at: FileAt,
): Promise<Predictions> {
  const { hyparquet, compressors } = await loadReader(at);
  const file: AsyncBuffer = {
    byteLength: source.size,
    slice: async (start, end = source.size) => source.read(start, end).buffer as ArrayBuffer,
  };
  let metadata: FileMetaData;
  let rows: Record<string, unknown>[];
  try {
    metadata = await hyparquet.parquetMetadataAsync(file);
    checkClaims(metadata, at);
    rows = await hyparquet.parquetReadObjects({ file, metadata, compressors });
  } catch (cause) {
    if (cause instanceof Error && cause.name === "PredictionsError") throw cause;
    throw refusal(
      at,
      `it is a Parquet file that was cut or damaged${shortReason(cause)}; copy or save it again`,
      cause,
    );
  }
  const names = hyparquet.parquetSchema(metadata).children.map(({ element }) => element.name);
  const columns = new Map(
    names.map((name) => [name, rows.map((row) => cellOf(row[name]))] as const),
  );
  const table: Table = { rows: rows.length, columns };
  return predictionsOfTable(table, "parquet", options, at, typesOf(metadata));
}

/** Typed arrays as lists; everything else as it is. */
function cellOf(cell: unknown): unknown {
  return ArrayBuffer.isView(cell) ? Array.from(cell as unknown as ArrayLike<unknown>) : cell;
}

type Decompress = (input: Uint8Array, outputLength: number) => Uint8Array;

/** The two optional packages, with decompressors that refuse a page too large to be true. */
async function loadReader(at: FileAt) {
  let hyparquet: typeof import("hyparquet");
  let found: Readonly<Record<string, Decompress>>;
  try {
    hyparquet = await import("hyparquet");
    ({ compressors: found } = await import("hyparquet-compressors"));
  } catch (cause) {
    throw refusal(
      at,
      "reading Parquet needs two packages that are not installed; run npm install hyparquet@1 hyparquet-compressors@1, or save the data frame with to_csv or to_json",
      cause,
    );
  }
  const compressors = Object.fromEntries(
    Object.entries(found).map(([codec, decompress]) => [
      codec,
      (input: Uint8Array, length: number) => {
        if (length <= largestPage) return decompress(input, length);
        throw new Error(`a page claims ${bytesText(length)}`);
      },
    ]),
  );
  return { hyparquet, compressors };
}

/** Refuses what a table of predictions never has, before room is made for it. */
function checkClaims({ num_rows, row_groups }: FileMetaData, at: FileAt): void {
  const columns = row_groups[0]?.columns.length ?? 0;
  const rows = row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== Number(num_rows) || rows < 0) {
    throw refusal(
      at,
      `it claims ${num_rows} rows, and its parts have ${rows}; copy or save it again`,
    );
  }
  if (rows * Math.max(1, columns) <= mostCells) return;
  throw refusal(
    at,
    `it claims ${rows} rows of ${columns} columns, more than are read at once; save large predictions with np.save, which is read in batches`,
  );
}

/** The float types of the columns, as Python calls them. */
function typesOf({ schema }: FileMetaData): string {
  const types = schema.flatMap(({ type, logical_type }) => {
    if (logical_type?.type === "FLOAT16") return ["float16"];
    return type === "FLOAT" ? ["float32"] : type === "DOUBLE" ? ["float64"] : [];
  });
  return [...new Set(types)].join(" and ") || "no float type";
}

/** The library's own reason; what the engine says of a slip within the library helps nobody. */
function shortReason(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : "";
  return /^(?!.*undefined)(parquet|a page) /.test(text) ? ` (${shorten(printable(text), 80)})` : "";
}
