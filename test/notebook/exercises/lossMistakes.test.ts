import { expect, it } from "vitest";
import { compareNumbers } from "../../../src/notebook/exercises/compareNumbers.js";
import {
  lossesOf,
  lossMistakes,
  meanOf,
  sumOf,
} from "../../../src/notebook/exercises/lossMistakes.js";

const logits = [
  [2, 0],
  [0, 1],
  [1, 1],
];
const truth = [0, 0, 1];
const mistakes = lossMistakes(logits, truth);
const loss = meanOf(lossesOf(logits, truth));

it("the loss is the one that mpmath gives with 25 digits", () => {
  expect(loss).toBeCloseTo(0.7111122930403802, 14);
  expect(sumOf(lossesOf(logits, truth))).toBeCloseTo(3 * loss, 14);
});

it.each(mistakes)("a loss missed is named: $remark", ({ answer }) => {
  const reply = compareNumbers(answer, loss, 1e-4, { mistakes });
  expect(reply).toMatchObject({ verdict: "not yet" });
  expect(mistakes.map(({ remark }) => remark)).toContain(reply !== true && reply.remark);
});

it("the right loss is no mistake", () => {
  expect(compareNumbers(loss, loss, 1e-4, { mistakes })).toBe(true);
});
