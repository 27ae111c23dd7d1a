import { sigmoidInto } from "../logits/sigmoid.js";
import { softmaxInto } from "../logits/softmax.js";
import { formatNumber } from "../logits/text.js";

/** Two batches of the same shape, flat, row after row. */
export interface TwoBatches {
  readonly a: ArrayLike<number>;
  readonly b: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
}

/** Numbers that differ by no more than this share of the largest are the same but for rounding. */
const tolerance = 1e-4;

/**
 * Says how one batch of numbers came from the other, where a simple reason explains all of it: a function, a temperature, a
 * constant, another order of rows or columns.
 *
 * @returns one sentence about `b`, or nothing where none of these explains the difference
 *
 * @example
 * explainDifference({ a: [1, 2, 0, 3], b: [2, 4, 0, 6], rows: 2, columns: 2 })
 * // "each number is 2.0000 times that of the first: a temperature of 0.5000"
 */
export function explainDifference(both: TwoBatches): string | undefined {
  return ofFunction(both) ?? ofConstant(both) ?? ofScale(both) ?? ofColumns(both) ?? ofRows(both);
}

function size(numbers: ArrayLike<number>): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, Math.abs(numbers[i]));
  return most;
}

function areAlike(a: ArrayLike<number>, b: ArrayLike<number>, within: number): boolean {
  for (let i = 0; i < a.length; i++) if (!(Math.abs(a[i] - b[i]) <= within)) return false;
  return true;
}

function ofFunction({ a, b, rows, columns }: TwoBatches): string | undefined {
  const room = () => new Float64Array(rows * columns);
  const softmax = (of: ArrayLike<number>) => softmaxInto(of, rows, columns, room());
  const functions = {
    softmax,
    sigmoid: (of: ArrayLike<number>) => sigmoidInto(of, rows, columns, room()),
    "softmax of softmax": (of: ArrayLike<number>) => softmax(softmax(of)),
  };
  for (const [name, apply] of Object.entries(functions)) {
    if (name !== "sigmoid" && columns === 1) continue;
    if (areAlike(apply(a), b, tolerance)) return `it is ${name} of the first`;
    if (areAlike(apply(b), a, tolerance)) return `the first is ${name} of it`;
  }
  return undefined;
}

function ofConstant({ a, b, rows, columns }: TwoBatches): string | undefined {
  if (columns < 2) return undefined;
  const within = tolerance * Math.max(size(a), size(b));
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    const constant = b[start] - a[start];
    for (let i = start; i < start + columns; i++) {
      if (!(Math.abs(b[i] - a[i] - constant) <= within)) return undefined;
    }
  }
  return "each row is that of the first plus a constant of its own: softmax makes the same probabilities of both";
}

function ofScale({ a, b }: TwoBatches): string | undefined {
  let [product, square] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i] * b[i];
    square += a[i] * a[i];
  }
  const scale = product / square;
  if (!Number.isFinite(scale) || scale === 0) return undefined;
  const scaled = Float64Array.from(a, (value) => value * scale);
  if (!areAlike(scaled, b, tolerance * size(b))) return undefined;
  return scale > 0
    ? `each number is ${formatNumber(scale)} times that of the first: a temperature of ${formatNumber(1 / scale)}`
    : `each number is ${formatNumber(scale)} times that of the first, so that every order is turned round`;
}

function ofColumns({ a, b, rows, columns }: TwoBatches): string | undefined {
  const within = tolerance * size(a);
  const column = (of: ArrayLike<number>, index: number) =>
    Array.from({ length: rows }, (_, row) => of[row * columns + index]);
  const ofB = Array.from({ length: columns }, (_, index) => column(b, index));
  const places: number[] = [];
  for (let index = 0; index < columns; index++) {
    const own = column(a, index);
    const place = ofB.findIndex((other, i) => !places.includes(i) && areAlike(own, other, within));
    if (place < 0) return undefined;
    places.push(place);
  }
  return `it has the same columns in another order: column ${places.indexOf(0)} of the first is its column 0 (all: ${places.join(", ")})`;
}

function ofRows({ a, b, rows, columns }: TwoBatches): string | undefined {
  const keys = (of: ArrayLike<number>) =>
    Array.from({ length: rows }, (_, row) => {
      const start = row * columns;
      const numbers = Array.from({ length: columns }, (_, i) => Math.fround(of[start + i]));
      return numbers.join(" ");
    }).sort();
  const [first, second] = [keys(a), keys(b)];
  return first.every((key, i) => key === second[i])
    ? "it has the same rows in another order: match them by an index or by their texts before you compare"
    : undefined;
}
