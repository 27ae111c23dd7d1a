import { describe, expect, it } from "vitest";
import { compareNumbers } from "../../../src/notebook/exercises/compareNumbers.js";
import { lesson00 } from "../../../src/notebook/exercises/lesson00.js";
import { lesson01 } from "../../../src/notebook/exercises/lesson01.js";
import { lesson02 } from "../../../src/notebook/exercises/lesson02.js";
import { lesson03 } from "../../../src/notebook/exercises/lesson03.js";
import type { Exercise } from "../../../src/notebook/exercises.js";

const exercises: Exercise[] = [...lesson00, ...lesson01, ...lesson02, ...lesson03];
const check = (id: string, answer: unknown) =>
  exercises.find((exercise) => exercise.id === id)?.check(answer);

it.each([
  ["00.1", "POSITIVE", "that is the label; its class index is asked for."],
  ["00.1", 0, "that isn't the index of the larger logit."],
  ["00.2", 0.7, "0.7 is the logit. What share does each of two equals get?"],
  ["01.1", 5, "those are the pieces of the sentence; two ids are put around them."],
  ["01.2", [2, 1, 0.1], "your numbers add up to 3.100, not to 1."],
  ["01.2", [0.2, 0.3, 0.5], "number 1 of your list is off."],
  ["01.2", [0.66, 0.34], "3 numbers are asked for, and there are 2."],
  ["01.3", 2.2, "with that difference the model would be less sure than 99 %."],
  ["01.3", 5, "with that difference the model would be surer than 99 %."],
  ["01.3", Number.NaN, "one number is asked for."],
  ["01.4", ["anger", "joy", "neutral"], "label 2 is not the one of row 2."],
  ["01.5", [2.9741, 3.290823], "number 2 of your list is off."],
  ["02.1", [7, 250], "that is the shape with rows and columns swapped."],
  ["02.2", 85, "that is how many were right; the share of all is asked for."],
  ["02.2", 0.8, "that is not the share that was right."],
  ["02.3", 2.1333, "that is the sum; the mean is asked for."],
  ["02.3", -0.7111, "a loss is never negative: turn the sign."],
  ["02.4", "plain", "another tag has a lower accuracy."],
  ["02.5", ["NEGATIVE", "POSITIVE"], "two labels for three sentences: turn the batch round first."],
  ["02.5", ["NEGATIVE", "NEGATIVE", "POSITIVE"], "label 2 is not that of sentence 2."],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

describe("every exercise", () => {
  it.each(exercises)("$id takes no answer of another kind for right", ({ check }) => {
    for (const answer of [null, "", "x", [], {}, Number.NaN, Infinity, true, [Number.NaN]]) {
      expect(check(answer)).toBeTypeOf("string");
    }
  });

  it.each(exercises)("$id has at least two hints, each a sentence or code", ({ hints }) => {
    expect(hints.length).toBeGreaterThanOrEqual(2);
    for (const hint of hints) expect(hint).toMatch(/[.?)\]]$/);
  });
});

it("numbers are compared within the tolerance, and NaN is never right", () => {
  expect(compareNumbers([1.0009], [1], 1e-3)).toBe(true);
  expect(compareNumbers([1.002], [1], 1e-3)).toBe("number 1 of your list is off.");
  expect(compareNumbers([Number.NaN], [1], 1e-3)).toBe("number 1 of your list is off.");
});
