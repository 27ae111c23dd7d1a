import { PythonError } from "./PythonError.js";

const round = Math.fround;

/** Turns a row into scores with numpy's steps in single precision, each result rounded to a float32. */
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

/** Refuses any other name than the three, in small letters, with Python's words. */
export function checkFunction(name: string): void {
  if (["softmax", "sigmoid", "none"].includes(name)) return;
  throw new PythonError(
    "postprocess",
    "ValueError",
    `Unrecognized \`function_to_apply\` argument: ${name}`,
    'write "softmax", "sigmoid" or "none", in small letters',
  );
}

function softmaxInFloat32(data: ArrayLike<number>, start: number, scores: Float32Array): void {
  let largest = round(data[start]);
  for (let i = 1; i < scores.length; i++) largest = Math.max(largest, round(data[start + i]));
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const gap = round(round(data[start + i]) - largest);
    const exponential = gap === 0 ? 1 : round(Math.exp(gap));
    scores[i] = exponential;
    sum = round(sum + exponential);
  }
  for (let i = 0; i < scores.length; i++) scores[i] /= sum;
}

/** Not the careful form: beyond 88.7 the exponential overflows a float32 and the score becomes 0, as in numpy. */
function sigmoidInFloat32(data: ArrayLike<number>, start: number, scores: Float32Array): void {
  for (let i = 0; i < scores.length; i++) {
    scores[i] = 1 / round(1 + round(Math.exp(-round(data[start + i]))));
  }
}
