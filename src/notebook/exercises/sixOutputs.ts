import { mersenneTwister } from "../../logits/random.js";
import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";

/** What became of the same texts in six programs: the batch `[n, 2]` of each, under a letter that says nothing. */
export type SixOutputs = Record<"A" | "B" | "C" | "D" | "E" | "F", number[][]>;

/**
 * The six anonymous outputs of exercise 06.1: the same logits, after what six programs did to them. Five are wrong, and of the sixth
 * it only looks so.
 *
 * @param logits a batch of two classes, `[n, 2]`, in log-odds
 *
 * @example
 * const { C, E } = sixOutputs([[-1.145, 1.311], [2.655, -2.929]]);
 * C // [[0.3011, 0.6989], [0.7296, 0.2704]]
 * E // [[0.9210, 0.0790], [0.0037, 0.9963]]
 */
export function sixOutputs(logits: number[][]): SixOutputs {
  const right = softmax(logits);
  const random = mersenneTwister(6);
  const nearNothing = logits.map((row) => row.map(() => 0.2 * (random() / 2 ** 32 - 0.5)));
  const columns = logits[0].map((_, column) => softmax(logits.map((row) => row[column])));
  return {
    A: softmax(nearNothing),
    B: sigmoid(logits),
    C: softmax(right),
    D: right.map((row) => row.map(toFloat16)),
    E: right.map((row) => [...row].reverse()),
    F: logits.map((_, text) => columns.map((shares) => shares[text])),
  };
}

/** The nearest number that has a place among the 16-bit ones: eleven binary digits that count, and no step below 2⁻²⁴. */
function toFloat16(value: number): number {
  const exponent = Math.max(-14, Math.floor(Math.log2(value)));
  const step = 2 ** (exponent - 10);
  return Math.round(value / step) * step;
}
