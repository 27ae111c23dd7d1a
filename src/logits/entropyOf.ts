import { indexOfLargest } from "./argmax.js";

/**
 * The entropy of one row's softmax, in nats.
 *
 * H = log Σ exp(z - largest) + Σ p·(largest - z): no term is negative, so nothing cancels even where a p is almost 1.
 */
export function entropyOf(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
): number {
  const best = indexOfLargest(data, start, columns);
  let tail = 0;
  let spread = 0;
  for (let column = 0; column < columns; column++) {
    if (column === best) continue;
    const gap = (data[start + best] - data[start + column]) / temperature;
    const exponential = Math.exp(-gap);
    // exp(-gap) is exactly 0 long before the gap is Infinity: 0 · Infinity counts as its limit, 0.
    if (exponential === 0) continue;
    tail += exponential;
    spread += exponential * gap;
  }
  return Math.log1p(tail) + spread / (1 + tail);
}

/** The entropies of one row's sigmoids, in nats, added up: the labels are decided one by one. */
export function entropyOfSigmoids(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
): number {
  let total = 0;
  for (let i = start; i < start + columns; i++) {
    const gap = Math.abs(data[i] / temperature);
    const exponential = Math.exp(-gap);
    if (exponential === 0) continue;
    total += Math.log1p(exponential) + (gap * exponential) / (1 + exponential);
  }
  return total;
}
