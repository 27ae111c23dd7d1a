import { isRecord } from "../logits/checks.js";
import { deepest, isDeep } from "../logits/isDeep.js";
import { describe } from "../logits/text.js";
import { type FileAt, listed, quoted, refusal } from "./bytes.js";
import type { Table } from "./columnRoles.js";

/** An object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * What JSON holds, once it is known that its lists and objects can be gone through.
 *
 * @throws {PredictionsError} where they are nested more than 50 deep
 */
export function checkDepth<T>(value: T, at: FileAt): T {
  if (!isDeep(value)) return value;
  throw refusal(
    at,
    `its lists or objects are nested more than ${deepest} deep; save [rows, classes]`,
  );
}

/** A list, or what `JSON.stringify` makes of a typed array: `{ "0": 1.5, "1": 2 }`. */
export function asList(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key, index) => key === String(index))
    ? Object.values(value)
    : undefined;
}

/** A data frame by rows: `orient="records"`. */
export function recordsOf(records: readonly unknown[], at: FileAt): Table {
  const columns = new Map<string, unknown[]>();
  for (const [row, record] of records.entries()) {
    if (!isRecord(record)) {
      throw refusal(at, `row 0 is an object and row ${row} is ${describe(record)}; save one kind`);
    }
    for (const [name, cell] of Object.entries(record)) {
      const cells = columns.get(name) ?? [];
      if (cells.length === 0) columns.set(name, cells);
      cells[row] = asList(cell) ?? cell;
    }
  }
  // A cell that a row lacks is undefined, and not a hole, which every loop would pass over.
  const full = Array.from(
    columns,
    ([name, cells]) => [name, Array.from(records, (_, row) => cells[row])] as const,
  );
  return { rows: records.length, columns: new Map(full) };
}

/** A data frame with `orient="split"`. */
export function splitTable(value: Fields, at: FileAt): Table {
  const names = asList(value.columns);
  const rows = asList(value.data);
  if (!names || !rows || rows.some((row) => asList(row)?.length !== names.length)) {
    throw refusal(at, "its columns and the rows of its data don't fit together; save it again");
  }
  const cells = (column: number) => rows.map((row) => asList(row)?.[column]);
  return {
    rows: rows.length,
    columns: new Map(names.map((name, column) => [String(name), cells(column)])),
  };
}

/** A data frame by columns (pandas' default), or by rows under their numbers (`orient="index"`). */
export function columnsOf(value: Fields, at: FileAt): Table {
  const inner = Object.values(value);
  const byRow = asList(value);
  if (
    inner.length > 0 &&
    Object.keys(value).every(isIndex) &&
    inner.every((row) => isRecord(row) && Object.keys(row).every(isIndex))
  ) {
    throw refusal(
      at,
      'its rows and its columns have numbers alone for names, so nothing says which are which; save it with orient="records", or name the columns',
    );
  }
  const areRows = byRow && inner.every((row) => isRecord(row) && !asList(row));
  if (areRows) return recordsOf(byRow, at);
  const columns = new Map<string, readonly unknown[]>();
  for (const [name, column] of Object.entries(value)) {
    const cells = asList(column) ?? byIndex(column, inner[0]);
    if (cells) columns.set(name, cells);
  }
  const lengths = new Set([...columns.values()].map((cells) => cells.length));
  const [rows = 0] = lengths;
  if (lengths.size === 1 && columns.size === inner.length) {
    checkColumnwise(columns, rows, at);
    return { rows, columns };
  }
  throw refusal(
    at,
    `it has the fields ${listed(Object.keys(value))}, and none is called predictions or logits and holds a list; save {"predictions": …}`,
  );
}

/** Lists that each make 1, while what stands at the same place in them doesn't, are rows under the names of their texts. */
function checkColumnwise(
  columns: ReadonlyMap<string, readonly unknown[]>,
  rows: number,
  at: FileAt,
): void {
  const lists = [...columns.values()];
  const isOne = (cells: readonly unknown[]) =>
    cells.every((cell) => typeof cell === "number" && cell >= 0) &&
    Math.abs(cells.reduce<number>((sum, cell) => sum + Number(cell), 0) - 1) < 1e-3;
  const across = Array.from({ length: rows }, (_, row) => lists.map((cells) => cells[row]));
  if (lists.length < 2 || rows < 2 || !lists.every(isOne) || across.every(isOne)) return;
  const [first = ""] = columns.keys();
  throw refusal(
    at,
    `the numbers under ${quoted(first)} and each other name make 1, as one text's probabilities do, and an object of lists has a class under each name; save a list of rows instead, {"probabilities": [[…], …]}`,
  );
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

/**
 * True where the keys of an object in JSON are whole numbers and not in ascending order, as of a shuffled data frame:
 * JavaScript sorts such keys, and the order of the rows is lost.
 */
export function hasUnsortedKeys(text: string): boolean {
  const last: number[] = [];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"\s*:?|[{}]/g)) {
    if (token === "{") last.push(-1);
    else if (token === "}") last.pop();
    else if (token.endsWith(":")) {
      const [, digits] = /^"(\d+)"/.exec(token) ?? [];
      if (digits === undefined) continue;
      if (Number(digits) < last[last.length - 1]) return true;
      last[last.length - 1] = Number(digits);
    }
  }
  return false;
}

/** A column under the numbers of its rows, as a frame has it from which rows were taken out; every column has the same. */
function byIndex(column: unknown, first: unknown): readonly unknown[] | undefined {
  if (!isRecord(column) || !isRecord(first)) return undefined;
  const keys = Object.keys(column);
  const isSame = keys.join() === Object.keys(first).join();
  return isSame && keys.every(isIndex) ? Object.values(column) : undefined;
}
