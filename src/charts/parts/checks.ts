import { checkLogits, type FlatLogits, isList } from "../../logits/checkLogits.js";
import { checkOptions, refuseMore } from "../../logits/checks.js";
import { type Logits, type LogitsRow, rowOf } from "../../logits/Logits.js";
import { type Id2Label, readLabels } from "../../logits/labels.js";
import { ChartError } from "../Chart.js";
import { shorten } from "./words.js";

/**
 * Refuses options that a chart doesn't know.
 *
 * @throws {ChartError} for anything but an object or `undefined`, and for an unknown name, with what may have been meant
 *
 * @example checkChartOptions("smallMultiples", { texts: ["Good."] }, ["texts"]) // undefined
 */
export function checkChartOptions(caller: string, options: unknown, known: string[]): void {
  checkOptions(caller, options, { known, instead: insteadOfOptions, ErrorType: ChartError });
}

const size = "its size is its own; to change it, draw toSpec() with another width and height";
const insteadOfOptions = {
  width: size,
  height: size,
  temperature: "divide the logits by it first",
  labels: "the labels come before the options",
};

/**
 * Refuses anything after the arguments of a chart that has no options.
 *
 * @example refuseMoreFor("dragTheLogits", []) // undefined
 */
export function refuseMoreFor(caller: string, more: readonly unknown[]): void {
  refuseMore(caller, more, { ErrorType: ChartError });
}

/**
 * Checks that a batch of logits `[n, k]` and its labels belong together and can be drawn, and returns plain rows.
 *
 * @throws {ChartError} when it gets a single row or none, there are not 2 to `most` classes, a logit is not finite (with its
 *   row and column), or the labels don't fit
 *
 * @example checkBatchLogits("batchHeatMap", [[1, 2, 0.5]], ["A", "B", "C"], 60).logits // [[1, 2, 0.5]]
 */
export function checkBatchLogits(
  caller: string,
  logits: Logits,
  labels: ClassLabels,
  most: number,
): { logits: number[][]; labels: string[] } {
  const flat = checkLogits(logits, caller);
  if (!flat.isBatch || flat.rows === 0) {
    const came = flat.rows === 0 ? "no rows" : "a single row: write [logits]";
    throw new ChartError(`${caller} draws a batch of logits [n, k], got ${came}`);
  }
  checkFinite(caller, flat);
  const rows = Array.from({ length: flat.rows }, (_, row) => rowOf(flat.data, row, flat.columns));
  return { logits: rows, labels: checkClassLogits(caller, rows[0], labels, most).labels };
}

function checkFinite(caller: string, { data, rows, columns }: FlatLogits): void {
  for (let i = 0; i < rows * columns; i++) {
    const value = Number(data[i]);
    if (Math.abs(value) <= 1e100) continue;
    const place = `row ${Math.floor(i / columns)}, column ${i % columns} is ${value}`;
    throw new ChartError(
      Number.isFinite(value)
        ? `${caller} draws logits up to 1e100: ${place}`
        : `${caller} needs finite logits: ${place}`,
    );
  }
}

/**
 * As {@link checkBatchLogits}, for a chart that takes a single row, too, as a batch of one.
 *
 * @example checkOneOrMore("labelThermometers", [1, 2], ["A", "B"], 60).logits // [[1, 2]]
 */
export function checkOneOrMore(
  caller: string,
  logits: Logits,
  labels: ClassLabels,
  most: number,
): { logits: number[][]; labels: string[] } {
  if (isBatch(logits)) return checkBatchLogits(caller, logits, labels, most);
  const row = checkClassLogits(caller, logits as LogitsRow, labels, most);
  return { logits: [row.logits], labels: row.labels };
}

/** A list of rows, or a tensor of rank 2; anything else is read as one row. */
function isBatch(logits: Logits): boolean {
  if (isList(logits)) return isList(logits[0]);
  return typeof logits === "object" && "dims" in (logits ?? {}) && logits.dims.length !== 1;
}

