import type { FlatLogits } from "./checkLogits.js";
import { LogitsError } from "./errors.js";
import { describe } from "./text.js";

/** Refuses NaN, which means nothing to any function of this room, and says where it is. */
export function refuseNaN(logits: FlatLogits, caller: string): void {
  const { data, rows, columns, isBatch } = logits;
  for (let i = 0; i < rows * columns; i++) {
    if (Number.isNaN(data[i])) {
      throw new LogitsError(
        `${caller} needs finite logits: ${placeOf(i, columns, isBatch)} is NaN`,
      );
    }
  }
}

/** Refuses NaN and rows for which softmax has no limit, in all rows of the logits; see {@link checkRowLimit}. */
export function checkLimits(logits: FlatLogits, caller: string): void {
  const { data, rows, columns, isBatch } = logits;
  for (let row = 0; row < rows; row++) checkRowLimit(data, row, columns, isBatch, caller);
}

/**
 * Refuses a row for which softmax has no limit: with a NaN, with more than one `Infinity`, or with nothing but `-Infinity`.
 *
 * A single `Infinity` has a limit (all of the probability), and so does `-Infinity` beside anything larger (none of it).
 */
export function checkRowLimit(
  data: ArrayLike<number>,
  row: number,
  columns: number,
  isBatch: boolean,
  caller: string,
): void {
  let infinite = -1;
  let hasMass = false;
  for (let i = row * columns; i < (row + 1) * columns; i++) {
    if (Number.isNaN(data[i])) {
      throw new LogitsError(
        `${caller} needs finite logits: ${placeOf(i, columns, isBatch)} is NaN`,
      );
    }
    if (data[i] > Number.NEGATIVE_INFINITY) hasMass = true;
    if (data[i] !== Number.POSITIVE_INFINITY) continue;
    if (infinite >= 0) {
      throw new LogitsError(
        `${caller} needs finite logits, or one Infinity per row: ${placeOf(infinite, columns, isBatch)} and column ${i % columns} are both Infinity`,
      );
    }
    infinite = i;
  }
  if (!hasMass) {
    throw new LogitsError(
      `${caller} needs finite logits, or one above -Infinity per row: ${isBatch ? `row ${row}` : "the row"} has only -Infinity`,
    );
  }
}

/** `row 3, column 1` in a batch, `column 1` in a row. */
export function placeOf(index: number, columns: number, isBatch: boolean): string {
  const column = `column ${index % columns}`;
  return isBatch ? `row ${Math.floor(index / columns)}, ${column}` : column;
}

/** Flat numbers that can be written to: any typed array of numbers, or a plain array. */
export interface NumbersOut {
  [index: number]: number;
  readonly length: number;
}

/** Refuses a shape that doesn't match the data, and an `out` that is too small for the result. */
export function checkRoom(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  out: ArrayLike<number>,
  caller: string,
): void {
  if (!Number.isInteger(rows) || !Number.isInteger(columns) || rows < 0 || columns < 1) {
    throw new LogitsError(
      `${caller} needs whole numbers of rows (0 or more) and columns (1 or more), got ${rows} × ${columns}`,
    );
  }
  if (data.length !== rows * columns) {
    throw new LogitsError(
      `${caller} needs ${rows} × ${columns} = ${rows * columns} logits, got ${data.length}`,
    );
  }
  if (out.length < rows * columns) {
    throw new LogitsError(
      `${caller} needs room for ${rows * columns} results, got room for ${out.length}`,
    );
  }
}

/** The option of every function that takes a temperature. */
export interface TemperatureOptions {
  /**
   * Divides the logits before anything else: above 1 flattens, below 1 sharpens, the order never changes. Default 1.
   */
  readonly temperature?: number;
}

/** Returns the temperature, 1 when none is set, or refuses one that can't divide. */
export function checkTemperature(options: TemperatureOptions | undefined, caller: string): number {
  const temperature = options?.temperature ?? 1;
  if (
    typeof temperature === "number" &&
    temperature > 0 &&
    temperature < Number.POSITIVE_INFINITY
  ) {
    return temperature;
  }
  throw new LogitsError(
    `${caller} needs a temperature above 0 and below Infinity, got ${describe(temperature)}`,
  );
}

/** Returns how many classes to rank, all of them when nothing is set. */
export function checkTopK(
  top_k: number | null | undefined,
  columns: number,
  caller: string,
): number {
  const count = top_k ?? columns;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new LogitsError(
    `${caller} needs top_k to be a whole number of 1 or more, or left out for all, got ${describe(count)}`,
  );
}

/** Returns the probability above which a label is predicted, 0.5 when nothing is set. */
export function checkThreshold(value: number | null | undefined, caller: string): number {
  const threshold = value ?? 0.5;
  if (typeof threshold === "number" && threshold > 0 && threshold < 1) return threshold;
  throw new LogitsError(
    `${caller} needs a threshold between 0 and 1, a probability, got ${describe(threshold)}`,
  );
}
