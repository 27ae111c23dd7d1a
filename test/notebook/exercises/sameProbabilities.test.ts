import { expect, it } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import { sameProbabilities } from "../../../src/notebook/exercises/sameProbabilities.js";

const candidates = [
  [11, 12, 10.5],
  [2, 4, 1],
  [0, 1, -0.5],
  [-1, -2, -0.5],
];
const asked = softmax([1, 2, 0.5]);
const isSame = softmax(candidates).map((row) =>
  row.every((p, i) => Math.abs(p - asked[i]) < 1e-12),
);
const right = [0, 1, 2, 3].filter((row) => isSame[row]);

it("the rows that softmax finds equal are right, in any order and no others", () => {
  for (let mask = 0; mask < 16; mask++) {
    const rows = [0, 1, 2, 3].filter((row) => mask & (1 << row));
    const isRight = String(rows) === String(right);
    expect(sameProbabilities(rows) === true).toBe(isRight);
    expect(sameProbabilities([...rows].reverse()) === true).toBe(isRight);
  }
});

it("the same answer as a mask, as text or as rows is nearly right", () => {
  const rows = right.map((row) => candidates[row]);
  for (const answer of [isSame, right.map(String), right.join(", "), rows]) {
    expect(sameProbabilities(answer)).toMatchObject({ verdict: "nearly" });
  }
});
