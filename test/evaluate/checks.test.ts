import { describe, expect, it } from "vitest";
import {
  accuracy,
  balancedAccuracy,
  hammingLoss,
  subsetAccuracy,
} from "../../src/evaluate/accuracy.js";
import { confusionMatrix } from "../../src/evaluate/confusionMatrix.js";
import { classificationReport, multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { logLoss } from "../../src/evaluate/logLoss.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import {
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
} from "../../src/evaluate/precisionRecallF1.js";
import { messageOf, wrong } from "./messageOf.js";

describe.each([
  ["accuracy", accuracy],
  ["balancedAccuracy", balancedAccuracy],
  ["matthewsCorrelation", matthewsCorrelation],
  ["precisionRecallF1", precisionRecallF1],
  ["confusionMatrix", confusionMatrix],
  ["classificationReport", classificationReport],
] as const)("%s refuses, by its own name and with the row,", (name, metric) => {
  const call = (labels: unknown, predictions: unknown) =>
    messageOf(() => (metric as (...lists: never[]) => unknown)(wrong(labels), wrong(predictions)));

  it.each([
    [
      "different lengths",
      [0, 1],
      [0],
      "needs one prediction for each label: got 2 label_ids and 1 predicted_ids",
    ],
    [
      "no rows",
      [],
      [],
      "needs at least one row, got no label_ids: a share of nothing has no value",
    ],
    [
      "half a class",
      [0, 0.5],
      [0, 1],
      "needs class indices (0, 1, 2, …) as label_ids: row 1 is 0.5",
    ],
    [
      "NaN",
      [0, 1],
      [0, Number.NaN],
      "needs class indices (0, 1, 2, …) as predicted_ids: row 1 is NaN",
    ],
    [
      "no row with a label",
      [-100, -100],
      [0, 1],
      "needs at least one row with a label: all 2 have none",
    ],
    [
      "no prediction for a row",
      [0, 1],
      [0, -100],
      "needs class indices (0, 1, 2, …) as predicted_ids: row 1 is -100",
    ],
    [
      "a negative index",
      [0, 1],
      [-1, 1],
      "needs class indices (0, 1, 2, …) as predicted_ids: row 0 is -1",
    ],
    [
      "an index beyond any class",
      [0, 1e6],
      [0, 1],
      "needs class indices (0, 1, 2, …) as label_ids: row 1 is 1000000",
    ],
    [
      "labels as text",
      ["POSITIVE"],
      [1],
      `needs id2label to compare names with class indices: label_ids holds names, such as "POSITIVE", and predicted_ids doesn't; write ${name}(label_ids, predicted_ids, id2label)`,
    ],
    [
      "logits as predictions",
      [1],
      [[0.2, 0.8]],
      "needs class indices (0, 1, 2, …) as predicted_ids: row 0 is [0.2, 0.8]; for a batch of logits or probabilities, take argmax(batch) first",
    ],
    [
      "a hole",
      [1, 1],
      [1, undefined],
      "needs class indices (0, 1, 2, …) as predicted_ids: row 1 is undefined",
    ],
    [
      "a bigint below 0",
      [1],
      BigInt64Array.of(-1n),
      "needs class indices (0, 1, 2, …) as predicted_ids: row 0 is the bigint -1n",
    ],
    ["null", null, [1], "needs a list of class indices as label_ids, got null"],
    ["one number", [1], 1, "needs a list of class indices as predicted_ids, got 1"],
    [
      "a tensor of logits",
      [1],
      { data: [0.2, 0.8], dims: [1, 2] },
      "needs class indices (0, 1, 2, …) as predicted_ids: row 0 is [0.2, 0.8]; for a batch of logits or probabilities, take argmax(batch) first",
    ],
    [
      "a tensor whose dims lie",
      [1],
      { data: [1], dims: [2] },
      "needs one class index per row, a tensor [n], as predicted_ids: got dims [2] with 1 numbers",
    ],
  ])("%s", (_title, labels, predictions, message) => {
    expect(call(labels, predictions)).toBe(`${name} ${message}`);
  });
});

