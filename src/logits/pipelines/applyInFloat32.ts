const round = Math.fround;

/**
 * Turns a row into scores as Python's pipeline does: by numpy's steps in single precision, each result rounded to a float32.
 *
 * Only the exponentials may differ, in the last bit: here they are rounded correctly, in numpy it depends on the processor.
 *
 * @param name `"softmax"`, `"sigmoid"` or `"none"`
 *
 * @example
 * const scores = new Float32Array(3);
 * applyInFloat32([1, 2, 0.5], 0, scores, "softmax");
 * scores // [0.2312, 0.6285, 0.1402]
 */
export function applyInFloat32(
  data: ArrayLike<number>,
  start: number,
  scores: Float32Array,
  name: string,
): void {
  if (name === "softmax") softmaxInFloat32(data, start, scores);
  else if (name === "sigmoid") sigmoidInFloat32(data, start, scores);
  else for (let i = 0; i < scores.length; i++) scores[i] = data[start + i];
}

function softmaxInFloat32(data: ArrayLike<number>, start: number, scores: Float32Array): void {
  let largest = round(data[start]);
  for (let i = 1; i < scores.length; i++) largest = Math.max(largest, round(data[start + i]));
  for (let i = 0; i < scores.length; i++) {
    const gap = round(round(data[start + i]) - largest);
    scores[i] = gap === 0 ? 1 : Math.exp(gap);
  }
  const sum = pairwiseSum(scores, 0, scores.length);
  for (let i = 0; i < scores.length; i++) scores[i] /= sum;
}

/** Not the careful form, on purpose: beyond 88.7 the exponential overflows a float32 and the score is 0, as in numpy. */
function sigmoidInFloat32(data: ArrayLike<number>, start: number, scores: Float32Array): void {
  for (let i = 0; i < scores.length; i++) {
    scores[i] = 1 / round(1 + round(Math.exp(-round(data[start + i]))));
  }
}

/**
 * The sum of float32 numbers in the order in which numpy adds them, each sum rounded to a float32: pairwise, which keeps the
 * rounding errors of long sums small.
 *
 * Fewer than 8 numbers are added one by one; up to 128 in 8 interleaved sums, which are then added in pairs; more are halved, at
 * a multiple of 8.
 *
 * @example pairwiseSum(Float32Array.of(1, 2, 0.5), 0, 3) // 3.5
 *
 * @see https://github.com/numpy/numpy/blob/main/numpy/_core/src/umath/loops_utils.h.src
 */
export function pairwiseSum(values: Float32Array, start: number, count: number): number {
  if (count > 128) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    return round(
      pairwiseSum(values, start, first) + pairwiseSum(values, start + first, count - first),
    );
  }
  let sum = 0;
  let next = start;
  if (count >= 8) {
    const sums = values.slice(start, start + 8);
    for (next += 8; next + 8 <= start + count; next += 8) {
      for (let i = 0; i < 8; i++) sums[i] += values[next + i];
    }
    const pair = (i: number) => round(sums[i] + sums[i + 1]);
    sum = round(round(pair(0) + pair(2)) + round(pair(4) + pair(6)));
  }
  for (; next < start + count; next++) sum = round(sum + values[next]);
  return sum;
}
