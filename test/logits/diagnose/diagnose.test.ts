import { describe, expect, it } from "vitest";
import { diagnose } from "../../../src/logits/diagnose/diagnose.js";
import type { DiagnoseContext } from "../../../src/logits/diagnose/Held.js";
import { logSoftmax } from "../../../src/logits/logSoftmax.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";

const { NaN: nan, POSITIVE_INFINITY: inf } = Number;
const logits = [
  [-4.2, 4.5],
  [1, 2],
  [3, -3],
];
const three = [
  [-4.2, 4.5, 1],
  [1, 2, 0],
  [3, -3, 2],
];
const multi = { problem_type: "multi_label_classification" };
const names = { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } };

const ids = (output: unknown, context?: DiagnoseContext) =>
  diagnose(output, context).findings.map((finding) => finding.id);
/** What is found first, and the rest of it. */
const first = (output: unknown, context?: DiagnoseContext) => diagnose(output, context).findings[0];

/** Logits of `rows` texts that a plain rule makes: large where the class is the row's. */
const trained = (rows: number, classes: number) =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: classes }, (_, column) =>
      column === row % classes ? 3 + (row % 5) / 10 : -2 - ((row + column) % 7) / 10,
    ),
  );

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

  it("and prints, in a cell too", () => {
    const diagnosis = diagnose([[2, -1]]);
    const print = diagnosis[Symbol.for("nodejs.util.inspect.custom") as never] as () => string;
    expect(print.call(diagnosis)).toBe(diagnosis.toString());
    expect(JSON.parse(JSON.stringify(diagnosis)).kind).toBe("logits");
  });

  it("without a context as with null", () => {
    expect(diagnose([[2, -1]], null as never)).toEqual(diagnose([[2, -1]]));
  });
});

describe("diagnose finds numbers that are no logits any more:", () => {
  it("probabilities, rounded ones too", () => {
    expect(
      ids([
        [0.33, 0.67],
        [0.1, 0.9],
      ]),
    ).toContain("already-probabilities");
    expect(
      ids([
        [0.333, 0.333, 0.333],
        [1, 0, 0],
      ]),
    ).toContain("already-probabilities");
    expect(ids([[0.33, 0.66]])).not.toContain("already-probabilities");
    expect(ids([[-0.1, 1.1]])).toEqual([]);
    expect(first([[0, 1]]).evidence).toEqual({ rows: 1, largest_sum_error: 0, smallest: 0 });
  });

  it("surely in three rows, likely in one or two", () => {
    expect(first([[0, 1]]).certainty).toBe("likely");
    expect(
      first([
        [0, 1],
        [0.9, 0.1],
      ]).certainty,
    ).toBe("likely");
    expect(
      first([
        [0, 1],
        [0.9, 0.1],
        [0.1, 0.9],
      ]).certainty,
    ).toBe("certain");
  });

  it("softmax taken twice, by the ceiling that it can't pass", () => {
    const finding = first(softmax(softmax(trained(6, 3))));
    expect(finding).toMatchObject({
      id: "softmaxed-twice",
      severity: "error",
      certainty: "likely",
    });
    expect(finding.evidence.ceiling).toBeCloseTo(Math.E / (Math.E + 2), 14);
    expect(finding.evidence.largest_before).toBeCloseTo(
      Math.max(...softmax(trained(6, 3)).flat()),
      10,
    );
    expect(finding.evidence.rows).toBe(6);
    expect(finding.evidence.largest).toBeCloseTo(0.57, 2);
  });

  it("which a model that is merely unsure looks like, so that a few rows only make it possible", () => {
    const unsure = [
      [0.55, 0.45],
      [0.48, 0.52],
    ];
    const finding = diagnose(unsure).findings.find((one) => one.id === "softmaxed-twice");
    expect(finding).toMatchObject({ severity: "warning", certainty: "possible" });
    const many = Array.from({ length: 20 }, (_, row) => [0.45 + row / 200, 0.55 - row / 200]);
    expect(first(many)).toMatchObject({ id: "softmaxed-twice", certainty: "likely" });
    expect(first(many.slice(1))).toMatchObject({
      certainty: "certain",
      id: "already-probabilities",
    });
    expect(
      ids([
        [0.55, 0.45],
        [0.2, 0.8],
      ]),
    ).not.toContain("softmaxed-twice");
  });

  it("sigmoids, only possibly unless the config says several labels", () => {
    expect(first(sigmoid(three))).toMatchObject({
      id: "already-independent-probabilities",
      certainty: "possible",
    });
    const many = sigmoid(trained(8, 3));
    expect(first(many, multi)).toMatchObject({ certainty: "likely" });
    expect(first(many).certainty).toBe("possible");
    expect(first(many.slice(0, 6), multi).certainty).toBe("possible");
    expect(first(sigmoid([[2, -1, -3]])).evidence).toEqual({
      numbers: 3,
      smallest_sum: expect.closeTo(1.1972, 4),
      largest_sum: expect.closeTo(1.1972, 4),
    });
  });

  it("but not whole zeros and ones, which are somebody's labels", () => {
    expect(
      ids(
        [
          [0, 1, 1],
          [1, 0, 0],
          [0, 0, 0],
        ],
        multi,
      ),
    ).toEqual([]);
  });

  it("multi-label scores made to sum to one", () => {
    expect(first(softmax(three), multi)).toMatchObject({
      id: "multi-label-normalised",
      severity: "error",
      certainty: "certain",
      evidence: { rows: 3, largest_sum_error: expect.closeTo(0, 12) },
    });
    expect(ids(softmax(three), multi)).toEqual(["multi-label-normalised"]);
    expect(first(softmax(three.slice(0, 2)), multi).certainty).toBe("likely");
  });

  it("log-probabilities, a note because softmax still holds", () => {
    const finding = first(logSoftmax(three));
    expect(finding).toMatchObject({
      id: "log-probabilities",
      severity: "note",
      certainty: "certain",
    });
    expect(diagnose(logSoftmax(three)).may_conclude.length).toBeGreaterThan(0);
    expect(
      ids([
        [-1, -2],
        [-3, -1],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [0, -800],
        [0.1, -800],
      ]),
    ).toEqual([]);
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
    expect(ids([[1, 1]])).toEqual([]);
  });
});

