import { expect, it } from "vitest";
import {
  isScored,
  isScores,
  pairedScores,
  scoresOf,
  servedScores,
} from "../../src/data/scoredLabels.js";

const at = { caller: "parsePredictions", file: "a.json" };

it("scores are put into the alphabetical order of their labels, which says nothing of the model's", () => {
  const found = scoresOf(
    [
      [
        { label: "joy", score: 0.75 },
        { label: "fear", score: 0.25 },
      ],
      { fear: 0.5, joy: 0.5 },
    ],
    at,
  );
  expect(found).toMatchObject({ dims: [2, 2], classes: ["fear", "joy"], isUnordered: true });
  expect(Array.from(found.read(0, 2))).toEqual([0.25, 0.75, 0.5, 0.5]);
});

it("placeholders are in the order of their numbers, eleven classes too", () => {
  const row = Array.from({ length: 11 }, (_, i) => ({ label: `LABEL_${10 - i}`, score: i }));
  const { classes, isUnordered, read } = scoresOf([row], at);
  expect([classes?.[10], isUnordered, read(0, 1)[10]]).toEqual(["LABEL_10", false, 0]);
});

it("a row without all classes is refused, with how to get them", () => {
  const rows = [[{ label: "a", score: 1 }], [{ label: "b", score: 1 }]];
  expect(() => scoresOf(rows, at)).toThrow("row 0 has 1 of 2 classes");
});

it("one label for all texts is the best one, unless the model has one output without a name", () => {
  const rows = (label: string) => [[{ label, score: 0.75 }], [{ label, score: 0.5 }]];
  expect(() => scoresOf(rows("joy"), at)).toThrow('scores for "joy" alone');
  expect(scoresOf(rows("LABEL_0"), at).dims).toEqual([2, 1]);
});

it("a record with a text is no bare score", () => {
  expect(isScored({ label: "a", score: 1 })).toBe(true);
  expect(isScored({ text: "A", label: "a", score: 1 })).toBe(false);
  expect(isScores([])).toBe(false);
});

it("labels and scores side by side are paired where every row has a name for each score", () => {
  expect(pairedScores([["x", "y"]], [["0.7", 0.3]])).toEqual([
    [
      { label: "x", score: 0.7 },
      { label: "y", score: 0.3 },
    ],
  ]);
  expect(pairedScores([["x"]], [[0.7, 0.3]])).toBeUndefined();
  expect(pairedScores([[1, 0]], [[0.7, 0.3]])).toBeUndefined();
  expect(pairedScores([["1", "0"]], [[0.7, 0.3]])).toBeUndefined();
  expect(pairedScores([], [[0.7, 0.3]])).toBeUndefined();
});

it("another service's names for label and score are known", () => {
  const pairs = [
    { label: "joy", score: 0.75 },
    { label: "fear", score: 0.25 },
  ];
  expect(servedScores({ joy: 0.75, fear: 0.25 })).toEqual(pairs);
  expect(servedScores(pairs.map(({ label, score }) => ({ Name: label, Score: score })))).toEqual(
    pairs,
  );
  expect(servedScores([{ Name: "joy" }, { Name: "fear" }])).toBeUndefined();
  expect(servedScores({ joy: "0.75", fear: 0.25 })).toBeUndefined();
});
