import { describe, expect, it } from "vitest";
import { diagnose, interpret, LogitsError, sigmoid, softmax } from "../../src/logits/index.js";

const single = { problem_type: "single_label_classification" };
const multi = { problem_type: "multi_label_classification" };
const sst2 = { ...single, num_labels: 2, id2label: { 0: "NEGATIVE", 1: "POSITIVE" } };

/** Logits of a confident classifier of two classes, as it returns them for ten sentences. */
const logits = [
  [3.08955, -3.37449],
  [2.12715, -2.34406],
  [-1.28439, 1.3748],
  [3.00843, -3.30309],
  [-2.72403, 2.98475],
  [-2.56626, 2.80258],
  [-2.49292, 2.73846],
  [-3.09768, 3.39723],
  [0.83816, -0.96124],
  [2.90491, -3.22213],
];

/** Logits of 60 texts of three classes, of which the model finds nearly all. */
const label_ids = Array.from({ length: 60 }, (_, text) => (text * 7) % 3);
const three = label_ids.map((label, text) =>
  [0, 1, 2].map((index) => (index === label ? 2.3 : -0.7) + Math.sin(3 * text + index)),
);

const ids = (output: unknown, context?: Parameters<typeof diagnose>[1]) =>
  diagnose(output, context).findings.map(({ id }) => id);
const found = (output: unknown, context?: Parameters<typeof diagnose>[1]) =>
  diagnose(output, context).findings[0];

describe("somebody took softmax", () => {
  // https://github.com/udacity/sdc-issue-reports/issues/91: "row or column"
  it("along the texts: every column sums to 1", () => {
    expect(
      diagnose([
        [0.9, 0.2],
        [0.06, 0.7],
        [0.04, 0.1],
      ]),
    ).toMatchObject({ kind: "wrong-axis probabilities", numbers_are: "rank only" });
    expect(
      found(
        [
          [0.9, 0.2],
          [0.1, 0.8],
        ],
        single,
      ).id,
    ).toBe("softmax-over-wrong-axis");
  });

  // https://github.com/rickwierenga/MLFundamentals/issues/1: one sum for all rows, as scipy's default axis does too
  it("over the whole batch", () => {
    const all = softmax(logits.flat());
    const output = logits.map((_, row) => all.slice(2 * row, 2 * row + 2));
    expect(found(output, sst2)).toMatchObject({
      id: "softmax-over-wrong-axis",
      certainty: "certain",
    });
  });

  // https://github.com/Lightning-Universe/lightning-bolts/issues/654
  it("twice, and is not told to use the numbers as they are", () => {
    const { findings } = diagnose(softmax(softmax(logits)), sst2);
    expect(findings.map(({ id }) => id)).toEqual(["softmaxed-twice"]);
    expect(findings.map(({ next }) => next).join()).not.toContain("as they are");
  });

  it("once, of a model that is unsure: no second softmax is accused", () => {
    const soft = softmax(logits, { temperature: 8 });
    expect(ids(soft, sst2)).toEqual(["already-probabilities"]);
    expect(diagnose(soft, sst2).may_not_conclude.join()).toContain("applied only once");
  });

  it("and rounded to two decimals", () => {
    expect(diagnose([[0.33, 0.33, 0.33]]).kind).toBe("probabilities");
  });
});

describe("somebody took sigmoid", () => {
  it("of a head whose classes exclude one another", () => {
    expect(found(sigmoid(logits), sst2)).toMatchObject({
      id: "sigmoid-on-single-label",
      severity: "error",
      certainty: "certain",
    });
  });

  it("twice, or after softmax", () => {
    expect(ids(sigmoid(sigmoid(three)), multi)).toEqual(["sigmoid-twice"]);
    expect(found(sigmoid(softmax(three)), single).message).toContain("after softmax");
  });
});