describe("diagnose compares with the labels:", () => {
  it("placeholders, all or some", () => {
    expect(first(logits, { id2label: ["LABEL_0", "LABEL_1"] })).toMatchObject({
      id: "placeholder-labels",
      severity: "warning",
      evidence: { placeholders: 2, labels: 2 },
    });
    expect(first(logits, { id2label: ["LABEL_0", "POSITIVE"] }).evidence).toEqual({
      placeholders: 1,
      labels: 2,
    });
    expect(ids(logits, { id2label: ["MY_LABEL_0", "LABEL_1x"] })).toEqual([]);
    expect(diagnose(logits, { id2label: ["LABEL_0", "LABEL_1"] }).may_not_conclude).toContain(
      "what a class means",
    );
  });

  it("another number of them", () => {
    expect(first(three, names)).toMatchObject({
      id: "label-count-mismatch",
      severity: "error",
      certainty: "certain",
      evidence: { labels: 2, columns: 3 },
    });
    expect(ids(three, { num_labels: 4 })).toEqual(["label-count-mismatch"]);
    expect(ids(three, { num_labels: 3 })).toEqual([]);
    // The map counts, where both are said.
    expect(ids(three, { num_labels: 3, ...names })).toEqual(["label-count-mismatch"]);
  });

  it("another order, by label_ids that agree once the classes are renamed", () => {
    const rows = trained(30, 2);
    const swapped = rows.map((_, row) => 1 - (row % 2));
    expect(first(rows, { label_ids: swapped })).toMatchObject({
      id: "label-order",
      severity: "error",
      certainty: "likely",
      evidence: { rows: 30, accuracy: 0, accuracy_reordered: 1, order: [1, 0] },
    });
    expect(ids(rows, { label_ids: swapped.map((label) => 1 - label) })).toEqual([]);
    expect(ids(rows, { label_ids: swapped.slice(1) })).toEqual([]);
  });

  it("of which a few texts are no proof", () => {
    expect(ids(trained(3, 2), { label_ids: [1, 0, 1] })).toEqual([]);
    expect(first(trained(10, 2), { label_ids: [1, 0, 1, 0, 1, 0, 1, 0, 1, 0] })).toMatchObject({
      severity: "warning",
      certainty: "possible",
    });
  });

  it("not when the predictions are merely bad", () => {
    const rows = trained(40, 2);
    const coin = rows.map((_, row) => (row >> 1) % 2);
    expect(ids(rows, { label_ids: coin })).toEqual([]);
  });

  it("ignores true labels that are no class index", () => {
    const rows = trained(30, 2);
    expect(ids(rows, { label_ids: rows.map(() => -100) })).toEqual([]);
    expect(ids(rows, { label_ids: rows.map(() => 7) })).toEqual([]);
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
      certainty: "certain",
      evidence: { rows: 2, columns: 3, texts: 3 },
    });
    expect(first(wide, { num_labels: 2 }).id).toBe("transposed-batch");
    const sums = [
      [0.2, 0.9, 0.5],
      [0.8, 0.1, 0.5],
    ];
    expect(first(sums)).toMatchObject({ id: "transposed-batch", certainty: "certain" });
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
    expect(ids([1, 2, -3], { num_labels: 1 })).toEqual(["label-count-mismatch"]);
    expect(ids([[0.5], [0.5]])).toEqual(["all-rows-equal"]);
  });

  it("a tuple of arrays, and goes on with its logits", () => {
    const hidden = [[[1, 2]], [[3, 4]], [[5, 6]]];
    expect(first([logits, hidden], names)).toMatchObject({
      id: "tuple-of-arrays",
      certainty: "certain",
      message: "this is a tuple of 2 arrays with shapes [3, 2], [3, 1, 2], not one array of logits",
      evidence: { arrays: 2, ranks: [2, 3] },
      next: "take the logits out of it: predictions[0]",
    });
    expect(first([hidden, logits], names).next).toBe("take the logits out of it: predictions[1]");
    expect(first([three, logits], names).next).toBe("take the logits out of it: predictions[1]");
    expect(first([three, logits], { num_labels: 2 }).next).toContain("[1]");
    expect(first([three, logits]).next).toContain("[0]");
    expect(diagnose([logits, hidden], names).kind).toBe("logits");
    expect(ids({ predictions: [logits, hidden], label_ids: [1, 1, 0] }, names)).toEqual([
      "tuple-of-arrays",
    ]);
  });

  it("a tuple of tensors", () => {
    const tensor = { data: Float32Array.of(1, -2), dims: [1, 2] };
    expect(ids([tensor, tensor])).toEqual(["tuple-of-arrays"]);
    expect(first([hidden3, tensor]).next).toContain("[1]");
  });
  const hidden3 = { data: Float32Array.of(1, 2), dims: [1, 1, 2] };

  it("a tuple without any logits", () => {
    expect(ids([hidden3])).toEqual(["tuple-of-arrays", "unreadable"]);
    expect(first([hidden3]).next).toContain("[0]");
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
    expect(ids(rows, { predicted_index: [0, 0, 0, 0] })).toEqual([]);
    expect(ids(rows, { predicted_index: null })).toEqual([]);
    expect(ids({ predictions: rows, predicted_index: [3, 1, 1] })).toEqual([
      "argmax-over-wrong-axis",
    ]);
    expect(ids({ logits: rows, predicted_index: 9 })).toEqual(["argmax-over-wrong-axis"]);
  });
});

