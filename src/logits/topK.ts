import { refuseNaN } from "./checkLimits.js";
import { describe } from "./describe.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { LogitsError } from "./LogitsError.js";
import { rankInto } from "./rankInto.js";
import { readLogits } from "./readLogits.js";

/** A class index with its logit, as `topK` ranks them. */
export interface RankedLogit {
  /** The class index: the column. */
  index: number;
  /** The logit (log-odds). */
  logit: number;
}

/**
 * Gives the `k` largest logits of each row with their class indices, largest first; equals in the order of the columns.
 *
 * @param logits one row, a batch `[n, columns]` or a tensor of either shape
 * @param k how many a row, from 1 to the number of columns; all of them when left out
 * @returns `[k]` entries for a row, `[n, k]` for a batch
 * @throws {LogitsError} for NaN, for a `k` out of range, and for empty, ragged or wrongly shaped input
 *
 * @example
 * topK([1, 2, 0.5], 2) // [{ index: 1, logit: 2 }, { index: 0, logit: 1 }]
 */
export function topK(logits: LogitsTensor, k?: number): RankedLogit[][];
export function topK(logits: LogitsRow, k?: number): RankedLogit[];
export function topK(logits: LogitsBatch, k?: number): RankedLogit[][];
export function topK(logits: Logits, k?: number): RankedLogit[] | RankedLogit[][];
export function topK(logits: Logits, k?: number): RankedLogit[] | RankedLogit[][] {
  const flat = readLogits(logits, "topK");
  refuseNaN(flat, "topK");
  const { data, rows, columns, isBatch } = flat;
  const count = k ?? columns;
  if (!Number.isInteger(count) || count < 1 || count > columns) {
    throw new LogitsError(
      `topK needs k to be a whole number from 1 to ${columns} (the number of logits), got ${describe(k)}`,
    );
  }
  const ranked = Array.from({ length: rows }, (_, row) => {
    const start = row * columns;
    const order = rankInto(data, start, columns, count, new Array<number>(count));
    return order.map((index) => ({ index, logit: data[start + index] }));
  });
  return isBatch ? ranked : ranked[0];
}
