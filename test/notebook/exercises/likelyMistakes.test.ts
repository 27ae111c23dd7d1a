import { describe, expect, it } from "vitest";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { compareNumbers } from "../../../src/notebook/exercises/compareNumbers.js";
import {
  labelMistakes,
  sharesOf,
  softmaxMistakes,
} from "../../../src/notebook/exercises/likelyMistakes.js";

it("shares add up to 1 and keep the ratios", () => {
  expect(sharesOf([1, 3])).toEqual([0.25, 0.75]);
});

describe.each([[[2, 1, 0.1]], [[1, 2, 0.5]], [[-1, 0.5, 3, 1.2]]])("softmax of %j", (logits) => {
  const mistakes = softmaxMistakes(logits);

  it("is no mistake, exact or rounded", () => {
    expect(compareNumbers(softmax(logits), softmax(logits), 1e-5, { mistakes })).toBe(true);
    const rounded = softmax(logits).map((p) => Math.round(p * 100) / 100);
    expect(compareNumbers(rounded, softmax(logits), 1e-5, { mistakes })).toEqual({
      verdict: "right",
      remark: "right, rounded",
    });
  });

  it.each(mistakes)("missed is told so: $remark", ({ answer }) => {
    const reply = compareNumbers(answer, softmax(logits), 1e-5, { share: "whole", mistakes });
    expect(reply).toMatchObject({ verdict: "not yet" });
  });
});

it.each(softmaxMistakes([2, 1, 0.1]))("in exercise 01.2 each is named: $remark", (mistake) => {
  const mistakes = softmaxMistakes([2, 1, 0.1]);
  const reply = compareNumbers(mistake.answer, softmax([2, 1, 0.1]), 1e-5, { mistakes });
  expect(reply).toMatchObject({ remark: mistake.remark });
});

describe("labels of rows", () => {
  const rows = [
    [0.3, -1.2, 2.0],
    [1.1, 0.9, -0.4],
    [-0.2, 3.0, 0.1],
  ];
  const labels = ["neutral", "joy", "anger"];
  const named = (indices: number[]) => indices.map((index) => labels[index]);

  it("that are right are no mistake", () => {
    const answers = labelMistakes(rows, labels).map(({ answer }) => answer);
    expect(answers).not.toContainEqual(named(argmax(rows)));
  });

  it("that two mistakes lead to are said to be either", () => {
    const turned = [0, 1, 2].map((column) => rows.map((row) => row[column]));
    const made = labelMistakes(rows, labels).find(
      ({ answer }) => String(answer) === String(named(argmax(turned))),
    );
    expect(made?.remark).toMatch(/^you took the smallest logit .* Or you went down the columns\./);
  });
});