describe("a number of classes", () => {
  it("below an index is refused, for labels and for predictions", () => {
    expect(messageOf(() => precisionRecallF1([0, 1, 4], [0, 1, 1], 2))).toBe(
      "precisionRecallF1 needs class indices from 0 to 1, as there are 2 classes: label_ids, row 2 is 4",
    );
    expect(messageOf(() => confusionMatrix([0, 1], [2, 1], 2))).toBe(
      "confusionMatrix needs class indices from 0 to 1, as there are 2 classes: predicted_ids, row 0 is 2; if they count from 1, subtract 1 from each",
    );
    expect(messageOf(() => classificationReport([0, 2], [0, 1], ["NO", "YES"]))).toBe(
      "classificationReport needs class indices from 0 to 1, as there are 2 classes: label_ids, row 1 is 2",
    );
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_001, "2", null])("is not %s", (num_labels) => {
    expect(messageOf(() => precisionRecallF1([0], [0], wrong(num_labels)))).toContain(
      "precisionRecallF1 needs the number of classes as num_labels, a whole number from 1 to 1000000, got",
    );
  });

  it("is one more than the largest index in either list, if not given", () => {
    expect(confusionMatrix([0], [2])).toEqual([
      [0, 0, 1],
      [0, 0, 0],
      [0, 0, 0],
    ]);
    expect(precisionRecallF1([3], [0]).per_class.support).toEqual([0, 0, 0, 1]);
  });
});

describe("class indices", () => {
  it.each([
    ["a plain array", [1, 0, 1, 1]],
    ["a typed array", Uint8Array.of(1, 0, 1, 1)],
    ["floats that are whole", Float32Array.of(1, 0, 1, 1)],
    ["Python's int64", BigInt64Array.of(1n, 0n, 1n, 1n)],
    ["a tensor [n]", { data: BigInt64Array.of(1n, 0n, 1n, 1n), dims: [4] }],
  ])("are read from %s", (_title, labels) => {
    expect(accuracy(labels, [1, 0, 0, 1])).toBe(0.75);
    expect(
      logLoss(
        labels,
        [
          [0, 1],
          [1, 0],
          [0.5, 0.5],
          [0, 1],
        ],
        { clip: 0 },
      ),
    ).toBe(Math.LN2 / 4);
  });
});

describe.each([
  ["multiLabelPrecisionRecallF1", multiLabelPrecisionRecallF1],
  ["subsetAccuracy", subsetAccuracy],
  ["hammingLoss", hammingLoss],
  ["multiLabelReport", multiLabelReport],
] as const)("%s refuses, by its own name and with the row,", (name, metric) => {
  it.each([
    [
      "different lengths",
      [[1, 0]],
      [
        [1, 0],
        [0, 0],
      ],
      "needs label_ids and predicted_ids of the same shape: got [1, 2] and [2, 2]",
    ],
    [
      "different numbers of labels",
      [[1, 0]],
      [[1, 0, 1]],
      "needs label_ids and predicted_ids of the same shape: got [1, 2] and [1, 3]",
    ],
    [
      "probabilities",
      [[1, 0]],
      [[0.9, 0]],
      "needs 1 (has the label) or 0 (doesn't have it): predicted_ids, row 0, column 0 is 0.9; for probabilities, take aboveThreshold(probabilities) first",
    ],
    [
      "class indices",
      [1, 0],
      [1, 0],
      "needs a batch [n, k] of zeros and ones in label_ids, one row per text, got one row of 2: write [row]",
    ],
    ["no rows", [[1, 0]], [], "needs at least one row of zeros and ones in predicted_ids, got 0"],
    [
      "NaN",
      [[1, Number.NaN]],
      [[1, 0]],
      "needs zeros and ones in label_ids without NaN: row 0, column 1 is NaN",
    ],
  ])("%s", (_title, labels, predictions, message) => {
    expect(messageOf(() => metric(wrong(labels), wrong(predictions)))).toBe(`${name} ${message}`);
  });
});
