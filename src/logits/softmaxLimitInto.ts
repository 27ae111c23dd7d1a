import { checkRowLimit } from "./checkLimits.js";
import type { NumbersOut } from "./checkRoom.js";
import { largestOf } from "./largestOf.js";

/** A row whose gaps are infinite: all of the probability on its largest logit, or an error where there is no limit. */
export function softmaxLimitInto(
  data: ArrayLike<number>,
  row: number,
  columns: number,
  out: NumbersOut,
): void {
  checkRowLimit(data, row, columns, true, "softmaxInto");
  const start = row * columns;
  const largest = largestOf(data, start, start + columns);
  for (let i = start; i < start + columns; i++) out[i] = data[i] === largest ? 1 : 0;
}
