/** The largest of `data[start] … data[end - 1]`. A NaN is passed over unless it comes first. */
export function largestOf(data: ArrayLike<number>, start: number, end: number): number {
  let largest = data[start];
  for (let i = start + 1; i < end; i++) {
    if (data[i] > largest) largest = data[i];
  }
  return largest;
}
