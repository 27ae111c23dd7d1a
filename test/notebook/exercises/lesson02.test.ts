import { expect, it } from "vitest";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { lesson02 } from "../../../src/notebook/exercises/lesson02.js";

const check = (id: string, answer: unknown) =>
  lesson02.find((exercise) => exercise.id === id)?.check(answer);

it.each<[string, unknown, string]>([
  ["02.1", [7, 250], "that is the shape with rows and columns swapped."],
  ["02.2", 85, "that is how many were right; the exercise asks for their share of all."],
  ["02.2", 0.8, "that is not the share that was right."],
  ["02.3", 2.1333, "that is the sum; the exercise asks for the mean."],
  ["02.3", -0.7111, "a loss is never negative: change the sign."],
  ["02.4", "plain", "another tag has a lower accuracy."],
  [
    "02.5",
    ["NEGATIVE", "POSITIVE"],
    "two labels for three sentences: swap the batch's rows and columns first.",
  ],
  ["02.5", ["NEGATIVE", "NEGATIVE", "POSITIVE"], "label 2 is not the label of sentence 2."],
])("%s answered with %j is told: %s", (id, answer, remark) => {
  expect(check(id, answer)).toBe(remark);
});

it("the loss of 02.3 is the mean of the true classes' log-probabilities, negated", () => {
  const losses = logSoftmax([
    [2, 0],
    [0, 1],
    [1, 1],
  ]).map((row, i) => -row[[0, 0, 1][i]]);
  expect(check("02.3", losses.reduce((a, b) => a + b) / 3)).toBe(true);
});

it("takes the shape of 02.1, the accuracy of 02.2, the tag of 02.4 and the labels of 02.5", () => {
  expect(check("02.1", [250, 7])).toBe(true);
  expect(check("02.2", 0.85)).toBe(true);
  expect(check("02.4", "sarcasm")).toBe(true);
  expect(check("02.5", ["NEGATIVE", "POSITIVE", "POSITIVE"])).toBe(true);
});
