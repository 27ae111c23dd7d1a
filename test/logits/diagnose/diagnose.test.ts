import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import type { DiagnoseContext } from "../../../src/logits/diagnose/Held.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { first, ids, logits, multi, names, three, trained } from "./outputs.js";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;

describe("diagnose calls by their name", () => {
  it.each<[title: string, output: unknown, context: DiagnoseContext | undefined]>([
    ["logits", logits, names],
    ["one row", [2, -1], undefined],
    ["numbers between 0 and 1 that nothing is known of", [[0.2, 0.3]], undefined],
    ["probabilities", softmax(logits), names],
    ["a softmax of probabilities", softmax(softmax(logits)), undefined],
    ["sigmoids", sigmoid(three), multi],
    ["multi-label scores that sum to one", softmax(three), multi],
    ["log-probabilities", logSoftmax(three), undefined],
    [
      "a one-logit head's score as transformers.js gives it",
      [{ label: "SCORE", score: 1 }],
      undefined,
    ],
    [
      "placeholder labels in a pipeline's output",
      [
        [
          { label: "LABEL_1", score: 0.9 },
          { label: "LABEL_0", score: 0.1 },
        ],
      ],
      undefined,
    ],
    ["a tuple of arrays", [logits, [[[1, 2, 3]], [[1, 2, 3]]]], names],
    [
      "a Trainer's output with another model's labels",
      { predictions: three, label_ids: [1, 1, 0] },
      names,
    ],
    [
      "a transposed batch",
      [
        [1, 2, 3],
        [-3, 4, 5],
      ],
      { ...names, label_ids: [1, 0, 1] },
    ],
    ["argmax over the texts", three.slice(0, 2), { predicted_index: [1, 0, 0] }],
    [
      "NaN and an infinity",
      [
        [1, 2],
        [nan, inf],
      ],
      undefined,
    ],
    [
      "the same row for every text",
      [
        [1, 2],
        [1, 2],
        [1, 2],
      ],
      undefined,
    ],
    ["nothing that can be read", null, undefined],
    [
      "labels in another order",
      { predictions: trained(40, 3), label_ids: trained(40, 3).map((_, row) => (row + 1) % 3) },
      undefined,
    ],
    ["an untrained head", trained(40, 2).map((row) => row.map((z) => z / 20)), undefined],
  ])("%s", (_title, output, context) => {
    expect(String(diagnose(output, context))).toMatchSnapshot();
  });
});

describe("diagnose gives each finding", () => {
  it("with id, severity, certainty, message, evidence, what next and a topic", () => {
    expect(first([[1, nan]])).toEqual({
      id: "non-finite",
      severity: "error",
      certainty: "certain",
      message: "1 NaN and 0 infinite among 2 numbers, the first at row 0, column 1",
      evidence: { nan: 1, infinite: 0, row: 0, column: 1 },
      next: expect.stringContaining("learning rate"),
      may_conclude: [],
      may_not_conclude: ["anything about the texts"],
      topic: "overflow",
    });
  });

  it("errors first", () => {
    const output = [[{ label: "LABEL_0", score: nan }], [{ label: "LABEL_0", score: 1 }]];
    expect(diagnose(output).findings.map((finding) => finding.severity)).toEqual([
      "error",
      "warning",
    ]);
  });

  it("without a context as with null", () => {
    expect(diagnose([[2, -1]], null as never)).toEqual(diagnose([[2, -1]]));
  });
});

describe("diagnose finds a one-logit head scored 1.0", () => {
  it("surely when the config has one label or three texts agree", () => {
    expect(first([[1]], { num_labels: 1 })).toMatchObject({
      id: "one-logit-scored-one",
      certainty: "certain",
      evidence: { rows: 1, columns: 1, score: 1 },
    });
    expect(first([[1]]).certainty).toBe("likely");
    expect(first([[1], [1], [1]])).toMatchObject({
      id: "one-logit-scored-one",
      certainty: "certain",
    });
    expect(first([1]).certainty).toBe("likely");
    expect(first([1], { id2label: ["SCORE"] }).certainty).toBe("certain");
  });

  it("not in other numbers", () => {
    expect(ids([[1], [0.999]])).toEqual([]);
    expect(ids([[1, 1]])).toEqual(["softmax-over-wrong-axis"]);
  });
});