describe("somebody brings", () => {
  it("values of a regression, which have no class", () => {
    const config = { problem_type: "regression", num_labels: 1 };
    const diagnosis = diagnose([[34.2], [61.7], [18.3]], config);
    expect(diagnosis).toMatchObject({ kind: "values", certainty: "certain" });
    expect(diagnosis.may_not_conclude).toContain("a class or a probability");
  });

  it("percentages", () => {
    const output = [
      [97.2, 2.8],
      [12, 88],
    ];
    expect(diagnose(output)).toMatchObject({ kind: "percentages", numbers_are: "probability" });
    expect(ids(output)).toEqual(["percent"]);
  });

  // https://github.com/agemagician/ProtTrans/issues/34: class ids taken for predictions
  it("class ids, after an argmax", () => {
    expect(diagnose([3, 3, 2, 2, 6])).toMatchObject({
      kind: "class ids",
      numbers_are: "decision",
    });
    expect(ids([1, 0, 1, 1, 0], sst2)).toEqual(["ids"]);
  });

  it("decisions, one-hot or multi-hot", () => {
    const oneHot = logits.map(([no, yes]) => [no > yes ? 1 : 0, yes > no ? 1 : 0]);
    expect(diagnose(oneHot, sst2)).toMatchObject({ kind: "decisions", numbers_are: "decision" });
    const multiHot = [
      [true, true, false],
      [false, false, false],
      [false, true, false],
    ];
    expect(ids(multiHot, multi)).toEqual(["decisions"]);
  });

  // https://github.com/huggingface/transformers/pull/31625: bfloat16 has no numpy type
  it("the bits of bfloat16 numbers", () => {
    const data = Uint16Array.of(0xc05f, 0x4076, 0x402a, 0xc03c);
    const typed = diagnose({ type: "bfloat16", data, dims: [2, 2] }, sst2);
    expect(typed.kind).toBe("logits");
    expect(typed.findings.map(({ id }) => id)).toEqual(["bits"]);
    expect(diagnose({ data, dims: [2, 2] }).kind).toBe("bits");
  });

  it("the best label of each of two texts", () => {
    const output = [
      { label: "POSITIVE", score: 0.9987 },
      { label: "NEGATIVE", score: 0.9951 },
    ];
    const diagnosis = diagnose(output, sst2);
    expect(diagnosis.findings).toEqual([]);
    expect(diagnosis.because).toContain("the best label of each of 2 texts");
  });

  it("what interpret returned", () => {
    expect(diagnose(interpret(logits, sst2)).kind).toBe("logits");
  });
});

describe("somebody nested the rows differently:", () => {
  it("a list of batches, the last one smaller", () => {
    const batches = [logits.slice(0, 4), logits.slice(4, 8), logits.slice(8)];
    expect(found(batches, sst2)).toMatchObject({ id: "list-of-batches", certainty: "certain" });
    expect(diagnose(batches, sst2).kind).toBe("logits");
  });

  it("an axis too many, [n, 1, k]", () => {
    const output = logits.map((row) => [row]);
    expect(found(output, sst2)).toMatchObject({
      id: "extra-axis",
      next: "squeeze it to [10, 2]: np.squeeze(logits, axis=1)",
    });
  });

  // https://github.com/scikit-learn/scikit-learn/issues/30013, /issues/4199
  it("one array for each label, no and yes", () => {
    const scores = sigmoid(three);
    const output = [0, 1, 2].map((label) => scores.map((row) => [1 - row[label], row[label]]));
    const config = { ...multi, num_labels: 3 };
    expect(found(output, config).id).toBe("per-label");
    expect(diagnose(output, config).kind).toBe("independent probabilities");
  });
});