/** The labels of a chart's classes in the order of the class indices: a list, or a model's `id2label`. */
export type ClassLabels = ArrayLike<string> | Id2Label;

/**
 * Checks that logits and labels belong together and can be drawn, and returns them as plain arrays.
 *
 * @throws {ChartError} when it gets a batch, there are not 2 to `most` classes or not one label per logit, a logit is not a
 *   finite number, or a label is not text (with its place)
 *
 * @example checkClassLogits("dragTheLogits", [-3.48, 3.85], ["NEGATIVE", "POSITIVE"], 7)
 * // { logits: [-3.48, 3.85], labels: ["NEGATIVE", "POSITIVE"] }
 */
export function checkClassLogits(
  caller: string,
  logits: ArrayLike<number>,
  labels: ClassLabels,
  most: number,
): { logits: number[]; labels: string[] } {
  const row = checkRow(caller, logits);
  const names = isMap(labels)
    ? readLabels(labels, row.length, caller)
    : checkList(caller, "labels", labels);
  if (row.length < 2 || row.length > most) {
    throw new ChartError(`${caller} draws 2 to ${most} classes, got ${row.length} logits`);
  }
  if (row.length !== names.length) {
    throw new ChartError(
      `${caller} needs one label for each logit: got ${row.length} logits and ${names.length} labels`,
    );
  }
  return {
    logits: row.map((value, index) => checkLogit(caller, value, index)),
    labels: names.map((value, index) => checkLabel(caller, value, index)),
  };
}

function isMap(labels: ClassLabels): labels is Id2Label {
  return typeof labels === "object" && labels !== null && !Array.isArray(labels);
}

/** One row as a plain array. What may be bits or bytes, and a tensor, is read as everywhere else. */
function checkRow(caller: string, logits: unknown): unknown[] {
  const isPlain = Array.isArray(logits) || typeof logits !== "object" || logits === null;
  if (isPlain || !(ArrayBuffer.isView(logits) || "dims" in logits)) {
    return checkList(caller, "logits", logits);
  }
  const { data, rows, isBatch } = checkLogits(logits, caller);
  if (!isBatch) return Array.from(data);
  throw new ChartError(
    `${caller} draws one row of logits, got a batch of ${rows}: take out one row first`,
  );
}

function checkList(caller: string, name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<unknown>);
  }
  throw new ChartError(`${caller} needs \`${name}\` as an array, got ${kindOf(value)}`);
}

function checkLogit(caller: string, value: unknown, index: number): number {
  if (typeof value === "number" && Number.isFinite(value)) {
    if (Math.abs(value) <= 1e100) return value;
    throw new ChartError(`${caller} draws logits up to 1e100: logits[${index}] is ${value}`);
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw new ChartError(
      `${caller} draws one row of logits, got a batch: pass logits[0], for example`,
    );
  }
  throw new ChartError(`${caller} needs finite logits: logits[${index}] is ${kindOf(value)}`);
}

function checkLabel(caller: string, value: unknown, index: number): string {
  if (typeof value === "string") return value;
  throw new ChartError(`${caller} needs text labels: labels[${index}] is ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}

/**
 * The sentences that were classified, one per row, each cut to one line of `limit` characters; empty texts where none are given.
 *
 * @throws {ChartError} when there is not one text per row, or one is not a string
 */
export function checkTexts(
  caller: string,
  texts: ArrayLike<string> | undefined,
  rows: number,
  limit: number,
): string[] {
  if (texts === undefined) return new Array<string>(rows).fill("");
  if (texts.length !== rows) {
    throw new ChartError(
      `${caller} needs one text for each row: got ${rows} rows and ${texts.length} texts`,
    );
  }
  return Array.from(texts, (text, row) => {
    if (typeof text === "string") return shorten(text, limit);
    throw new ChartError(`${caller} needs strings as texts: texts[${row}] is a ${typeof text}`);
  });
}
