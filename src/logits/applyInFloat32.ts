import { PythonError } from "./PythonError.js";

const round = Math.fround;

/** Turns a row into scores with numpy's steps in single precision, each result rounded to a float32. */
export function applyInFloat32(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  name: string,
): Float32Array {
  const scores = new Float32Array(columns);
  for (let column = 0; column < columns; column++) scores[column] = data[start + column];
  if (name === "none") return scores;
  if (name === "softmax") return softmaxInFloat32(scores);
  if (name === "sigmoid") return scores.map((x) => 1 / round(1 + round(Math.exp(-x))));
  throw new PythonError(
    "postprocess",
    "ValueError",
    `Unrecognized \`function_to_apply\` argument: ${name}`,
    'write "softmax", "sigmoid" or "none", in small letters',
  );
}

function softmaxInFloat32(scores: Float32Array): Float32Array {
  const largest = scores.reduce((a, b) => Math.max(a, b));
  const exponentials = scores.map((x) => Math.exp(round(x - largest)));
  const sum = exponentials.reduce((total, x) => round(total + x), 0);
  return exponentials.map((x) => x / sum);
}