describe("diagnose finds wrong shapes:", () => {
  const wide = [
    [1, 2, 3],
    [-3, 4, 5],
  ];

  it("a transposed batch by its labels, its texts or its sums", () => {
    expect(first(wide, names)).toMatchObject({ id: "transposed-batch", certainty: "likely" });
    expect(first(wide, names).evidence).toEqual({ rows: 2, columns: 3, labels: 2 });
    expect(first(wide, { label_ids: [0, 1, 1] })).toMatchObject({
      id: "transposed-batch",
      certainty: "likely",
      evidence: { rows: 2, columns: 3, texts: 3 },
    });
    const both = { ...names, label_ids: [0, 1, 1] };
    expect(first(wide, both)).toMatchObject({ id: "transposed-batch", certainty: "certain" });
    expect(first(wide, { num_labels: 2 }).id).toBe("transposed-batch");
    const sums = [
      [0.2, 0.9, 0.5],
      [0.8, 0.1, 0.5],
    ];
    expect(first(sums)).toMatchObject({ id: "transposed-batch", certainty: "possible" });
    expect(ids(sums)).toEqual(["transposed-batch"]);
  });

  it("not where the shape fits, is square, or is one row", () => {
    expect(ids(wide, { num_labels: 3 })).toEqual([]);
    expect(ids(wide, { num_labels: 2, label_ids: [0, 1] })).toEqual(["label-count-mismatch"]);
    expect(
      ids(
        [
          [1, 2],
          [-3, 4],
        ],
        { label_ids: [0, 1] },
      ),
    ).toEqual([]);
    expect(ids([[1, 2, -3]], { num_labels: 2 })).toEqual(["label-count-mismatch"]);
    // A flat list of a single-output head has one number for each text.
    expect(ids([1, 2, -3], { num_labels: 1 })).toEqual([]);
    expect(ids([[0.5], [0.5]])).toEqual(["all-rows-equal"]);
  });

  it("argmax over the texts, or over everything", () => {
    const rows = [
      [1, 2, 3],
      [-3, 4, 5],
      [0, 1, 0],
      [7, 0, 0],
    ];
    expect(first(rows, { predicted_index: [3, 1, 1] })).toMatchObject({
      id: "argmax-over-wrong-axis",
      severity: "error",
      certainty: "certain",
      evidence: { given: [3, 1, 1], expected: [2, 2, 1, 0] },
    });
    expect(first(rows, { predicted_index: 9 })).toMatchObject({
      id: "argmax-over-wrong-axis",
      message:
        "this index, 9, is the place of the largest of all 12 numbers, not a class of a text",
    });
    expect(ids(rows, { predicted_index: [2, 2, 1, 0] })).toEqual([]);
    expect(ids(rows, { predicted_index: [0, 0, 0, 0] })).toEqual(["predicted-disagree"]);
    expect(ids(rows, { predicted_index: null })).toEqual([]);
    expect(ids({ predictions: rows, predicted_index: [3, 1, 1] })).toEqual([
      "argmax-over-wrong-axis",
    ]);
    expect(ids({ logits: rows, predicted_index: 9 })).toEqual(["argmax-over-wrong-axis"]);
  });
});

describe("diagnose concludes", () => {
  it("nothing while there are errors", () => {
    const diagnosis = diagnose([
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(diagnosis.may_conclude).toEqual([]);
    expect(diagnosis.may_not_conclude[0]).toBe("any decision, until the errors above are fixed");
  });

  it("logits from numbers outside 0 to 1, certainly where the config rules out a regression", () => {
    expect(diagnose([[0.5, 1.5]])).toMatchObject({ kind: "logits", certainty: "likely" });
    expect(diagnose([[0.5, -0.5]], names).certainty).toBe("certain");
    expect(
      diagnose([
        [0.4, 0.1],
        [0.2, 0.3],
      ]),
    ).toMatchObject({ kind: "unknown", certainty: "possible" });
  });
});

describe("diagnose says in numbers", () => {
  it("that numbers between 0 and 1 may be logits all the same", () => {
    expect(
      diagnose([
        [0.412, 0.137],
        [0.2, 0.3],
      ]).because,
    ).toBe(
      "the 4 numbers of [2, 2] lie between 0 and 1 (0.137 to 0.412), where sigmoids lie and so may a few logits: nothing shows which they are",
    );
  });

  it("a lone score of 1, an error when it is sure", () => {
    expect(first([[1]]).severity).toBe("error");
    expect(first([1], { num_labels: 1 }).severity).toBe("error");
  });
});
