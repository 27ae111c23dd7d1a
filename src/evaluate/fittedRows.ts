import type { FlatLogits } from "../logits/checkLogits.js";
import { describe } from "../logits/text.js";
import { EvaluateError } from "./EvaluateError.js";

/** By what the rows of a fit are known again, in any order. */
export interface FittedRows {
  readonly rows: number;
  readonly checksum: number;
}

/** The option of everything that applies a fit. */
export interface ApplyOptions {
  /**
   * True to apply the fit to the very rows that it was fitted on, where it looks better than it is. Default false: they are
   * refused.
   */
  on_fitted_rows?: boolean;
}

/**
 * Returns the number of rows and a sum that doesn't depend on their order.
 *
 * @example
 * const flat = { data: [1, 2, 3, 4], rows: 2, columns: 2, isBatch: true };
 * const turned = { data: [3, 4, 1, 2], rows: 2, columns: 2, isBatch: true };
 * fittedRows(flat).checksum === fittedRows(turned).checksum // true
 */
export function fittedRows({ data, rows, columns }: FlatLogits): FittedRows {
  const bits = new Float64Array(1);
  const halves = new Uint32Array(bits.buffer);
  let checksum = 0;
  for (let row = 0; row < rows; row++) {
    let hash = 0x811c9dc5;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      // So that -0 is 0.
      bits[0] = data[i] + 0;
      hash = Math.imul(hash ^ halves[0], 0x01000193);
      hash = Math.imul(hash ^ halves[1] ^ (hash >>> 15), 0x85ebca6b);
    }
    checksum = (checksum + mixed(hash)) >>> 0;
  }
  return { rows, checksum };
}

/** Spreads every bit over all others (MurmurHash3's last step), so that changes in two rows don't cancel out in the sum. */
function mixed(bits: number): number {
  let hash = bits ^ (bits >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Refuses to apply a fit to the rows that it was fitted on, unless told to. */
export function refuseFittedRows(
  caller: string,
  fitted: FittedRows,
  flat: FlatLogits,
  { on_fitted_rows = false }: ApplyOptions,
): void {
  if (typeof on_fitted_rows !== "boolean") {
    throw new EvaluateError(
      `${caller} needs on_fitted_rows to be true or false, got ${describe(on_fitted_rows)}`,
    );
  }
  if (on_fitted_rows || flat.rows !== fitted.rows) return;
  if (fittedRows(flat).checksum !== fitted.checksum) return;
  throw new EvaluateError(
    `${caller} needs other rows than the ${fitted.rows} that were fitted, on which the fit looks better than it is: apply it to a test set, or write { on_fitted_rows: true }`,
  );
}
