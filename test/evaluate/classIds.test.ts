import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Dataset } from "../../src/data/Dataset.js";
import { accuracy, subsetAccuracy, topKAccuracy } from "../../src/evaluate/accuracy.js";

import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { classificationReport, multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { multiLabelPrecisionRecallF1 } from "../../src/evaluate/precisionRecallF1.js";
import { messageOf, wrong } from "./messageOf.js";

const said: unknown[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
});
afterEach(() => vi.restoreAllMocks());

const dataset = new Dataset(
  ["joy", "fear"].map((label_name, label) => ({
    id: `${label}`,
    text: "x",
    label,
    label_name,
    tags: [],
  })),
  "mine/test",
  { 0: "joy", 1: "fear" },
);

describe("classes are matched by name where both sides know names:", () => {
  const sides = { label_ids: ["joy", "fear"], predicted_ids: ["fear", "joy"] };

  it("names in both lists", () => {
    expect(accuracy(["joy", "fear"], ["joy", "joy"])).toBe(0.5);
    expect(confusionMatrix(["b", "a", "b"], ["b", "a", "a"])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it("the names of both sides", () => {
    expect(accuracy([0, 1], [1, 0], sides)).toBe(1);
    const report = classificationReport([0, 1], [1, 0], sides);
    expect(report.classes.map(({ label }) => label)).toEqual(["fear", "joy"]);
    expect(report.accuracy).toBe(1);
  });

  it("a data set and names, or scores that know their columns", () => {
    expect(accuracy(dataset, ["joy", "joy"])).toBe(0.5);
    expect(accuracy(dataset, [1, 0], ["fear", "joy"])).toBe(1);
    const scores = { data: [0.1, 0.9, 0.8, 0.2], dims: [2, 2], id2label: ["fear", "joy"] };
    expect(topKAccuracy(dataset, scores, 1)).toBe(1);
    expect(logLoss(dataset, scores)).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8)) / 2, 12);
    const names = { id2label: { label_ids: ["joy", "fear"], scores: ["fear", "joy"] } };
    expect(crossEntropy([0], [[0, 50]], names)).toBeCloseTo(0, 12);
  });

  it("sets of names, with the labels' names", () => {
    const names = ["joy", "fear"];
    expect(
      subsetAccuracy(
        [["joy"], ["joy", "fear"]],
        [
          [1, 0],
          [0, 1],
        ],
        names,
      ),
    ).toBe(0.5);
    expect(multiLabelReport([[1, 0]], [[0, 1]], sides).accuracy).toBe(1);
    expect(
      multiLabelPrecisionRecallF1(
        [[0], [0, 1]],
        [
          [1, 0],
          [1, 1],
        ],
      ).micro.f1,
    ).toBe(1);
    expect(messageOf(() => subsetAccuracy([["joy"]], [["joy"]]))).toBe(
      'subsetAccuracy needs id2label to read names: label_ids, row 0 holds names, such as "joy"',
    );
  });
});

describe("names that don't fit are refused, with both lists:", () => {
  it.each<[string, () => unknown, string]>([
    [
      "another case",
      () => accuracy(["joy", "fear"], ["Joy", "fear"]),
      'label_ids has "fear", "joy"; predicted_ids has "Joy", "fear"',
    ],
    [
      "nothing in common",
      () => accuracy(["joy", "fear"], ["up", "down"]),
      'label_ids has "fear", "joy"; predicted_ids has "down", "up"',
    ],
    [
      "placeholders",
      () => accuracy(["joy", "fear"], ["LABEL_0", "LABEL_1"]),
      "needs id2label to compare names with class indices",
    ],
    [
      "indices",
      () => accuracy([0, 1], ["joy", "fear"]),
      'predicted_ids holds names, such as "fear", and label_ids doesn\'t',
    ],
    [
      "a class that the model lacks",
      () => accuracy(dataset, [0, 1], ["joy", "love"]),
      'row 1 is "fear", which is none of them: the labels are 0 joy, 1 fear; the classes are 0 joy, 1 love',
    ],
    [
      "a model with more classes, without their names",
      () => accuracy(dataset, [3, 2]),
      'needs the model\'s id2label as a third argument to match its classes with the data set\'s "joy", "fear": predicted_ids, row 0 is 3',
    ],
    [
      "a map that is none",
      () => accuracy([0], [0], wrong({ normalize: true })),
      'accuracy has no option "normalize": multiply the share',
    ],
  ])("%s", (_title, call, message) => {
    expect(messageOf(call)).toContain(message);
  });
});

