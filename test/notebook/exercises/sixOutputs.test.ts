import { expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { sixOutputs } from "../../../src/notebook/exercises/sixOutputs.js";

const logits = [
  [-1.145, 1.311],
  [2.655, -2.929],
  [0.3, -0.2],
];

it("gives the same every time, and leaves the logits as they are", () => {
  const before = structuredClone(logits);
  expect(sixOutputs(logits)).toEqual(sixOutputs(logits));
  expect(logits).toEqual(before);
});

it("rounds D to 16 bits: eleven binary digits that count, and the smallest steps of 2⁻²⁴", () => {
  const [small] = sixOutputs([[0, 16]]).D;
  expect(small[0] * 2 ** 24).toBe(Math.round(softmax([0, 16])[0] * 2 ** 24));
  const [third] = sixOutputs([[0, Math.LN2]]).D;
  // numpy: float(np.float16(1 / 3)), float(np.float16(2 / 3))
  expect(third).toEqual([0.333251953125, 0.66650390625]);
});

it("keeps the answers in B, C and D, and turns them round in E", () => {
  const { B, C, D, E } = sixOutputs(logits);
  for (const rows of [B, C, D]) expect(argmax(rows)).toEqual([1, 0, 0]);
  expect(argmax(E)).toEqual([0, 1, 1]);
});
