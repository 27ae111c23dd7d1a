import { describe, expect, it } from "vitest";
import { readPredictions } from "../../../src/data/readPredictions.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson06 } from "../../../src/notebook/exercises/lesson06.js";
import { sixOutputs } from "../../../src/notebook/exercises/sixOutputs.js";
import { said } from "./said.js";

it.each<[string, unknown, string]>([
  ["06.2", Math.E / (Math.E + 6), "✓"],
  ["06.2", 0.3118, "✓"],
  ["06.2", 0.31, "✓ right, rounded"],
  [
    "06.2",
    new Float32Array([Math.E / (Math.E + 6)]),
    "nearly: the value is right, but it is a list of one: take [0].",
  ],
  [
    "06.2",
    31.18,
    "nearly: the value is right; give it as a share, between 0 and 1, not in per cent.",
  ],
  [
    "06.2",
    Math.E / (1 + Math.E),
    "not yet: that is the ceiling of two classes. Here six others take a share. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    0.731,
    "not yet: that is the ceiling of two classes. Here six others take a share. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    Math.E / (Math.E + 7),
    "not yet: you counted seven others; beside the one class there are six.",
  ],
  [
    "06.2",
    Math.E / 7,
    "not yet: you divided by the number of classes, but the sum is e plus six times 1.",
  ],
  [
    "06.2",
    1 / 7,
    "not yet: that is a share when all are equal, which is the floor of the largest one. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    1 / (Math.E + 6),
    "not yet: that is what the other six get, each of them: the floor. The exercise asks for the ceiling.",
  ],
  [
    "06.2",
    1,
    "not yet: that is the ceiling of one softmax. The second one takes the 1 for a logit. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  ["06.2", Math.E / 6, "not yet: you divided by the six others; e itself belongs to the sum, too."],
  ["06.2", 0.25, "not yet: you took powers of 2; softmax takes powers of e."],
  [
    "06.2",
    0.6,
    "not yet: 0.6 isn't it. The second softmax takes a 1 and six zeros for logits: that makes e and six times 1. Which share of their sum is e?",
  ],
  [
    "06.2",
    softmax([1, 0, 0, 0, 0, 0, 0]),
    "nearly: the right number is in your list, at [0]: give it on its own.",
  ],

  ["06.3", ["high", "middle", "low"], "✓"],
  ["06.3", ["High", "MIDDLE", " low "], "✓"],
  ["06.3", { 0: "high", 1: "middle", 2: "low" }, "✓"],
  ["06.3", { 2: "low", 0: "high", 1: "middle" }, "✓"],
  [
    "06.3",
    "high, middle, low",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  ["06.3", ["high", "mid", "low"], 'nearly: the values are right; "mid" is spelt "middle".'],
  [
    "06.3",
    { high: 0, middle: 1, low: 2 },
    "not yet: that is label2id, from names to class indices; id2label goes the other way, from class indices to names.",
  ],
  [
    "06.3",
    ["low", "middle", "high"],
    "not yet: that is the order that one expects, and the texts speak against it. Hint: The model says LABEL_0 for three texts. What are most of them in truth?",
  ],
  [
    "06.3",
    ["high", "low", "middle"],
    "not yet: that is the alphabet's order, and the texts speak against it. Hint: What is true where the model says LABEL_1?",
  ],
  [
    "06.3",
    ["low", "high", "middle"],
    "not yet: those are the names in the order in which they come up among the texts. Hint: Class index 0 is LABEL_0, which the model says for the texts 1, 3 and 6.",
  ],
  [
    "06.3",
    ["low", "high", "middle", "high", "low", "middle", "middle", "low"],
    "not yet: those are the true names of the texts; id2label has one name for each class.",
  ],
  [
    "06.3",
    ["low", "high", "middle", "high", "low", "middle", "high", "low"],
    "not yet: those are the names of the texts; id2label has one name for each class.",
  ],
  [
    "06.3",
    ["middle", "high", "low"],
    "not yet: LABEL_0 isn't middle: find the texts for which the model says LABEL_0. What are most of them in truth?",
  ],
  ["06.3", ["high", "middle"], "not yet: the exercise asks for 3 names, and you gave 2."],
  ["06.3", [0, 1, 2], "not yet: the exercise asks for a list of 3 names, and you gave numbers."],

  ["06.4", Math.log(30), "✓"],
  ["06.4", 3.4012, "✓"],
  ["06.4", 3.4, "✓ right, rounded"],
  ["06.4", "3.401", "nearly: the value is right; give it as a number, not as text."],
  [
    "06.4",
    Math.log2(30),
    "not yet: that is the loss in base 2 (in bits); Python and this kit take the natural logarithm.",
  ],
  [
    "06.4",
    Math.log10(30),
    "not yet: that is the logarithm in base 10; Python and this kit take the natural one. Hint: Math.log is the natural logarithm.",
  ],
  [
    "06.4",
    0.69,
    "not yet: that is ln 2, the loss of a guess between two classes. Here there are thirty.",
  ],
  [
    "06.4",
    1 / 30,
    "not yet: that is the probability of the true class. The loss is minus its logarithm.",
  ],
  ["06.4", Math.log(1 / 30), "not yet: the size is right, but the sign is the wrong way round."],
  ["06.4", 30, "not yet: that is the number of classes; the loss is its logarithm."],
  ["06.4", Math.log(29), "not yet: the true class is one of the thirty, so don't take it away."],
  [
    "06.4",
    0,
    "not yet: a loss of 0 belongs to a model that is sure and right, and this one knows nothing.",
  ],
  [
    "06.4",
    1,
    "not yet: a loss has no ceiling at 1: it is minus a logarithm. Hint: Each class gets a probability of 1/30.",
  ],
  ["06.4", -5, "not yet: a loss is minus the logarithm of a probability, so it is above 0."],
  [
    "06.4",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "06.2",
    [[Math.E / (Math.E + 6)]],
    "nearly: the value is right, but it is a list of one: take [0].",
  ],
  [
    "06.2",
    "31 %",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  ["06.2", 0.3, "nearly: the value is right, but rounded too far: give it to two decimals."],
  [
    "06.2",
    "e/(e+6)",
    'not yet: the exercise asks for one number, and "e/(e+6)" is text: leave out the quotes, so that it is computed.',
  ],
  [
    "06.2",
    softmax(softmax([1, 0, 0, 0, 0, 0, 0]))[0],
    "not yet: that is softmax once more: a 1 and six zeros have been through it once already. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    Math.E / (Math.E + 5),
    "not yet: you counted five others; beside the one class there are six.",
  ],
  [
    "06.2",
    0,
    "not yet: that is the smallest share; the exercise asks for the largest. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    Math.E,
    "not yet: that is e to the power of 1, before it is divided by the sum. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    1 / Math.E,
    "not yet: that is e to the power of −1. The share is e divided by the sum of all. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    0.5,
    "not yet: nothing stops a share at one half: the second softmax takes 1 and 0 for logits. Hint: The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?",
  ],
  [
    "06.2",
    1 - Math.E / (Math.E + 6),
    "not yet: that is the share of all the others: it and the right one add up to 1.",
  ],
  ["06.2", -0.31, "not yet: the size is right, but the sign is the wrong way round."],
  [
    "06.2",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "06.2",
    () => 0.31,
    "not yet: the exercise asks for one number, and your answer is a function: call it, with ( ) after its name.",
  ],
  [
    "06.3",
    new Map([
      [0, "high"],
      [1, "middle"],
      [2, "low"],
    ]),
    "✓",
  ],
  ["06.3", { LABEL_0: "high", LABEL_1: "middle", LABEL_2: "low" }, "✓"],
  ["06.3", { id2label: { 0: "high", 1: "middle", 2: "low" } }, "✓"],
  [
    "06.3",
    { 1: "high", 2: "middle", 3: "low" },
    "nearly: the values are right; classes count from 0, not from 1.",
  ],
  [
    "06.3",
    { 1: "low", 2: "middle", 3: "high" },
    "not yet: that is the order that one expects, and the texts speak against it. Hint: The model says LABEL_0 for three texts. What are most of them in truth?",
  ],
  [
    "06.3",
    ["LABEL_0", "LABEL_1", "LABEL_2"],
    "not yet: those are the placeholders; in their place belong the names that the truth uses.",
  ],
  [
    "06.3",
    ["middle", "low", "high"],
    "not yet: LABEL_0 isn't middle: find the texts for which the model says LABEL_0. What are most of them in truth?",
  ],
  [
    "06.3",
    ["high", "high", "low"],
    "not yet: LABEL_1 isn't high: find the texts for which the model says LABEL_1. What are most of them in truth?",
  ],
  [
    "06.3",
    [undefined, "middle", "low"],
    "not yet: the exercise asks for a list of 3 names, and there is undefined at [0]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  ["06.3", "high", "not yet: the exercise asks for 3 names, and you gave only one."],
  [
    "06.3",
    ["high", "medium", "low"],
    'not yet: "medium" is none of the names: choose from high, middle, low.',
  ],
  ["06.4", [Math.log(30)], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "06.4",
    new Float32Array([Math.log(30)]),
    "nearly: the value is right, but it is a list of one: take [0].",
  ],
  ["06.4", "3,4", "nearly: the value is right; give it as a number, not as text."],
  ["06.4", Math.log(31), "not yet: that would be 31 classes: the true one is one of the thirty."],
  ["06.4", Math.log(7), "not yet: that is ln 7, for seven classes. Here there are thirty."],
  [
    "06.4",
    29 / 30,
    "not yet: that is the share of wrong guesses. The loss is a logarithm. Hint: Each class gets a probability of 1/30.",
  ],
  [
    "06.4",
    Math.log(30) / 30,
    "not yet: you weighted the logarithm with 1/30; the mean over the texts does that by itself.",
  ],
  ["06.4", 30 * Math.log(30), "not yet: that is the sum over thirty texts; the loss is the mean."],
  [
    "06.4",
    340,
    "not yet: that would be a model that is sure of something else; an untrained head isn't sure of anything.",
  ],
  [
    "06.4",
    2,
    "not yet: a loss of 2 would belong to a probability of 0.1353 for the true class. What does an untrained head give it?",
  ],
  ["06.4", Math.sqrt(30), "not yet: that is a root; the loss is a logarithm."],
  [
    "06.4",
    "ln 30",
    'not yet: the exercise asks for one number, and "ln 30" is text: leave out the quotes, so that it is computed.',
  ],
  [
    "06.4",
    Infinity,
    "not yet: the exercise asks for one number, and your answer is Infinity: something was divided by 0, or an exponential grew too large.",
  ],
])("%s answered with %j: %s", (id, answer, reply) => {
  expect(said(lesson06, id, answer)).toBe(reply);
});

describe("the six outputs of 06.1 are what its remarks say of them", async () => {
  const { data, label_ids: truth = [] } = await readPredictions("sst2-validation");
  const logits = truth.map((_, row) => [data[2 * row], data[2 * row + 1]]);
  const outputs = sixOutputs(logits);
  const letters = Object.keys(outputs) as (keyof typeof outputs)[];
  const of = <Value>(value: (rows: number[][]) => Value) =>
    Object.fromEntries(letters.map((letter) => [letter, value(outputs[letter])]));
  const sum = (row: readonly number[]) => row.reduce((a, b) => a + b);
  const column = (rows: number[][], index: number) => rows.map((row) => row[index]);
  const off = (sums: number[]) => Math.max(...sums.map((each) => Math.abs(each - 1)));

  it("how often they are right", () => {
    const shares = of((rows) => {
      const right = argmax(rows).filter((index, row) => index === truth[row]).length;
      return (right / truth.length).toFixed(2);
    });
    expect(shares).toEqual({ A: "0.50", B: "0.90", C: "0.90", D: "0.90", E: "0.10", F: "0.90" });
  });

  it("what their rows add up to", () => {
    const offs = of((rows) => off(rows.map(sum)));
    expect(offs.B).toBeCloseTo(0.0333, 4);
    expect(offs.D).toBeCloseTo(0.000244, 6);
    expect(offs.F).toBeGreaterThan(0.99);
    for (const letter of ["A", "C", "E"]) expect(offs[letter]).toBeLessThan(1e-12);
  });

  it("what their columns add up to", () => {
    expect(off([0, 1].map((index) => sum(column(outputs.F, index))))).toBeLessThan(1e-12);
    for (const index of [0, 1]) expect(sum(column(outputs.B, index))).toBeGreaterThan(300);
  });

  it("how far up they go", () => {
    const largest = of((rows) => Math.max(...rows.flat()).toFixed(2));
    expect(largest).toMatchObject({ A: "0.55", B: "0.98", C: "0.73", D: "1.00", E: "1.00" });
    expect(Math.max(...outputs.C.flat())).toBeLessThan(Math.E / (1 + Math.E));
  });
});
