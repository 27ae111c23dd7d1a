import { describe, expect, it } from "vitest";
import {
  diagnose,
  interpret,
  LogitsError,
  makeConfig,
  pipelineCall,
  postprocess,
  postprocessLikeTransformersJs,
} from "../../src/logits/index.js";
import { readConfig } from "../../src/model/readConfig.js";

/* Configs as people write and edit them. */

const row = [1, 2];
const ways: [name: string, ask: (config: object) => unknown][] = [
  ["makeConfig", (config) => makeConfig(config)],
  ["readConfig", (config) => readConfig(config)],
  ["postprocess", (config) => postprocess(row, config)],
  ["postprocess", (config) => pipelineCall(row, config)],
  [
    "postprocessLikeTransformersJs",
    (config) => postprocessLikeTransformersJs(row, { id2label: ["A", "B"], ...config }),
  ],
];

/** Expects that each function that reads a config refuses this one, in the same words. */
function expectRefused(config: object, message: string, asked = ways) {
  for (const [name, ask] of asked) {
    expect(() => ask(config)).toThrow(new LogitsError(`${name} ${message}`));
  }
}

describe("a config whose parts contradict each other", () => {
  // https://github.com/huggingface/transformers/issues/10449: label maps copied from another checkpoint
  it("id2label and label2id in two orders", () => {
    expectRefused(
      { id2label: { 0: "A", 1: "B" }, label2id: { A: 1, B: 0 } },
      'needs id2label and label2id to agree: label2id has "A" as class 1, where id2label has "B"; look up which is right, and leave label2id out',
      [
        ...ways,
        ["interpret", (config) => interpret(row, config)],
        ["diagnose", (config) => diagnose(row, config)],
      ],
    );
  });

  it("a label that only label2id has", () => {
    expectRefused(
      { id2label: { 0: "A", 1: "B" }, label2id: { A: 0, B: 1, C: 2 } },
      'needs id2label and label2id to agree: label2id has "C" as class 2, where id2label has none; look up which is right, and leave label2id out',
    );
  });

  // https://github.com/huggingface/transformers/pull/16709: Python only warns
  it("num_labels and id2label of two sizes", () => {
    expectRefused(
      { num_labels: 3, id2label: ["A", "B"] },
      "needs a label for each class: num_labels is 3, but id2label has 2; leave num_labels out if id2label is right",
    );
    // Python takes the sigmoid of two logits here, because num_labels is 1.
    expect(() => postprocess(row, { num_labels: 1, id2label: ["A", "B"] })).toThrow(
      "num_labels is 1, but id2label has 2",
    );
  });
});

describe("a config with a slip", () => {
  it("problem_typ, which left softmax for what is a regression", () => {
    for (const [name, ask] of ways) {
      expect(() => ask({ problem_typ: "regression" })).toThrow(
        new LogitsError(`${name} has no option "problem_typ"; did you mean "problem_type"?`),
      );
    }
    expect(() => makeConfig({ model_type: "bert", num_label: 3 } as object)).toThrow(
      'makeConfig has no option "num_label"; did you mean "num_labels"?',
    );
  });

  it.each([
    [
      { num_labels: Number.NaN },
      "num_labels to be a whole number of 1 or more, or left out, got NaN",
    ],
    [{ num_labels: -1 }, "num_labels to be a whole number of 1 or more, or left out, got -1"],
    [
      { num_labels: "2" },
      'num_labels to be a whole number of 1 or more, or left out, got the string "2"',
    ],
    [
      { label2id: 7 },
      "label2id to map labels to class indices, such as { NEGATIVE: 0, POSITIVE: 1 }, got 7",
    ],
    [
      { label2id: { A: "first" } },
      'class indices as values of label2id: "A" has the string "first"',
    ],
  ])("%j, which is no such thing", (config, message) => {
    expectRefused(config, `needs ${message}`);
  });

  it("id2label: 7", () => {
    expect(() => makeConfig({ id2label: 7 } as never)).toThrow(
      'makeConfig needs id2label to map class indices to labels, such as { 0: "NEGATIVE", 1: "POSITIVE" }, got 7',
    );
  });

  it("label2id alone, whose names were dropped for LABEL_0, LABEL_1", () => {
    for (const [name, ask] of ways.slice(0, 4)) {
      expect(() => ask({ label2id: { A: 0, B: 1 } })).toThrow(
        `${name} reads labels from id2label, and only label2id is given: convert it with id2labelOf(label2id)`,
      );
    }
  });
});
