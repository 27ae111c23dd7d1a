import { describe, expect, it } from "vitest";
import { readPredictions } from "../../../src/data/readPredictions.js";
import { argmax } from "../../../src/logits/argmax.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson06 } from "../../../src/notebook/exercises/lesson06.js";
import { sixOutputs } from "../../../src/notebook/exercises/sixOutputs.js";
import { said } from "./said.js";

const six = ["untrained", "sigmoid", "twice", "float16", "order", "batch"];
/** The right six, but for some letters. */
const but = (other: Partial<Record<"A" | "B" | "C" | "D" | "E" | "F", string>>) =>
  six.map((name, i) => other["ABCDEF"[i] as "A"] ?? name);

it.each<[string, unknown, string]>([
  ["06.1", six, "✓"],
  ["06.1", ["Untrained", " sigmoid ", "TWICE", "float-16", "order", "batch"], "✓"],
  ["06.1", { A: "untrained", B: "sigmoid", C: "twice", D: "float16", E: "order", F: "batch" }, "✓"],
  ["06.1", [six], "✓"],
  ["06.1", new Set(six), "✓"],
  [
    "06.1",
    "untrained, sigmoid, twice, float16, order, batch",
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  ["06.1", but({ A: "untrain" }), 'nearly: the values are right; "untrain" is spelt "untrained".'],
  [
    "06.1",
    but({ A: "twice", C: "untrained" }),
    "not yet: 4 of 6 are right. A isn't \"twice\". Hint: Both stay close to 0.5, but softmax twice keeps the answers and reaches up to 0.731. A's largest number is about 0.55, and it is right in half of the rows.",
  ],
  [
    "06.1",
    but({ A: "healthy" }),
    "not yet: 5 of 6 are right. A isn't \"healthy\". Hint: A's rows are proper shares, but it is right in half of the rows, as a coin is.",
  ],
  [
    "06.1",
    but({ B: "float16", D: "sigmoid" }),
    "not yet: 4 of 6 are right. B isn't \"float16\". Hint: Both add up to nearly 1, but the rounding of 16 bits moves a sum by 0.0005 at most. B's sums are off by up to 0.03.",
  ],
  [
    "06.1",
    but({ B: "batch", F: "sigmoid" }),
    "not yet: 4 of 6 are right. B isn't \"batch\". Hint: In both the rows don't add up to 1, but a softmax over the batch makes every column add up to 1. B's columns add up to hundreds.",
  ],
  [
    "06.1",
    but({ B: "order" }),
    'not yet: 5 of 6 are right. B isn\'t "order". Hint: Look at B again: its rows add up to nearly 1, off by up to 0.03, and each of its numbers says nothing of the other.',
  ],
  [
    "06.1",
    but({ C: "healthy" }),
    "not yet: 5 of 6 are right. C isn't \"healthy\". Hint: C's answers are right and its sums are 1, but no number of 872 rows is above 0.731: it has a ceiling, e / (1 + e).",
  ],
  [
    "06.1",
    but({ C: "sigmoid" }),
    "not yet: 5 of 6 are right. C isn't \"sigmoid\". Hint: A sigmoid of logits comes close to 0 and to 1, and its rows don't add up to 1 exactly. C's rows do, and no number is above 0.731.",
  ],
  [
    "06.1",
    but({ D: "healthy" }),
    'not yet: 5 of 6 are right. D isn\'t "healthy". Hint: Nearly: nothing about D needs mending. But its sums are off by up to 0.0002, and that has a name.',
  ],
  [
    "06.1",
    but({ D: "sigmoid" }),
    "not yet: 5 of 6 are right. D isn't \"sigmoid\". Hint: Both add up to nearly 1, but sigmoids of two logits are off by up to 0.03. D's sums are off by 0.0002 at most.",
  ],
  [
    "06.1",
    but({ E: "untrained" }),
    'not yet: 5 of 6 are right. E isn\'t "untrained". Hint: Both are wrong far too often, but a head without training is right in half of the rows and never sure. E is right in 10 %, and very sure.',
  ],
  [
    "06.1",
    but({ E: "healthy" }),
    "not yet: 5 of 6 are right. E isn't \"healthy\". Hint: E's numbers pass every test of their own. Compare them with the truth: it is right in 10 % of the rows.",
  ],
  [
    "06.1",
    but({ F: "float16" }),
    "not yet: 5 of 6 are right. F isn't \"float16\". Hint: 16 bits move a sum by 0.0005 at most. F's rows add up to a few thousandths, and each of its columns to 1.",
  ],
  [
    "06.1",
    but({ F: "twice" }),
    'not yet: 5 of 6 are right. F isn\'t "twice". Hint: Look at F again: each of its columns adds up to 1, and its rows to a few thousandths.',
  ],
  ["06.1", six.slice(0, 5), "not yet: the exercise asks for 6 names, and you gave 5."],
  [
    "06.1",
    but({ F: "broken" }),
    'not yet: "broken" is none of the names: choose from untrained, twice, batch, sigmoid, order, float16, healthy.',
  ],
  [
    "06.1",
    [1, 2, 3, 4, 5, 6],
    "not yet: the exercise asks for a list of 6 names, and you gave numbers.",
  ],

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
    "not yet: the surest row that the first softmax can give has a 1 and six zeros. The second softmax makes of it a share that is not 0.6.",
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
    "not yet: that is label2id, from names to class indices. The config of a pipeline reads id2label, the other way round.",
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
  ["06.3", ["middle", "high", "low"], "not yet: the names are right, but not their order."],
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
