import { expect, it } from "vitest";
import { checkSameLabels } from "../../src/data/labelCandidates.js";

const at = { caller: "parsePredictions", file: "a.csv" };

it.each([
  ["the same cells", [1, 0], ["1", "0"]],
  ["names and their numbers", ["joy", "fear", "joy"], [2, 0, 2]],
])("accepts two columns of labels with %s", (_, one, other) => {
  expect(() =>
    checkSameLabels(
      [
        ["label", one],
        ["gold", other],
      ],
      at,
    ),
  ).not.toThrow();
});

it.each([
  ["numbers", [1, 0], [0, 1]],
  ["names", ["joy", "fear"], ["fear", "joy"]],
  ["names for one number", ["joy", "fear"], [1, 1]],
  ["numbers for one name", ["joy", "joy"], [0, 1]],
  ["lengths", [1, 0], [1]],
])("refuses two that differ: other %s", (_, one, other) => {
  expect(() =>
    checkSameLabels(
      [
        ["label", one],
        ["gold", other],
      ],
      at,
    ),
  ).toThrow(
    '"label" and "gold" could both be the labels, and they differ; choose one with { label: "gold" }',
  );
});