describe("somebody's labels", () => {
  // https://github.com/huggingface/transformers/issues/4036, /issues/4689
  it("are mostly of another class than the only one predicted: the map is not to blame", () => {
    const collapsed = Array.from({ length: 100 }, (_, row) => [2 + (row % 7) / 10, -1]);
    const truth = collapsed.map((_, row) => (row < 90 ? 1 : 0));
    expect(ids(collapsed, { label_ids: truth })).toEqual(["one-class-predicted"]);
  });

  it("are bigints, as int64 arrays are read", () => {
    const output = [
      [1, 2],
      [3, 1],
    ];
    expect(ids(output, { label_ids: BigInt64Array.of(1n, 0n) as never })).toEqual([]);
  });

  // https://github.com/huggingface/transformers/issues/10449: "Assertion `t >= 0 && t < n_classes` failed"
  it("are counted from 1", () => {
    const fromOne = label_ids.map((label) => label + 1);
    expect(found(three, { label_ids: fromOne })).toMatchObject({
      id: "label-range",
      next: expect.stringContaining("take 1 from every label"),
    });
  });

  // https://github.com/EricFillion/happy-transformer/issues/248: "Target -1 is out of bounds"; SVMs number two classes so,
  // https://github.com/huanglianghua/siamfc-pytorch/issues/37
  it("are -1 and 1: two classes, or none for half of the texts", () => {
    const signs = logits.map(([no, yes]) => (yes > no ? 1 : -1));
    expect(found(logits, { ...sst2, label_ids: signs })).toMatchObject({
      id: "label-range",
      severity: "warning",
      message:
        "5 of 10 label_ids are -1 and none is above 1, which can be read in two ways: the classes are -1 and 1, as support vector machines number them, or -1 means no label; they were not compared",
      next: "write 0 and 1 for the classes, or -100 where a text has no label",
    });
    const texts = signs.map(String);
    expect(found(logits, { ...sst2, label_ids: texts }).id).toBe("label-range");
    const opinions = label_ids.map((label) => label - 1);
    expect(found(three, { label_ids: opinions }).message).toContain("the classes are -1, 0 and 1");
  });

  it("are all hidden, as in the test sets of benchmarks", () => {
    const hidden = logits.map(() => -1);
    expect(found(logits, { label_ids: hidden })).toMatchObject({
      id: "label-range",
      severity: "note",
    });
  });

  // https://github.com/keras-team/keras/issues/6327: sigmoids of two classes, "Shouldn't they add up to 1.0?"
  it("are one class for each text, beside sigmoids: two heads give these", () => {
    const scores = sigmoid(three);
    expect(diagnose(scores, { label_ids })).toMatchObject({
      numbers_are: "rank only",
      findings: [{ id: "sigmoid-on-single-label", severity: "warning", certainty: "possible" }],
    });
    expect(found(scores, { label_ids }).next).toContain("look up the config's problem_type");
    const said = diagnose(scores, { ...multi, label_ids });
    expect(said.numbers_are).toBe("probability");
    expect(said.findings.map(({ id }) => id)).toEqual([
      "already-independent-probabilities",
      "problem-type",
    ]);
    expect(found(scores, { ...single, label_ids }).severity).toBe("error");
  });

  it("have a row each, [[1], [0]]", () => {
    const output = logits.slice(0, 2);
    const column = diagnose(output, { ...sst2, label_ids: [[0], [1]] as never });
    expect(column.findings).toMatchObject([{ id: "extra-axis", severity: "note" }]);
  });

  it("are one-hot", () => {
    const oneHot = label_ids.map((label) => [1, 2, 0].map((index) => (index === label ? 1 : 0)));
    expect(ids(three, { label_ids: oneHot as never })).toEqual(["label-order"]);
  });

  it("are names, which only a label map can match", () => {
    const names = label_ids.map((label) => ["joy", "fear", "anger"][label]);
    expect(found(three, { label_ids: names as never })).toMatchObject({
      id: "label-names",
      severity: "warning",
    });
    expect(
      found(three, { id2label: ["joy", "fear", "anger"], label_ids: names as never }),
    ).toMatchObject({ id: "label-names", severity: "note" });
    expect(found(three, { id2label: ["sad", "fear", "anger"], label_ids: names as never }).id).toBe(
      "label-unknown",
    );
  });

  it("are one too few", () => {
    expect(found(three, { label_ids: label_ids.slice(1) })).toMatchObject({
      id: "label-length",
      message: "label_ids have 59 entries for 60 texts",
    });
  });

  // https://github.com/huggingface/optimum/pull/197: a data set and a model number MNLI's classes differently
  it("are in another order, which no shuffle of the labels explains", () => {
    const swapped = label_ids.map((label) => [2, 1, 0][label]);
    expect(found(three, { label_ids: swapped })).toMatchObject({
      id: "label-order",
      certainty: "likely",
      evidence: { order: [2, 1, 0], shuffles: 999, shuffles_as_good: 0 },
    });
  });
});

describe("somebody's config", () => {
  it("numbers the classes from 1, or is turned round", () => {
    const fromOne = { 1: "NEGATIVE", 2: "POSITIVE" };
    expect(found(logits, { id2label: fromOne })).toMatchObject({ id: "label-keys" });
    const turned = { NEGATIVE: 0, POSITIVE: 1 } as never;
    expect(found(logits, { id2label: turned }).message).toContain("this is label2id");
  });

  it("calls two classes the same", () => {
    expect(found(logits, { id2label: { 0: "GOOD", 1: "GOOD" } }).message).toBe(
      'classes 0 and 1 are both called "GOOD"',
    );
  });

  // https://github.com/huggingface/transformers/issues/10960: "What is the score of trainer.predict()?"
  it("decides what a difference of logits means: a ratio of odds in a sigmoid head", () => {
    const { may_conclude } = diagnose(three, { ...multi, num_labels: 3 });
    expect(may_conclude.join()).toContain("the ratio of their odds");
    expect(may_conclude.join()).not.toContain("ratio of their probabilities");
  });
});