describe("diagnose looks at the numbers:", () => {
  it("NaN and infinities, counted, and nothing else said of them", () => {
    expect(
      first([
        [1, 2],
        [3, inf],
        [nan, nan],
      ]).evidence,
    ).toEqual({
      nan: 2,
      infinite: 1,
      row: 1,
      column: 1,
    });
    expect(
      ids([
        [inf, 1],
        [inf, 1],
        [inf, 1],
      ]),
    ).toEqual(["non-finite"]);
    expect(diagnose([[1, nan]]).kind).toBe("unknown");
  });

  it("rows that are all equal, to single precision", () => {
    expect(
      first([
        [1, 2],
        [1, 2],
        [1, 2.000001],
      ]),
    ).toMatchObject({
      id: "all-rows-equal",
      severity: "error",
      evidence: { rows: 3, largest_difference: expect.closeTo(1e-6, 12) },
    });
    expect(
      first([
        [1, 2],
        [1, 2],
      ]).severity,
    ).toBe("warning");
    expect(
      ids([
        [1, 2],
        [1, 2],
        [1, 2.00001],
      ]),
    ).toEqual([]);
    expect(ids([[1, 2]])).toEqual([]);
    expect(
      ids([
        [0, 0],
        [0, 0],
        [0, 0],
      ])[0],
    ).toBe("all-rows-equal");
  });

  it("a head that was never trained, from eight rows on", () => {
    const small = trained(40, 2).map((row) => row.map((z) => z / 20));
    expect(first(small)).toMatchObject({
      id: "untrained-head",
      severity: "warning",
      certainty: "likely",
    });
    expect(first(small).evidence).toEqual({
      rows: 40,
      largest_logit: expect.closeTo(0.17, 10),
      largest_gap: expect.closeTo(0.295, 10),
    });
    expect(first(small.slice(0, 8)).certainty).toBe("possible");
    expect(ids(small.slice(0, 7))).toEqual([]);
    expect(first(trained(40, 2).map((row) => row.map((z) => z / 15))).certainty).toBe("possible");
    expect(ids(trained(40, 2).map((row) => row.map((z) => z / 11)))).toEqual([]);
    expect(ids(trained(40, 2).map((row) => row.map((z) => z / 20 + 1)))).toEqual([]);
    expect(ids(trained(40, 1).map((row) => row.map((z) => z / 20 - 1)))).toEqual([]);
  });

  it.skipIf(process.env.LAW_RUNS)("a million of them", () => {
    const data = Float32Array.from({ length: 1_000_000 }, (_, i) => ((i * 7919) % 1000) / 100 - 5);
    expect(diagnose({ data, dims: [500_000, 2] }).kind).toBe("logits");
  });
});

