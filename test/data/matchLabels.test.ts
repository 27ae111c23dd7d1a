import { expect, it } from "vitest";
import { matchLabels } from "../../src/data/matchLabels.js";

const at = { caller: "readPredictions", file: "a.npy" };
const one = { columns: 1, classes: ["GOOD"], isOrdered: true, isReordered: false };
const two = { ...one, columns: 2, classes: ["BAD", "GOOD"] };

it("labels are matched by name, by index, and as sets", () => {
  expect(matchLabels(["GOOD", 0, true, -100], two, at)).toEqual([1, 0, 1, -100]);
  expect(matchLabels([["GOOD"], ["BAD", "GOOD"]], two, at)).toEqual([
    [0, 1],
    [1, 1],
  ]);
});

it("of one number a row, the class it speaks for is 1 and the only other one 0", () => {
  expect(matchLabels(["GOOD", "BAD", "GOOD"], one, at)).toEqual([1, 0, 1]);
  expect(matchLabels([1, 0, "1", false, -100], one, at)).toEqual([1, 0, 1, 0, -100]);
});

it("the values of a regression may stand in lists of one", () => {
  expect(matchLabels([[4.5], [0]], one, at)).toEqual([4.5, 0]);
});

it("of one number a row, other names are refused", () => {
  for (const [cells, context, words] of [
    [["GOOD", "BAD", "SO-SO"], one, 'its labels are "GOOD", "BAD", "SO-SO"'],
    [["BAD", "BAD"], one, 'which is called "GOOD"; name the class with { id2label: ["…"] }'],
    [["GOOD", "BAD"], { ...one, classes: undefined }, "speaks for one class; name the class"],
  ] as const) {
    expect(() => matchLabels(cells, context, at)).toThrow(words);
  }
});
