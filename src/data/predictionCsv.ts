import { describe } from "../logits/text.js";
import { type FileAt, listed, refusal } from "./bytes.js";
import { checkNoIds } from "./classColumns.js";
import type { Table } from "./columnRoles.js";
import { checkRowsOfClasses } from "./foreignColumns.js";
import { makePredictions, type PredictionsOptions } from "./makePredictions.js";
import { numberOf, rowsOfNumbers } from "./numberCells.js";
import type { Predictions } from "./Predictions.js";
import { splitCsv } from "./parseRows.js";
import { predictionsOfTable } from "./predictionTables.js";

/**
 * Reads comma-, semicolon- or tab-separated values as pandas writes them, and bare numbers as `np.savetxt` does.
 *
 * @throws {PredictionsError} for rows of different lengths, an unclosed quote, a name that occurs twice, or no predictions
 */
export function predictionsOfCsv(
  text: string,
  options: PredictionsOptions,
  at: FileAt,
): Predictions {
  const cells = linesOf(text, at);
  const [first] = cells;
  if (isHeader(first)) {
    checkHeader(cells, at);
    return predictionsOfTable(tableOf(cells, at), "csv", options, at);
  }
  checkNoHeader(cells, options, at);
  const numbers = rowsOfNumbers(cells, at);
  if (first.length === 1) checkNoIds(cells.flat(), at);
  if (options.id2label === undefined) checkRowsOfClasses(cells, at);
  const found = { ...numbers, dtype: "text", numbers: "unknown" as const };
  return makePredictions(found, "csv", options, at);
}

/**
 * Reads a data frame of whatever there is, under the names of its columns; without a header, under their numbers.
 *
 * @throws {PredictionsError} for rows of different lengths, an unclosed quote, or a name that occurs twice
 */
export function tableOfCsv(text: string, at: FileAt): Table {
  const cells = linesOf(text, at);
  const [first, ...rest] = cells;
  // One column whose first line stands again below it has no name.
  const isNamed =
    isHeader(first) && !(first.length === 1 && rest.some(([cell]) => cell === first[0]));
  return tableOf(isNamed ? cells : [first.map((_, column) => String(column)), ...cells], at);
}

/** Lines of equally many cells. */
function linesOf(text: string, at: FileAt): string[][] {
  const { cells, unclosed } = cellsOf(text);
  if (unclosed !== undefined) {
    throw refusal(at, `line ${unclosed} has a cell that starts with " and has no closing "`);
  }
  const [first] = cells;
  if (first === undefined) throw refusal(at, "it is empty; save it again");
  const ragged = cells.findIndex((row) => row.length !== first.length);
  if (ragged >= 0) {
    throw refusal(
      at,
      `its first line has ${first.length} cells and line ${ragged + 1} has ${cells[ragged].length}; put a text with commas or quotes in it between quotes, and double each quote inside it`,
    );
  }
  return cells;
}

/** Lines without those that are empty, cut into cells; the first line loses the `#` that `np.savetxt` puts before a header. */
function cellsOf(text: string): { cells: string[][]; unclosed?: number } {
  const [firstLine] = text.split(/\r?\n/, 1);
  const words = firstLine.replace(/^#\s*/, "").trim().split(/\s+/);
  const isSpaced = !/[,;\t]/.test(firstLine) && words.length > 1;
  if (isSpaced && words.every((word) => numberOf(word) !== undefined || firstLine[0] === "#")) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
    return { cells: lines.map((line) => line.replace(/^#\s*/, "").trim().split(/\s+/)) };
  }
  const { rows, isClosed } = splitCsv(text.replace(/^#\s*/, ""));
  const cells = rows.filter((row) => row.length > 1 || row[0] !== "");
  return isClosed ? { cells } : { cells, unclosed: rows.length };
}

/** A line with words is a header; so is `0,1,2` or `,0,1`, which pandas writes above columns without names. */
function isHeader(line: readonly string[]): boolean {
  if (line.some((cell) => numberOf(cell) === undefined)) return true;
  return line.every((cell, index) => cell === String(index));
}

/**
 * A first row of numbers and a label is no header: pandas writes none with `header=False`. Whole numbers are names of columns
 * only as 0, 1, 2, …, in any order, or from 1 up; and no name stands again as a label below itself.
 */
function checkHeader([header, ...rows]: readonly string[][], at: FileAt): void {
  const numbers = header.filter((name) => numberOf(name) !== undefined);
  const counted = numbers.map(Number).sort((a, b) => a - b);
  const isCounted = counted[0] <= 1 && counted.every((name, index) => name === counted[0] + index);
  const repeated = header.some(
    (name, column) =>
      numberOf(name) === undefined && name !== "" && rows.some((row) => row[column] === name),
  );
  const written = numbers.find((name) => /^\s*[+-]|[.]/.test(name));
  const number = written ?? (isCounted && !repeated ? undefined : numbers[0]);
  if (number === undefined) return;
  throw refusal(
    at,
    `its first line has the number ${number.trim()} where the name of a column should be; save it with a header (pandas: without header=False)`,
  );
}

/** Rows of numbers under `0.0,1.0`, `-1,1` or `1,2,3`, as a frame has them whose columns are called by their classes. */
function checkNoHeader(
  [first, ...rows]: readonly string[][],
  { id2label }: PredictionsOptions,
  at: FileAt,
): void {
  const start = numberOf(first[0]);
  const isCounted =
    first.length > 1 &&
    (start === 0 || start === 1) &&
    first.every((cell, index) => /^\d+(\.0)?$/.test(cell) && numberOf(cell) === start + index);
  const areWhole = rows.every((row) => row.every((cell) => Number.isInteger(numberOf(cell))));
  const isSigned = first.length === 2 && first[0].trim() === "-1" && first[1].trim() === "1";
  if (!(isCounted || isSigned) || areWhole || id2label !== undefined) return;
  throw refusal(
    at,
    `its first line, ${listed(first)}, may be a header or a row of numbers; name the columns, df.columns = ["…", "…"], before to_csv`,
  );
}

function tableOf([header, ...rows]: readonly string[][], at: FileAt): Table {
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice !== undefined) {
    throw refusal(
      at,
      `two of its columns are called ${describe(twice).replace("the string ", "")}; give each column a name of its own`,
    );
  }
  const columns = new Map(
    header.map((name, column) => [name.trim(), rows.map((row) => row[column])] as const),
  );
  return { rows: rows.length, columns };
}
