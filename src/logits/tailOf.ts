/**
 * The sum of exp((z - largest) / temperature) over a row, without the largest itself, whose share is exactly 1.
 *
 * Kept apart from that 1, a small tail keeps all its digits: `Math.log1p(tail)` is then right even where the model is
 * so sure that 1 + tail rounds to 1.
 */
export function tailOf(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  best: number,
  temperature: number,
): number {
  const largest = data[start + best];
  let tail = 0;
  for (let column = 0; column < columns; column++) {
    if (column !== best) tail += Math.exp((data[start + column] - largest) / temperature);
  }
  return tail;
}
