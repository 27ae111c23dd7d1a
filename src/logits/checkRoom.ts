import { LogitsError } from "./LogitsError.js";

/** Flat numbers that can be written: any typed array of numbers, or a plain array. */
export interface NumbersOut {
  [index: number]: number;
  readonly length: number;
}

/** Refuses a shape that the data or the room for the result does not have. */
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