describe("diagnose reads what a pipeline returned:", () => {
  const scored = (label: string, score: number) => ({ label, score });

  it("one text's best label, its ranking, several texts, one list a text", () => {
    expect(diagnose(scored("SCORE", 1)).kind).toBe("probabilities");
    expect(ids([scored("a", 0.9), scored("b", 0.1)])).toEqual(["already-probabilities"]);
    expect(ids([scored("a", 1), scored("a", 1), scored("a", 1)])).toEqual(["one-logit-scored-one"]);
    expect(
      ids([
        [scored("a", 0.9), scored("b", 0.1)],
        [scored("b", 0.8), scored("a", 0.2)],
      ]),
    ).toEqual(["already-probabilities"]);
  });

  it("the best labels of several texts need not be all labels", () => {
    const context = { id2label: ["a", "b"] };
    const best = [[scored("a", 0.9)], [scored("b", 0.8)]];
    expect(ids(best, context)).toEqual([]);
    expect(ids(best)).toEqual([]);
    expect(ids([scored("a", 1)], context)).toEqual([]);
    expect(ids([[scored("a", 1)], [scored("b", 1)]])).not.toContain("one-logit-scored-one");
    expect(ids([[scored("a", 0.5), scored("b", 0.3), scored("c", 0.2)]], context)).toContain(
      "label-count-mismatch",
    );
    expect(ids([[scored("LABEL_1", 0.9)], [scored("LABEL_0", 0.8)]])).toEqual([
      "placeholder-labels",
    ]);
  });

  it("of which a lone score of 1 says less than a lone number", () => {
    expect(first([scored("a", 1)])).toMatchObject({
      id: "one-logit-scored-one",
      severity: "warning",
      certainty: "possible",
    });
    expect(first([scored("a", 1)], { num_labels: 1 }).certainty).toBe("certain");
    expect(first([scored("a", 1), scored("a", 1), scored("a", 1)]).certainty).toBe("likely");
  });

  it("ranked as it is, text by text, and put back in the order of the classes", () => {
    const context = { id2label: ["a", "b"], label_ids: [0, 1, 0] };
    const ranked = [
      [scored("a", 0.9), scored("b", 0.1)],
      [scored("b", 0.9), scored("a", 0.1)],
      [scored("a", 0.9), scored("b", 0.1)],
    ];
    expect(ids(ranked, context)).toEqual(["already-probabilities"]);
    expect(ids(ranked)).toEqual(["already-probabilities"]);
    expect(ids(ranked, { ...context, predicted_index: [0, 1, 0] })).toEqual([
      "already-probabilities",
    ]);
    const same = ranked.map(() => ranked[1]);
    expect(ids(same, context)).toContain("all-rows-equal");
  });

  it("whose best few say nothing of sums or equal rows", () => {
    const few = [
      [scored("a", 0.5), scored("b", 0.3)],
      [scored("c", 0.5), scored("a", 0.3)],
      [scored("b", 0.5), scored("c", 0.3)],
    ];
    expect(ids(few)).toEqual([]);
    expect(diagnose(few)).toMatchObject({ kind: "probabilities", certainty: "likely" });
    expect(diagnose(few).because).toBe(
      "a pipeline gave these 6 scores, and all lie between 0 and 1",
    );
    expect(diagnose([[scored("a", 3)], [scored("b", 2)]]).kind).toBe("logits");
  });

  it("another number of scores for each text is not readable", () => {
    const finding = first([[scored("a", 0.9)], [scored("b", 0.8), scored("a", 0.2)]]);
    expect(finding.id).toBe("unreadable");
    expect(finding.message).toContain("row 0 has 1, row 1 has 2");
  });

  it("empty lists are not readable", () => {
    expect(ids([])).toEqual(["unreadable"]);
    expect(ids([[]])).toEqual(["unreadable"]);
  });
});

