import { describe, expect, it } from "vitest";
import * as kit from "../../src/index.js";

const labels = [1, 0, 1, 1];
const predictions = [1, 0, 0, 1];
const probabilities = [
  [0.1, 0.9],
  [0.6, 0.4],
];
const logits = [
  [1, 2, 0.5],
  [-1, 0, 2],
];
const sets: [number[][], number[][]] = [
  [
    [1, 0],
    [1, 1],
  ],
  [
    [1, 0],
    [0, 1],
  ],
];

/** As a doc comment shows numbers: four decimals at most. */
const rounded = (value: unknown) =>
  JSON.parse(JSON.stringify(value), (_, part) =>
    typeof part === "number" ? Math.round(part * 1e4) / 1e4 : part,
  );

describe("the examples in the doc comments", () => {
  it.each([
    ["accuracy", kit.accuracy(labels, predictions), 0.75],
    ["balancedAccuracy", kit.balancedAccuracy(labels, predictions), 0.8333],
    ["matthewsCorrelation", kit.matthewsCorrelation(labels, predictions), 0.5774],
    // biome-ignore format: one line an example
    ["confusionMatrix", kit.confusionMatrix(labels, predictions), [[1, 0], [1, 2]]],
    [
      "precisionRecallF1",
      kit.precisionRecallF1(labels, predictions).per_class,
      { precision: [0.5, 1], recall: [1, 0.6667], f1: [0.6667, 0.8], support: [1, 3] },
    ],
    ["logLoss", kit.logLoss([1, 0], probabilities), 0.3081],
    ["crossEntropy", kit.crossEntropy([1, 2], logits), 0.3171],
    ["brierScore", kit.brierScore([1, 0], probabilities), 0.085],
    ["topKAccuracy, k = 1", kit.topKAccuracy([0, 2], logits, 1), 0.5],
    ["topKAccuracy, k = 2", kit.topKAccuracy([0, 2], logits, 2), 1],
    [
      "multiLabelPrecisionRecallF1",
      kit.multiLabelPrecisionRecallF1(...sets).per_label,
      { precision: [1, 1], recall: [0.5, 1], f1: [0.6667, 1], support: [2, 1] },
    ],
    ["subsetAccuracy", kit.subsetAccuracy(...sets), 0.5],
    ["hammingLoss", kit.hammingLoss(...sets), 0.25],
    // biome-ignore format: one line an example
    ["aboveThreshold", kit.aboveThreshold([[0.9, 0.5], [0.2, 0.6]]), [[1, 0], [0, 1]]],
    [
      "wilsonInterval",
      kit.wilsonInterval(81, 263),
      { proportion: 0.308, lower: 0.2553, upper: 0.3662 },
    ],
  ])("%s", (_name, result, expected) => {
    expect(rounded(result)).toEqual(expected);
  });
});