describe("somebody has numbers of an unusual size", () => {
  it("softmax so sharp that all but one probability of a text is next to nothing", () => {
    const tiny = [1.5e-18, 2.4e-14, 1.7e-14, 1.3e-25];
    const sharp = [0, 1, 2, 3].map((at) => [...tiny.slice(0, at), 1, ...tiny.slice(at)]);
    const { kind, findings } = diagnose(sharp);
    expect(kind).toBe("probabilities");
    expect(findings.map(({ id }) => id)).toContain("already-probabilities");
    expect(findings.map(({ id }) => id)).not.toContain("softmaxed-twice");
  });

  it("logits that are all above 0, as far as 50, which are no percentages", () => {
    const high = logits.map(([a, b], row) => [14.25 + 4 * a, 14.5 + 3 * b, 31.7 + row / 7]);
    expect(diagnose(high).kind).toBe("logits");
  });

  it("the same two numbers for every text, which show no more than one row does", () => {
    const { kind, findings } = diagnose(logits.map(() => [0.1884, 0.9921]));
    expect([kind, findings.map(({ id }) => id)]).toEqual(["unknown", ["all-rows-equal"]]);
  });
});

describe("somebody asks about", () => {
  it("indices of another run", () => {
    const predicted_index = logits.map((_, row) => row % 2);
    expect(found(logits, { predicted_index })).toMatchObject({ id: "predicted-disagree" });
  });

  it("logits so large that every probability is exactly 1", () => {
    const scaled = logits.map((row) => row.map((z) => 100 * z));
    expect(found(scaled, sst2)).toMatchObject({ id: "saturated", severity: "warning" });
  });

  it("something that throws when it is read", () => {
    const broken = {
      get data() {
        throw new TypeError("gone");
      },
      dims: [1, 2],
    };
    expect(found(broken).id).toBe("unreadable");
  });

  it("an option that diagnose does not have", () => {
    expect(() => diagnose(logits, { lable_ids: [1] } as never)).toThrow(
      new LogitsError('diagnose has no option "lable_ids"; did you mean "label_ids"?'),
    );
  });
});

describe("somebody's context holds", () => {
  const list = (what: string, given: string) => `diagnose needs ${what}, got ${given}`;
  const count = (given: string) =>
    list("num_labels to be a whole number of 1 or more, or left out", given);
  const labels = "a list of true labels, one entry per text, as label_ids";
  const index = "one class index, or a list of one per text, as predicted_index";

  it.each([
    [{ num_labels: Number.NaN }, count("NaN")],
    [{ num_labels: -1 }, count("-1")],
    [{ num_labels: 2.5 }, count("2.5")],
    [{ num_labels: "2" }, count('the string "2"')],
    [{ predicted_index: {} }, list(index, "an object with no properties")],
    [{ predicted_index: "1" }, list(index, 'the string "1"')],
    [{ texts: 5 }, list("a list of texts, such as [text], as texts", "5")],
    [{ texts: "Fine." }, list("a list of texts, such as [text], as texts", 'the string "Fine."')],
    [{ label_ids: "abc" }, list(labels, 'the string "abc"')],
    [{ label_ids: 1 }, list(labels, "1")],
    [
      { id2label: 7 },
      'diagnose needs id2label to map class indices to labels, such as { 0: "NEGATIVE", 1: "POSITIVE" }, got 7',
    ],
    [
      { function_to_apply: "softplus" },
      'diagnose needs function_to_apply to be "softmax", "sigmoid", "none" or left out, got the string "softplus"',
    ],
  ])("%j, which went by in silence", (context, message) => {
    expect(() => diagnose(logits, context as never)).toThrow(new LogitsError(message));
  });

  it("names as predicted_index", () => {
    const names = logits.map(() => "POSITIVE");
    expect(() => diagnose(logits, { predicted_index: names })).toThrow(
      new LogitsError(
        'diagnose needs class indices as predicted_index: row 0 is the string "POSITIVE"',
      ),
    );
  });
});

describe("somebody passes a file's bytes, which are no numbers of a model:", () => {
  const bytes = Buffer.of(0, 1, 0, 1, 1);

  it.each([
    ["a Buffer", bytes],
    ["rows of Buffers", [bytes, bytes]],
    ["a Buffer with dims", { data: bytes, dims: [5] }],
  ])("%s of zeros and ones", (_title, output) => {
    expect(found(output)).toMatchObject({
      id: "unreadable",
      message: expect.stringContaining("a Buffer of 5 bytes; this is a file: use readPredictions"),
    });
  });
});
