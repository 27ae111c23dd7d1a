/**
 * Writes the indices of one row's `count` largest values into `order`, largest first; equals by index.
 *
 * An insertion: each value moves up past the smaller ones. Many out of many are sorted instead. A NaN is never larger.
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

/** Compares without subtracting, since `Infinity - Infinity` is no order. */
function descending(a: number, b: number): number {
  return a > b ? -1 : a < b ? 1 : 0;
}
