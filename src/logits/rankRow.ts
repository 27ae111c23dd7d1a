/**
 * Gives the class indices of one row from the largest value to the smallest, the first `count` of them.
 *
 * Equals keep the order of their indices. `-0` and `0` are equals.
 */
export function rankRow(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  count: number,
): number[] {
  if (count * 8 > columns) {
    const indices = Array.from({ length: columns }, (_, index) => index);
    return indices.sort((a, b) => compare(data[start + b], data[start + a])).slice(0, count);
  }
  return insertLargest(data, start, columns, count);
}

/** Compares without subtracting, since `Infinity - Infinity` is no order. */
function compare(a: number, b: number): number {
  return a > b ? 1 : a < b ? -1 : 0;
}

/** For a few out of many: keeps a short sorted list and lets each value in that beats its last. */
function insertLargest(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  count: number,
): number[] {
  const best: number[] = [];
  for (let column = 0; column < columns; column++) {
    const value = data[start + column];
    if (best.length === count && !(value > data[start + best[count - 1]])) continue;
    let place = Math.min(best.length, count - 1);
    for (; place > 0 && value > data[start + best[place - 1]]; place--) {
      best[place] = best[place - 1];
    }
    best[place] = column;
  }
  return best;
}
