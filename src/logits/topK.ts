import { checkLogits } from "./checkLogits.js";
import {
  checkLimits,
  checkTemperature,
  refuseAxis,
  refuseNaN,
  type TemperatureOptions,
} from "./checks.js";
import { LogitsError } from "./errors.js";
import {
  eachRow,
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
} from "./Logits.js";
import { describe } from "./text.js";

/** A class index with its logit, as `topK` ranks them. */
export interface RankedLogit {
  /** The class index: the column. */
  index: number;
  /** The logit (log-odds). */
  logit: number;
}

/**
 * Returns each row's `k` largest logits with their class indices, largest first; ties in the order of the columns.
 *
 * @param logits one row, a batch `[n, columns]` or a tensor of either shape
 * @param k how many per row, from 1 to the number of columns; all of them when left out
 * @returns `[k]` entries for a row, `[n, k]` for a batch
 * @throws {LogitsError} when a logit is NaN, `k` is out of range, the input is empty, ragged or of the wrong shape, or an axis
 *   or any other option is given
 *
 * @example
 * topK([1, 2, 0.5], 2) // [{ index: 1, logit: 2 }, { index: 0, logit: 1 }]
 */
export function topK(logits: LogitsTensor, k?: number): RankedLogit[][];
export function topK(logits: LogitsRow, k?: number): RankedLogit[];
export function topK(logits: LogitsBatch, k?: number): RankedLogit[][];
export function topK(logits: Logits, k?: number): RankedLogit[] | RankedLogit[][];
export function topK(
  logits: Logits,
  k?: number,
  ...more: unknown[]
): RankedLogit[] | RankedLogit[][] {
  refuseAxis("topK", more);
  const flat = checkLogits(logits, "topK", true);
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

/**
 * Writes the indices of one row's `count` largest values into `order`, largest first; ties by index.
 *
 * Each value is inserted ahead of the smaller ones; for a `count` above 32, the row is sorted instead. A NaN is never larger.
 *
 * @returns `order`
 */
export function rankInto<Order extends Int32Array | number[]>(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  count: number,
  order: Order,
): Order {
  if (count > 32) return sortInto(data, start, columns, count, order);
  let filled = 0;
  for (let column = 0; column < columns; column++) {
    const value = data[start + column];
    if (filled === count && !(value > data[start + order[count - 1]])) continue;
    let place = filled < count ? filled++ : count - 1;
    for (; place > 0 && value > data[start + order[place - 1]]; place--) {
      order[place] = order[place - 1];
    }
    order[place] = column;
  }
  return order;
}

function sortInto<Order extends Int32Array | number[]>(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  count: number,
  order: Order,
): Order {
  const indices = Array.from({ length: columns }, (_, index) => index);
  indices.sort((a, b) => descending(data[start + a], data[start + b]));
  for (let place = 0; place < count; place++) order[place] = indices[place];
  return order;
}

/** Compares without subtracting, since `Infinity - Infinity` gives no order. */
function descending(a: number, b: number): number {
  return a > b ? -1 : a < b ? 1 : 0;
}

/**
 * Returns each row's largest logit minus its second largest: the log-odds of the first class against the second.
 *
 * A margin of 0 is a tie; exp(margin) says how many times more probable the first class is than the second.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, k at least 2
 * @param options `temperature` divides the logits first
 * @returns one number for a row, `[n]` for a batch, in log-odds, 0 or more
 * @throws {LogitsError} when a logit is NaN, infinities leave no limit, a row has a single logit, or the input is
 *   empty, ragged or of the wrong shape
 *
 * @example
 * margin([1, 2, 0.5]) // 1: the first is exp(1) = 2.718 times as probable as the second
 */
export function margin(logits: LogitsTensor, options?: TemperatureOptions): number[];
export function margin(logits: LogitsRow, options?: TemperatureOptions): number;
export function margin(logits: LogitsBatch, options?: TemperatureOptions): number[];
export function margin(logits: Logits, options?: TemperatureOptions): number | number[];
export function margin(logits: Logits, options?: TemperatureOptions): number | number[] {
  const temperature = checkTemperature(options, "margin");
  const flat = checkLogits(logits, "margin");
  checkLimits(flat, "margin");
  if (flat.columns === 1) {
    throw new LogitsError(
      "margin needs at least two logits per row, got 1: it compares the best two",
    );
  }
  return eachRow(flat, (data, start, columns) => marginOf(data, start, columns, temperature));
}

/** The largest of one row's logits minus the second largest, over the temperature; `NaN` when there is only one. */
export function marginOf(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
): number {
  if (columns === 1) return Number.NaN;
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let i = start; i < start + columns; i++) {
    if (data[i] > first) {
      second = first;
      first = data[i];
    } else if (data[i] > second) {
      second = data[i];
    }
  }
  return (first - second) / temperature;
}

/**
 * The distance in log-odds from one row's logits to their labels' boundaries, the smallest of them: each label is decided on its
 * own. A boundary is a threshold in log-odds.
 */
export function marginToBoundary(
  data: ArrayLike<number>,
  start: number,
  temperature: number,
  boundaries: Float64Array,
): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let column = 0; column < boundaries.length; column++) {
    const gap = Math.abs(data[start + column] / temperature - boundaries[column]);
    nearest = Math.min(nearest, gap);
  }
  return nearest;
}