describe("diagnose takes the numbers out of", () => {
  it("a model's output, a Trainer's, a tensor", () => {
    expect(diagnose({ logits }).kind).toBe("logits");
    expect(diagnose({ predictions: logits, label_ids: null, metrics: {} }).kind).toBe("logits");
    expect(diagnose({ data: Float32Array.of(1, -2), dims: [1, 2] }).kind).toBe("logits");
  });

  it("the label_ids beside them rather than those of the context", () => {
    const rows = trained(30, 2);
    const right = rows.map((_, row) => row % 2);
    const swapped = right.map((label) => 1 - label);
    expect(ids({ predictions: rows, label_ids: swapped }, { label_ids: right })).toEqual([
      "label-order",
    ]);
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
    expect(diagnosis.may_not_conclude[0]).toBe("any decision, until the errors above are mended");
  });

  it("logits certainly from numbers outside 0 to 1, else only possibly", () => {
    expect(diagnose([[0.5, 1.5]])).toMatchObject({ kind: "logits", certainty: "certain" });
    expect(diagnose([[0.5, -0.5]]).certainty).toBe("certain");
    expect(
      diagnose([
        [1, 0],
        [1, 1],
      ]),
    ).toMatchObject({ kind: "logits", certainty: "possible" });
  });
});

describe("diagnose is not misled by", () => {
  const hidden = [
    [[1], [2]],
    [[3], [4]],
    [[5], [6]],
  ];

  it("one row among others of another kind", () => {
    expect(
      ids([
        [0.5, 0.5],
        [3, -2],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [-Math.LN2, -Math.LN2],
        [2, -3],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [-Math.LN2, -Math.LN2],
        [-3, -4],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [-Math.LN2, 0.1],
        [-3, -4],
      ]),
    ).toEqual([]);
    expect(
      first([
        [0, 0.5],
        [1, 0.9],
      ]).id,
    ).toBe("already-independent-probabilities");
    expect(ids([logits[0], [1, 2]])).toEqual([]);
  });

  it("columns of numbers that sum to one but are no probabilities", () => {
    expect(
      ids([
        [-0.5, 2, 0.5],
        [1.5, -1, 0.5],
      ]),
    ).toEqual([]);
    expect(
      ids([
        [0.2, 5, 0.5],
        [0.8, 5, 0.5],
      ]),
    ).toEqual([]);
    expect(
      first([
        [0, 1, 0.5],
        [1, 0, 0.5],
      ]).message,
    ).toBe(
      "the shape is [2, 3], but the columns sum to 1 and the rows do not: rows and columns are swapped",
    );
  });

  it("a shape that fits its labels, whatever the number of true labels", () => {
    expect(
      ids(
        [
          [1, 2, 3],
          [-3, 4, 5],
        ],
        { num_labels: 3, label_ids: [0, 1, 1] },
      ),
    ).toEqual([]);
    expect(
      first(
        [
          [1, 2, 3],
          [-3, 4, 5],
        ],
        { label_ids: [0, 1, 1] },
      ).message,
    ).toContain("but there are true labels for 3 texts: rows");
  });

  it("no indices, right ones, and others that are nothing known", () => {
    expect(
      ids(
        [
          [9, -1],
          [1, 2],
        ],
        { predicted_index: null },
      ),
    ).toEqual([]);
    expect(
      ids(
        [
          [3, -1],
          [-1, 3],
        ],
        { predicted_index: [0, 1] },
      ),
    ).toEqual([]);
    const rows = [
      [1, 2, 3],
      [-3, 4, 5],
      [0, 1, 0],
      [7, 0, 0],
    ];
    expect(ids(rows, { predicted_index: [3, 1] })).toEqual([]);
    expect(ids(rows, { predicted_index: [0, 0, 0] })).toEqual([]);
    expect(ids(rows, { predicted_index: [3, 1, 1, 0] })).toEqual([]);
    const many = Array.from({ length: 12 }, (_, row) => [row, -row, 1]);
    expect(first(many, { predicted_index: [11, 0, 0] }).evidence.expected).toHaveLength(10);
  });

  it("what stands beside the logits in a tuple", () => {
    expect(ids([hidden, logits], names)).toEqual(["tuple-of-arrays"]);
    expect(first([hidden, logits], names).next).toContain("[1]");
    expect(ids([logits, [0.1, 0.2, 0.3]], names)).toEqual(["tuple-of-arrays"]);
    expect(first([logits, null, "x", { dims: 3 }, []], names).message).toContain(
      "shapes [3, 2], [], [], [], [0], not",
    );
  });

  it("small numbers that something else explains", () => {
    const small = trained(40, 2).map((row) => row.map((z) => z / 20));
    expect(ids(small.map(() => small[0]))).toEqual(["all-rows-equal"]);
    expect(ids(softmax(small))).not.toContain("untrained-head");
    const wide = trained(8, 20).map((row) => row.map((z) => z / 20));
    const label_ids = Array.from({ length: 20 }, (_, text) => text % 8);
    expect(ids(wide, { label_ids })).toEqual(["transposed-batch"]);
    expect(ids(wide)).toEqual(["untrained-head"]);
  });

  it("things that are not what they look like", () => {
    expect(ids([{ label: "a", score: 1 }, 5])).toEqual(["unreadable"]);
    expect(ids([[{ label: "a", score: 1 }], [5]])).toEqual(["unreadable"]);
    expect(ids([[{ label: "a", score: 1 }], 5])).toEqual(["unreadable"]);
    expect(ids([[{ label: "a", score: 1 }, 5]])).toEqual(["unreadable"]);
    expect(ids([{ label: "a" }])).toEqual(["unreadable"]);
    expect(ids("0.3")).toEqual(["unreadable"]);
    expect(ids({ logits, predicted_index: "x" })).toEqual([]);
  });

  it("an error of somebody else's, which it passes on", () => {
    const broken = {
      get data() {
        throw new TypeError("gone");
      },
      dims: [1, 2],
    };
    expect(() => diagnose(broken)).toThrow(new TypeError("gone"));
  });
});