describe("rows without a label", () => {
  it("are left out, with a note", () => {
    expect(accuracy([1, 0, -100, 1], [1, 0, 0, 0])).toBeCloseTo(2 / 3, 12);
    expect(said).toEqual(["Note: accuracy leaves out 1 of 4 rows, which have no label"]);
    expect(
      logLoss(
        [0, -100],
        [
          [1, 0],
          [0, 1],
        ],
        { clip: 0 },
      ),
    ).toBe(0);
    expect(accuracy([1, -1, 0], [1, 0, 0], 2)).toBe(1);
  });

  it("are counted in a report", () => {
    const report = classificationReport([1, 0, -100], [1, 0, 0]);
    expect(report).toMatchObject({ n: 2, unlabelled: 1 });
    expect(String(report)).toMatch(/^accuracy 1\.0000 \(.*, n = 2, 1 without a label left out\)\n/);
    expect(classificationReport([1, 0], [1, 0])).not.toHaveProperty("unlabelled");
  });
});

it("labels that may count from 1 are noted where nothing says how many classes there are", () => {
  expect(accuracy([1, 2, 2], [0, 1, 1])).toBe(0);
  expect(said).toEqual([
    "Note: accuracy takes these for 3 classes: if label_ids, 1 to 2, count from 1, write accuracy(label_ids, predicted_ids, 2)",
  ]);
  expect(accuracy([1, 2, 2], [0, 1, 1], 3)).toBe(0);
  expect(accuracy([1, 2, 2], [0, 1, 1], 2)).toBe(1);
  expect(said).toHaveLength(2);
});

it("labels of as many columns as count from 1 are read so, and one-hot rows are classes", () => {
  expect(
    topKAccuracy(
      [2, 1],
      [
        [0, 1],
        [1, 0],
      ],
      1,
    ),
  ).toBe(1);
  expect(said).toEqual([
    "Note: topKAccuracy: label_ids count from 1 to 2, so 1 is taken from each",
  ]);
  expect(
    accuracy(
      [
        [0, 1],
        [1, 0],
      ],
      [1, 0],
    ),
  ).toBe(1);
});

it.each<[string, () => unknown, string]>([
  [
    "confusionMatrix",
    () => confusionMatrix([0], [0], 1, wrong({ normalise: "true" })),
    'did you mean "normalize"?',
  ],
  [
    "topKAccuracy",
    () => topKAccuracy([0], [[1, 2]], 1, wrong({ tie: "first" })),
    'did you mean "ties"?',
  ],
  ["logLoss", () => logLoss([0], [[1, 0]], wrong({ eps: 0.1 })), 'has no option "eps": write clip'],
  [
    "crossEntropy",
    () => crossEntropy([0], [[1, 2]], wrong({ weight: [1, 2] })),
    'has no option "weight"',
  ],
])("%s refuses options that it doesn't know", (_name, call, message) => {
  expect(messageOf(call)).toContain(message);
});

it("a data set whose file gives its classes no order is not compared with unnamed indices or columns", () => {
  const sorted = new Dataset(dataset, "mine/test", { 0: "fear", 1: "joy" }, true).slice(0, 2);
  const why =
    'the data set\'s file gives its classes no order, so that "fear", "joy" are only in alphabetical order';
  const batch = [
    [0.9, 0.1],
    [0.1, 0.9],
  ];
  expect(messageOf(() => accuracy(sorted, [0, 1]))).toBe(
    `accuracy needs the model's id2label as a third argument: ${why}`,
  );
  expect(messageOf(() => logLoss(sorted, batch))).toBe(
    `logLoss needs the model's id2label as an option: ${why}`,
  );
  expect(accuracy(sorted, [1, 0], ["joy", "fear"])).toBe(1);
  expect(logLoss(sorted, batch, { id2label: ["fear", "joy"] })).toBeCloseTo(-Math.log(0.9), 12);
});
