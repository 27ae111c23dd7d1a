import { describe, expect, it } from "vitest";
import {
  readConfidences,
  readLabelProbabilities,
  readProbabilities,
} from "../../src/evaluate/confidences.js";
import { messageOf } from "./messageOf.js";

describe("scores are read as", () => {
  it("logits", () => {
    const { data } = readProbabilities([0], [[0, Math.log(3)]], "test");
    expect([...data].map((p) => p.toFixed(12))).toEqual(["0.250000000000", "0.750000000000"]);
  });

  it("probabilities, where each row sums to 1", () => {
    expect([...readProbabilities([0], [[0.25, 0.75]], "test").data]).toEqual([0.25, 0.75]);
  });

  it("logits that happen to sum to 1, when told", () => {
    const { data } = readProbabilities([0], [[0.5, 0.5]], "test", { function_to_apply: "softmax" });
    expect([...data]).toEqual([0.5, 0.5]);
  });

  it("a probability for each label of label sets, when told", () => {
    const options = {
      problem_type: "multi_label_classification",
      function_to_apply: "none",
    } as const;
    const { data, labels } = readLabelProbabilities([[1, 0]], [[0.9, 0.8]], "test", options);
    expect([[...data], [...labels]]).toEqual([
      [0.9, 0.8],
      [1, 0],
    ]);
  });

  it("the names of an id2label", () => {
    const { labels } = readProbabilities(["b"], [[1, 2]], "test", { id2label: ["a", "b"] });
    expect([...labels]).toEqual([1]);
  });
});

describe("scores are refused", () => {
  it("that may be either for label sets", () => {
    const options = { problem_type: "multi_label_classification" } as const;
    expect(messageOf(() => readLabelProbabilities([[1, 0]], [[0.9, 0.8]], "test", options))).toBe(
      'test can read these scores in two ways, because all lie from 0 to 1: write function_to_apply: "none" for probabilities or "sigmoid" for logits',
    );
  });

  it("of one column", () => {
    expect(messageOf(() => readProbabilities([0], [[3]], "test"))).toContain(
      "write one logit x as [0, x]",
    );
  });

  it("of another number of rows than label sets", () => {
    const options = { problem_type: "multi_label_classification" } as const;
    expect(messageOf(() => readLabelProbabilities([], [[3]], "test", options))).toContain(
      "got 0 label_ids and 1 rows",
    );
  });
});

it("the top class is the first of equals", () => {
  const [{ confidence, hit }] = readConfidences(
    [0, 1],
    [
      [1, 1],
      [1, 1],
    ],
    "test",
    {},
    "top",
  );
  expect([[...confidence], [...hit]]).toEqual([
    [0.5, 0.5],
    [1, 0],
  ]);
});
