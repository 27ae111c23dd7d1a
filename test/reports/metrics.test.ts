import { describe, expect, it } from "vitest";
import { batchHeatMap } from "../../src/charts/batchHeatMap.js";
import { confidenceHistogram } from "../../src/charts/confidenceHistogram.js";
import { sigmoidPoints } from "../../src/charts/sigmoidPoints.js";
import { simplex } from "../../src/charts/simplex.js";
import { Dataset } from "../../src/data/Dataset.js";
import { aboveThreshold } from "../../src/evaluate/aboveThreshold.js";
import {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  subsetAccuracy,
  topKAccuracy,
  wilsonInterval,
} from "../../src/evaluate/accuracy.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { classificationReport, multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import {
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
} from "../../src/evaluate/precisionRecallF1.js";
import { interpret } from "../../src/logits/interpret.js";

/** A call with more or other arguments than the types allow. */
const loose = (metric: unknown) => metric as (...args: unknown[]) => unknown;

// https://github.com/mozilla/bugbug/issues/1373 (a confusion matrix of one class per text for texts with several)
describe("someone gives a data set with several labels per text to a metric of one:", () => {
  const sets = [
    [1, 0, 0],
    [1, 1, 0],
  ];
  const dataset = new Dataset(
    sets.map((labels, row) => ({
      id: `${row}`,
      text: "…",
      label: 0,
      label_name: "joy",
      labels,
      tags: [],
    })),
    "mine/test",
    { 0: "joy", 1: "fear", 2: "anger" },
  );
  const id2label = ["joy", "fear", "anger"];

  it.each([
    accuracy,
    balancedAccuracy,
    confusionMatrix,
    matthewsCorrelation,
    precisionRecallF1,
    classificationReport,
  ])("%o", (metric) => {
    expect(() => metric(dataset, [0, 0], id2label)).toThrow(
      "row 1 is [1, 1, 0], which has 2 labels where one is needed; for texts with several labels use subsetAccuracy, hammingLoss or multiLabelReport",
    );
  });
});

describe("someone writes an argument that would be ignored:", () => {
  const single = [[1, 0], [1, 0], 2];
  const sets = [[[1, 0]], [[1, 0]], 2];
  const scores = [[1], [[0.1, 0.9]], {}];
  it.each<[unknown, unknown[]]>([
    [accuracy, single],
    [balancedAccuracy, single],
    [matthewsCorrelation, single],
    [precisionRecallF1, single],
    [
      classificationReport,
      [
        [1, 0],
        [1, 0],
        ["a", "b"],
      ],
    ],
    [confusionMatrix, [...single, {}]],
    [subsetAccuracy, sets],
    [hammingLoss, sets],
    [multiLabelPrecisionRecallF1, sets],
    [multiLabelReport, [[[1, 0]], [[1, 0]], ["a", "b"]]],
    [topKAccuracy, [[1], [[0.1, 0.9]], 1, {}]],
    [logLoss, scores],
    [crossEntropy, scores],
    [brierScore, scores],
    [aboveThreshold, [[[0.1]], 0.5, {}]],
    [wilsonInterval, [1, 2]],
  ])("%o", (metric, args) => {
    const { name } = metric as { name: string };
    expect(() => loose(metric)(...args)).not.toThrow();
    expect(() => loose(metric)(...args, { some: 1 })).toThrow(
      `${name} has no further argument: after its last comes an object with some`,
    );
  });

  it("normalize, as in scikit-learn", () => {
    expect(() => loose(accuracy)([1], [1], 2, { normalize: false })).toThrow(
      "; instead of normalize: multiply the share by the number of texts for a count",
    );
  });
});

describe("someone says what the classes are called on one side only:", () => {
  it("to a metric of classes, and of scores", () => {
    expect(() => loose(accuracy)([1], [1], { label_ids: ["a", "b"] })).toThrow(
      "accuracy needs the names of the classes on both sides, { label_ids, predicted_ids }: predicted_ids is missing; true labels themselves are the first argument",
    );
    const id2label = { scores: ["a", "b"] };
    expect(() => loose(logLoss)([1], [[0.5, 0.5]], { id2label })).toThrow("label_ids is missing");
  });
});

describe("someone's chart gets the truth as the metrics read it:", () => {
  const logits = [
    [-1, 2],
    [3, 0],
  ];
  const id2label = ["NEGATIVE", "POSITIVE"];
  const rows = interpret(logits, { id2label });
  const draw: [string, (label_ids: unknown) => { toString(): string }][] = [
    ["batchHeatMap", (label_ids) => loose(batchHeatMap)(logits, id2label, { label_ids }) as object],
    ["sigmoidPoints", (label_ids) => loose(sigmoidPoints)(rows, label_ids, ["a", "b"]) as object],
    ["confidenceHistogram", (label_ids) => loose(confidenceHistogram)(rows, label_ids) as object],
    [
      "simplex",
      (label_ids) =>
        loose(simplex)(
          [
            [-1, 2, 0],
            [3, 0, 0],
          ],
          [...id2label, "NEUTRAL"],
          { label_ids: Array.isArray(label_ids) ? label_ids : label_ids },
        ) as object,
    ],
  ];

  it.each(draw)("names, in %s", (_name, chart) => {
    expect(String(chart(["POSITIVE", "NEGATIVE"]))).toBe(String(chart([1, 0])));
  });

  it.each(draw)("names that it doesn't have, in %s", (name, chart) => {
    expect(() => chart(["joy", "fear"])).toThrow(
      new RegExp(`${name} needs .* row 0 is the string "joy", which is none of the classes`),
    );
  });
});
