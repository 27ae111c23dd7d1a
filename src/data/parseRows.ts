import { deepest, isDeep } from "../logits/isDeep.js";
import { describe } from "../logits/text.js";
import { DatasetError } from "./Dataset.js";

/** A last line that we add: when it is gone, an unclosed quote has swallowed it. */
const end = "\u0000end";

/**
 * Comma-separated values with a header line, as spreadsheets and pandas write them; semicolons and tabs are recognised.
 *
 * Empty lines are skipped. Whatever can be split is split, as d3-dsv does it; what that forgives is checked here.
 *
 * @param shownAs the file as an error names it
 * @throws {DatasetError} for a quote that is never closed, for a column name that occurs twice, and for a row with more or
 *   fewer cells than the header
 *
 * @example
 * parseCsv('text,label\n"Slow, but sweet.",1\n', "mine.csv")
 * // [{ place: "mine.csv, row 1", columns: { text: "Slow, but sweet.", label: "1" } }]
 */
export function parseCsv(content: string, shownAs: string): RawRow[] {
  const { rows: lines, isClosed } = splitCsv(content);
  const [header, ...rows] = lines;
  if (!isClosed) {
    const place = rows.length === 0 ? "the header" : `row ${rows.length}`;
    throw new DatasetError(
      `loadDataset needs every quote closed: ${shownAs}, ${place} has a cell that starts with " and has no closing "`,
    );
  }
  if (header) checkHeader(header, shownAs);
  return rows.flatMap((cells, index) => {
    const place = `${shownAs}, row ${index + 1}`;
    return cells.length === 1 && cells[0] === "" ? [] : [rowOf(header, cells, place)];
  });
}

/**
 * The cells of separated values, line by line, the header included.
 *
 * @returns also whether every quote is closed; an open one swallows the rest of the file, as the last cell of the last line
 *
 * @example
 * splitCsv("text;label\nA joy.;1\n") // { rows: [["text", "label"], ["A joy.", "1"]], isClosed: true }
 */
export function splitCsv(content: string): { rows: string[][]; isClosed: boolean } {
  const lines = content.endsWith("\n") || content === "" ? content + end : `${content}\n${end}`;
  const rows = split(lines, delimiterOf(content).charCodeAt(0));
  const isClosed = rows.at(-1)?.[0] === end;
  return { rows: isClosed ? rows.slice(0, -1) : rows, isClosed };
}

function delimiterOf(content: string): string {
  const [firstLine] = content.split(/\r?\n/, 1);
  return [",", ";", "\t"].find((delimiter) => firstLine.includes(delimiter)) ?? ",";
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * The cells of a text that doesn't end in a line break, line by line (RFC 4180). A cell is quoted if a quote begins it; the
 * character after its closing quote ends it, whatever that is. The room does without packages, or this would be d3-dsv's, to
 * which the tests compare it.
 */
function split(text: string, delimiter: number): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; ; ) {
    const isQuoted = text.charCodeAt(at) === quote;
    const end = isQuoted ? endOfQuoted(text, at) : endOfPlain(text, at, delimiter);
    const cell = isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end);
    row.push(cell);
    if (end >= text.length) {
      rows.push(row);
      return rows;
    }
    const mark = text.charCodeAt(end);
    at = end + 1;
    if (mark !== lineFeed && mark !== carriageReturn) continue;
    if (mark === carriageReturn && text.charCodeAt(at) === lineFeed) at++;
    rows.push(row);
    row = [];
  }
}

/** The place after a cell's closing quote; without one, the place after that where it would have to be. */
function endOfQuoted(text: string, start: number): number {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === quote) close = text.indexOf('"', close + 2);
  return (close < 0 ? text.length : close) + 1;
}

function endOfPlain(text: string, start: number, delimiter: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === lineFeed || code === carriageReturn) return at;
  }
  return text.length;
}

function checkHeader(header: readonly string[], shownAs: string): void {
  const twice = header.find((name, index) => header.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new DatasetError(
    `loadDataset needs a name of its own for each column: ${shownAs} has two columns named ${JSON.stringify(twice)}`,
  );
}

function rowOf(header: readonly string[], cells: readonly string[], place: string): RawRow {
  if (cells.length !== header.length) {
    throw new DatasetError(
      `loadDataset needs as many cells in a row as in the header: ${place} has ${cells.length}, the header ${header.length}; put a text with commas or quotes in it between quotes, and double each quote inside it`,
    );
  }
  return { place, columns: Object.fromEntries(header.map((name, index) => [name, cells[index]])) };
}

/**
 * JSON Lines: one object per line. Empty lines are skipped, and Windows line endings are accepted.
 *
 * @param shownAs the file as an error names it
 * @throws {DatasetError} for a line that isn't JSON, or isn't an object
 *
 * @example
 * parseJsonLines('{"text": "A joy.", "label": 1}\n', "mine.jsonl")
 * // [{ place: "mine.jsonl, line 1", columns: { text: "A joy.", label: 1 } }]
 */
export function parseJsonLines(content: string, shownAs: string): RawRow[] {
  return content.split(/\r?\n/).flatMap((line, index) => {
    const place = `${shownAs}, line ${index + 1}`;
    return line.trim() === "" ? [] : [{ place, columns: parseObject(line, place) }];
  });
}

function parseObject(line: string, place: string): Record<string, unknown> {
  const value = parse(line, place);
  if (isDeep(value)) {
    throw new DatasetError(
      `loadDataset needs rows of texts, labels and short lists: ${place} has lists or objects nested more than ${deepest} deep; leave such columns out`,
    );
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new DatasetError(
    `loadDataset needs one JSON object per line, like {"text": "…", "label": "…"}: ${place} is ${describe(value)}`,
  );
}

function parse(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    // The engine's reason, without its quotation of the line, which can be long and contain anything.
    const reason = (cause as Error).message.replace(/, (\.\.\.)?".*$/s, "");
    throw new DatasetError(
      `loadDataset needs one JSON object per line: ${place} is not JSON (${reason})`,
      { cause },
    );
  }
}

/** One row of a file before it is interpreted: its columns, and the place that an error names. */
export interface RawRow {
  /** `mine.csv, row 3` (the header isn't counted) or `mine.jsonl, line 3`. */
  place: string;
  columns: Readonly<Record<string, unknown>>;
}
