import { describe } from "../logits/text.js";
import { type FileAt, refusal } from "./bytes.js";
import { type Found, readerOf } from "./makePredictions.js";

/** Rows of numbers, of one length, as flat numbers. */
export function rowsOfNumbers(
  rows: readonly unknown[],
  at: FileAt,
  where = "",
): Pick<Found, "dims" | "read"> {
  const columns = lengthOf(rows[0]);
  if (columns === 0) throw refusal(at, `row 0${where} is empty; save at least one number per row`);
  const data = new Float64Array(rows.length * Math.max(0, columns));
  for (const [row, cells] of rows.entries()) {
    if (!Array.isArray(cells)) {
      throw refusal(at, `row ${row}${where} is ${describe(cells ?? null)} and no row of numbers`);
    }
    if (cells.length !== columns) {
      throw refusal(
        at,
        `row 0${where} has ${columns} numbers and row ${row} has ${cells.length}; save one number for each class in every row`,
      );
    }
    for (const [column, cell] of cells.entries()) {
      data[row * columns + column] = checkNumber(cell, `row ${row}, column ${column}${where}`, at);
    }
  }
  return { dims: [rows.length, columns], read: readerOf(data, columns) };
}

function lengthOf(row: unknown): number {
  return Array.isArray(row) ? row.length : -1;
}

export function checkNumber(cell: unknown, place: string, at: FileAt): number {
  const value = numberOf(cell);
  if (value !== undefined) return value;
  if (cell === null || cell === undefined || cell === "") {
    throw refusal(
      at,
      `${place} is empty, as pandas writes NaN; find where the NaN comes from, and save the rows that have numbers`,
    );
  }
  const advice =
    typeof cell === "string" && /^\s*[+-]?\d*,\d+\s*$/.test(cell)
      ? "; write numbers with a decimal point"
      : Array.isArray(cell)
        ? "; save [rows, classes], without further lists inside"
        : "; save numbers alone";
  throw refusal(at, `${place} is ${describe(cell)}${advice}`);
}

const special: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};

/** Numbers, and numbers as Python and numpy write them: `1e-3`, `1.`, `nan`, `-inf`. */
export function numberOf(cell: unknown): number | undefined {
  if (typeof cell === "number") return cell;
  if (typeof cell === "bigint")
    return Number.isSafeInteger(Number(cell)) ? Number(cell) : undefined;
  if (typeof cell !== "string") return undefined;
  const text = cell.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  const [, sign, word] = /^([+-]?)(nan|inf|infinity)$/i.exec(text) ?? [];
  if (word === undefined) return undefined;
  return sign === "-" ? -special[word.toLowerCase()] : special[word.toLowerCase()];
}

/** True for numbers, and for what a person or a spreadsheet writes as one: `2,5`, `12%`. */
export function isMeantAsNumber(cell: unknown): boolean {
  if (typeof cell === "number" || typeof cell === "bigint") return true;
  return (
    typeof cell === "string" &&
    !isMissing(cell) &&
    (numberOf(cell) !== undefined || /^\s*[+-]?(\d+[.,]?\d*|[.,]\d+)\s*%?\s*$/.test(cell))
  );
}

/** True for a cell without a value, and for the words that stand for one. */
export function isMissing(cell: unknown): boolean {
  if (cell === null || cell === undefined) return true;
  return typeof cell === "string" && /^\s*(na|n\/a|nan|none|null|-|\?)?\s*$/i.test(cell);
}
