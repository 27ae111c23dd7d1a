import { describe, expect, it } from "vitest";
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
import { EvaluateError } from "../../src/evaluate/EvaluateError.js";
import { classificationReport, multiLabelReport } from "../../src/evaluate/EvaluationReport.js";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { matthewsCorrelation } from "../../src/evaluate/matthewsCorrelation.js";
import {
  multiLabelPrecisionRecallF1,
  precisionRecallF1,
} from "../../src/evaluate/precisionRecallF1.js";
import { ReadingLogitsError } from "../../src/logits/errors.js";

/** Input that TypeScript refuses, as a notebook or plain JavaScript may still hand it over. */
const wrong = (value: unknown) => value as never;

function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(EvaluateError);
    expect(error).toBeInstanceOf(ReadingLogitsError);
    expect((error as Error).name).toBe("EvaluateError");
    return (error as Error).message;
  }
  throw new Error("no error was thrown");
}

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
      "ignored rows",
      [0, -100],
      [0, 1],
      "needs class indices (0, 1, 2, …) as label_ids: row 1 is -100, which marks rows to ignore: leave them out",
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
      'needs class indices (0, 1, 2, …) as label_ids: row 0 is the string "POSITIVE"; turn labels into indices with the model\'s label2id',
    ],
    [
      "logits as predictions",
      [1],
      [[0.2, 0.8]],
      "needs class indices (0, 1, 2, …) as predicted_ids: row 0 is an array of 2; of a batch of logits or probabilities take argmax(batch) first",
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
      "needs one class index a row, so a tensor [n], as predicted_ids: got dims [1, 2] with 2 numbers; of a batch of logits or probabilities take argmax(batch) first",
    ],
    [
      "a tensor whose dims lie",
      [1],
      { data: [1], dims: [2] },
      "needs one class index a row, so a tensor [n], as predicted_ids: got dims [2] with 1 numbers",
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
      "confusionMatrix needs class indices from 0 to 1, as there are 2 classes: predicted_ids, row 0 is 2",
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

  it("above 5000 is no confusion matrix: these may be token ids", () => {
    expect(confusionMatrix([4999], [0])).toHaveLength(5000);
    expect(messageOf(() => confusionMatrix([5000], [0]))).toBe(
      "confusionMatrix counts up to 5000 classes, got 5001: are these class indices?",
    );
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
  ["logLoss", logLoss],
  ["brierScore", brierScore],
] as const)("%s refuses, by its own name and with the row,", (name, metric) => {
  it.each([
    [
      "different lengths",
      [0],
      [
        [0.5, 0.5],
        [1, 0],
      ],
      "needs one row of probabilities for each label: got 1 label_ids and 2 rows",
    ],
    ["no rows", [0], [], "needs at least one row of probabilities, got 0"],
    [
      "one row without its batch",
      [1],
      [0.2, 0.8],
      "needs a batch [n, k] of probabilities, one row a text, got one row of 2: write [row]",
    ],
    [
      "NaN",
      [1, 1],
      [
        [0.2, 0.8],
        [Number.NaN, 1],
      ],
      "needs probabilities without NaN: row 1, column 0 is NaN",
    ],
    [
      "logits",
      [1, 1],
      [
        [0.2, 0.8],
        [2.5, -1.5],
      ],
      "needs probabilities from 0 to 1: row 1, column 1 is -1.5; if these are logits, take softmax(logits) first",
    ],
    [
      "multi-label scores",
      [1, 1],
      [
        [0.25, 0.75],
        [0.5, 0.75],
      ],
      "needs probabilities that sum to 1 in each row: row 1 sums to 1.25; of logits take softmax(logits), multi-label scores have no such sum",
    ],
    [
      "an infinity",
      [1],
      [[0, Number.POSITIVE_INFINITY]],
      "needs probabilities that sum to 1 in each row: row 0 sums to Infinity; of logits take softmax(logits), multi-label scores have no such sum",
    ],
    [
      "one probability a row",
      [0],
      [[0.75]],
      "needs probabilities that sum to 1 in each row: row 0 sums to 0.75; write one probability p as two, [1 - p, p]",
    ],
    [
      "a label outside the columns",
      [0, 2],
      [
        [0.5, 0.5],
        [1, 0],
      ],
      "needs class indices from 0 to 1, as there are 2 classes: label_ids, row 1 is 2",
    ],
    [
      "ragged rows",
      [0, 1],
      [[0.5, 0.5], [1]],
      "needs rows of equal length: row 0 has 2 probabilities, row 1 has 1",
    ],
    [
      "text",
      [0],
      [["0.5", 0.5]],
      'needs numbers as probabilities: row 0, column 0 is the string "0.5"',
    ],
    [
      "a model's output",
      [0],
      { logits: 1 },
      "needs a row, a batch or a tensor of probabilities, got an object with logits: pass its .logits",
    ],
    ["rows without numbers", [0], [[]], "needs at least one probability: row 0 has 0"],
  ])("%s", (_title, labels, probabilities, message) => {
    expect(messageOf(() => metric(labels, wrong(probabilities)))).toBe(`${name} ${message}`);
  });

  it("but takes what rounding leaves of a sum of 1", () => {
    const rounded = [Float32Array.of(0.3333, 0.3333, 0.3333)];
    expect(metric([0], rounded)).toBeGreaterThan(0);
    expect(messageOf(() => metric([0], [[0.4, 0.5989]]))).toContain("sums to 0.9989");
    expect(messageOf(() => metric([0], [[0.4, 0.6011]]))).toContain("sums to 1.0011");
  });

  it("and reads a tensor", () => {
    const tensor = { data: Float32Array.of(0.25, 0.75, 1, 0), dims: [2, 2] };
    expect(metric([1, 0], tensor)).toBe(
      metric(
        [1, 0],
        [
          [0.25, 0.75],
          [1, 0],
        ],
      ),
    );
  });
});

describe("logLoss", () => {
  it("of a class that got no probability is 36 nats, or infinite without clipping", () => {
    expect(logLoss([0], [[0, 1]])).toBe(-Math.log(2 ** -52));
    expect(logLoss([0], [[0, 1]], { clip: 0 })).toBe(Number.POSITIVE_INFINITY);
    expect(logLoss([0], [[0, 1]], { clip: 2 ** -23 })).toBeCloseTo(15.94, 2);
  });

  it("of a sure right answer is 2.2e-16, as in scikit-learn", () => {
    expect(logLoss([1], [[0, 1]])).toBe(-Math.log(1 - 2 ** -52));
  });

  it("of a sure right answer is a plain 0 without clipping", () => {
    expect(logLoss([1], [[0, 1]], { clip: 0 })).toBe(0);
    expect(logLoss([1], [[0, 1 + 2 ** -20]], { clip: 0 })).toBe(0);
  });

  it.each([-1, 0.5, Number.NaN, "0"])("refuses to clip at %s", (clip) => {
    expect(messageOf(() => logLoss([0], [[0, 1]], { clip: wrong(clip) }))).toContain(
      "logLoss needs clip to be a number from 0 to below 0.5, got",
    );
  });
});

describe("crossEntropy", () => {
  it("keeps what softmax loses: 1000 log-odds behind cost 1000 nats", () => {
    expect(crossEntropy([0], [[0, 1000]])).toBe(1000);
    expect(crossEntropy([1], [[0, 40]])).toBe(Math.log1p(Math.exp(-40)));
    expect(crossEntropy([0], [[7]])).toBe(0);
  });

  it("refuses infinities and NaN with their place", () => {
    const infinite = Number.NEGATIVE_INFINITY;
    expect(
      messageOf(() =>
        crossEntropy(
          [0, 0],
          [
            [1, 2],
            [1, infinite],
          ],
        ),
      ),
    ).toBe("crossEntropy needs finite logits: row 1, column 1 is -Infinity");
    expect(messageOf(() => crossEntropy([0], [[1, Number.NaN]]))).toBe(
      "crossEntropy needs logits without NaN: row 0, column 1 is NaN",
    );
  });
});

describe("brierScore", () => {
  it("refuses another scale", () => {
    expect(messageOf(() => brierScore([0], [[0, 1]], { scale_by_half: wrong("yes") }))).toBe(
      'brierScore needs scale_by_half to be true, false or "auto", got the string "yes"',
    );
  });
});

describe("confusionMatrix", () => {
  it("leaves rows and columns without texts at 0", () => {
    expect(confusionMatrix([0, 0], [1, 1], 2, { normalize: "true" })).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(confusionMatrix([0, 0], [1, 1], 2, { normalize: "pred" })).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(confusionMatrix([0, 0], [1, 0], 2, { normalize: "all" })).toEqual([
      [0.5, 0.5],
      [0, 0],
    ]);
  });

  it.each(["rows", "toString", null])("refuses to normalize by %s", (normalize) => {
    expect(
      messageOf(() => confusionMatrix([0], [0], 1, { normalize: wrong(normalize) })),
    ).toContain('confusionMatrix needs normalize to be "true", "pred" or "all", got');
  });
});

describe("topKAccuracy", () => {
  it.each([0, 3, 1.5, Number.NaN, "1", undefined])("refuses %s guesses", (k) => {
    expect(messageOf(() => topKAccuracy([0], [[1, 2]], wrong(k)))).toContain(
      "topKAccuracy needs k to be a whole number from 1 to 2 (the number of classes), got",
    );
  });

  it("breaks ties like scikit-learn, which takes the earlier of two and the later of three", () => {
    const found = (label: number, scores: number[]) =>
      topKAccuracy([label], [scores], 1, { ties: "scikit-learn" });
    expect([0, 1].map((label) => found(label, [0.5, 0.5]))).toEqual([1, 0]);
    expect([0, 1, 2].map((label) => found(label, [0.25, 0.25, 0.25]))).toEqual([0, 0, 1]);
  });

  it("takes infinite logits, and refuses NaN and an unknown rule for ties", () => {
    const certain = [[Number.NEGATIVE_INFINITY, 0, Number.POSITIVE_INFINITY]];
    expect([0, 1, 2].map((label) => topKAccuracy([label], certain, 2))).toEqual([0, 1, 1]);
    expect(messageOf(() => topKAccuracy([0], [[Number.NaN, 0]], 1))).toBe(
      "topKAccuracy needs scores without NaN: row 0, column 0 is NaN",
    );
    expect(messageOf(() => topKAccuracy([0], [[1, 0]], 1, { ties: wrong("last") }))).toBe(
      'topKAccuracy needs ties to be "first" or "scikit-learn", got the string "last"',
    );
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
      "needs 1 (has the label) or 0 (has it not): predicted_ids, row 0, column 0 is 0.9; of probabilities take aboveThreshold(probabilities) first",
    ],
    [
      "class indices",
      [1, 0],
      [1, 0],
      "needs a batch [n, k] of zeros and ones in label_ids, one row a text, got one row of 2: write [row]",
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

describe("aboveThreshold", () => {
  it("asks for more than the threshold, as interpret does, or for as much", () => {
    const scores = { data: Float32Array.of(0.5, 0.75, 0.25, 0.5), dims: [2, 2] };
    expect(aboveThreshold(scores)).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(aboveThreshold(scores, 0.5, { or_equal: true })).toEqual([
      [1, 1],
      [0, 1],
    ]);
    expect(aboveThreshold(scores, 0.2)).toEqual([
      [1, 1],
      [1, 1],
    ]);
  });

  it.each([Number.NaN, "0.5", null])("refuses %s as threshold", (threshold) => {
    expect(messageOf(() => aboveThreshold([[0.5]], wrong(threshold)))).toContain(
      "aboveThreshold needs a number as threshold, got",
    );
  });
});

describe("wilsonInterval", () => {
  it.each([
    [0, 0],
    [1, 2.5],
    [1, -1],
    [0, Number.NaN],
  ])("refuses %s of %s texts", (successes, n) => {
    expect(messageOf(() => wilsonInterval(successes, n))).toBe(
      `wilsonInterval needs at least one text, so a whole number from 1 on as n, got ${n}`,
    );
  });

  it.each([-1, 4, 0.75, Number.NaN])("refuses %s right of 3", (successes) => {
    expect(messageOf(() => wilsonInterval(successes, 3))).toBe(
      `wilsonInterval needs a whole number from 0 to 3 as successes, got ${successes}`,
    );
  });
});
