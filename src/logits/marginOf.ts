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

/** How far the nearest of one row's logits is from the threshold's, in log-odds: each label is decided by itself. */
export function marginToThreshold(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  temperature: number,
  threshold: number,
): number {
  const boundary = Math.log(threshold) - Math.log1p(-threshold);
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = start; i < start + columns; i++) {
    nearest = Math.min(nearest, Math.abs(data[i] / temperature - boundary));
  }
  return nearest;
}
