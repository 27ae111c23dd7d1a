/** The largest of `data[start] … data[end - 1]`; `NaN` if there is one among them. */
export function largestOf(data: ArrayLike<number>, start: number, end: number): number {
  let largest = data[start];
  for (let i = start + 1; i < end; i++) largest = Math.max(largest, data[i]);
  return largest;
}