describe("diagnose pairs labels", () => {
  it("one to one, where two classes look alike", () => {
    // Classes 0 and 1 are both called 2 in the data, class 2 is called 0.
    const rows = trained(30, 3);
    const label_ids = rows.map((_, row) => [2, row % 2 ? 2 : 1, 0][row % 3]);
    expect(first(rows, { label_ids }).evidence.order).toEqual([2, 1, 0]);
  });

  it("possibly only, when many disagree all the same", () => {
    const rows = trained(40, 2);
    const label_ids = rows.map((_, row) => (row % 10 < 7 ? 1 - (row % 2) : row % 2));
    expect(first(rows, { label_ids })).toMatchObject({
      id: "label-order",
      severity: "warning",
      certainty: "possible",
    });
  });

  it("not for a single column", () => {
    expect(ids([[2], [3], [-1]], { label_ids: [1, 1, 0], num_labels: 1 })).toEqual([]);
  });

  it("whose placeholders count beyond ten", () => {
    const id2label = ["a", "b", "LABEL_10"];
    expect(first(three, { id2label }).evidence).toEqual({ placeholders: 1, labels: 3 });
  });
});

describe("diagnose says in numbers", () => {
  it("how many are not finite", () => {
    expect(
      first([
        [1, 2, 3],
        [4, 5, nan],
      ]).evidence,
    ).toMatchObject({ nan: 1, infinite: 0 });
    expect(
      first([
        [1, 2, 3],
        [4, 5, -inf],
      ]).evidence,
    ).toMatchObject({ nan: 0, infinite: 1 });
  });

  it("how nearly log-probabilities sum to one", () => {
    expect(first(logSoftmax(three)).evidence).toEqual({
      rows: 3,
      largest_sum_error: expect.closeTo(0, 12),
    });
  });

  it("that numbers between 0 and 1 may be logits all the same", () => {
    expect(
      diagnose([
        [1, 0],
        [1, 1],
      ]).because,
    ).toBe(
      "the 4 numbers of [2, 2] lie between 0 and 1, but nothing shows that they are probabilities",
    );
  });

  it("a lone score of 1, an error when it is sure", () => {
    expect(first([[1]]).severity).toBe("error");
    expect(first([1], { num_labels: 1 }).severity).toBe("error");
  });
});
