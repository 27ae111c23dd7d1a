import { expect, it } from "vitest";
import { postprocess } from "../../../src/logits/pipelines/postprocess.js";
import { postprocessLikeTransformersJs } from "../../../src/logits/pipelines/transformersJs.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson04 } from "../../../src/notebook/exercises/lesson04.js";
import { said } from "./said.js";

const five = ["softmax", "sigmoid", "none", "sigmoid", "softmax"];
const p = sigmoid([1.2])[0];

it.each<[string, unknown, string]>([
  ["04.1", five, "✓"],
  ["04.1", five.map((name) => name.toUpperCase()), "✓"],
  ["04.1", [softmax, sigmoid, null, sigmoid, softmax], "✓"],
  ["04.1", ["softmax", "logistic", "none", "logistic", "softmax"], "✓"],
  ["04.1", ["softmax", "sigmoid", "identity", "sigmoid", "softmax"], "✓"],
  [
    "04.1",
    five.join(", "),
    "nearly: the values are right, but it is a single text: make it a list.",
  ],
  [
    "04.1",
    ["softmax", "sigmod", "none", "sigmoid", "softmax"],
    'nearly: the values are right; "sigmod" is spelt "sigmoid".',
  ],
  [
    "04.1",
    ["softmax", "softmax", "softmax", "sigmoid", "softmax"],
    "not yet: that is the rule of transformers.js, which makes every single logit a 1. Hint: A single logit takes sigmoid, and a regression takes nothing.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", "sigmoid", "sigmoid", "softmax"],
    "not yet: you went by the single logit in config 2; its problem_type says that it is a regression.",
  ],
  [
    "04.1",
    ["softmax", "none", "none", "sigmoid", "softmax"],
    "not yet: you took both single logits for regressions; only config 2 says so, and without a problem_type the pipeline takes sigmoid.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", "none", "softmax", "sigmoid"],
    "not yet: you went by the number of labels. It is problem_type that says whether they share.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", "none", "softmax", "softmax"],
    "not yet: two labels need not share: config 3 asks each of them for itself.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", "none", "sigmoid", "sigmoid"],
    "not yet: many labels need not be independent: config 4 chooses one of its 28.",
  ],
  [
    "04.1",
    ["sigmoid", "sigmoid", "none", "sigmoid", "softmax"],
    "not yet: config 0 has two logits. Sigmoid of their difference would do, but for the row it is softmax.",
  ],
  [
    "04.1",
    ["sigmoid", "sigmoid", "none", "softmax", "sigmoid"],
    "not yet: you have softmax and sigmoid the wrong way round wherever there is more than one logit. Hint: Softmax chooses one; sigmoid asks each by itself.",
  ],
  [
    "04.1",
    Array(5).fill("softmax"),
    "not yet: softmax fits only a model that chooses one of several classes.",
  ],
  [
    "04.1",
    Array(5).fill("sigmoid"),
    "not yet: sigmoid fits only labels that are asked one by one.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", "softmax", "sigmoid", "softmax"],
    "not yet: config 2 is a regression: its number is the answer, and softmax would make it 1.",
  ],
  [
    "04.1",
    ["softmax", "softmax", "none", "sigmoid", "softmax"],
    "not yet: softmax makes the single logit of config 1 a 1, whatever it is.",
  ],
  [
    "04.1",
    ["none", "sigmoid", "none", "sigmoid", "softmax"],
    "not yet: config 0 (counted from 0) takes another: nothing is said but that there are two labels, so one of them is chosen.",
  ],
  ["04.1", five.slice(1), "not yet: the exercise asks for 5 functions, and you gave 4."],
  [
    "04.1",
    ["softmax", "tanh", "none", "sigmoid", "softmax"],
    'not yet: "tanh" is none of the functions: choose from softmax, sigmoid, none.',
  ],
  ["04.3", p, "✓"],
  ["04.3", 0.77, "✓ right, rounded"],
  ["04.3", 1 / (1 + Math.exp(-1.2)), "✓"],
  ["04.3", softmax([0, 1.2])[1], "✓"],
  ["04.3", [p], "nearly: the value is right, but it is a list of one: take [0]."],
  [
    "04.3",
    "76.9 %",
    "nearly: the value is right; give it as a number, not as text, and give it as a share, between 0 and 1, not in per cent.",
  ],
  [
    "04.3",
    76.9,
    "nearly: the value is right; give it as a share, between 0 and 1, not in per cent.",
  ],
  [
    "04.3",
    1,
    "not yet: that is softmax of one logit, which is 1 whatever the logit is. Hint: Take sigmoid([1.2]), and [0] of it.",
  ],
  [
    "04.3",
    softmax([1.2]),
    "not yet: that is softmax of one logit, which is 1 whatever the logit is. Hint: Take sigmoid([1.2]), and [0] of it.",
  ],
  [
    "04.3",
    1 - p,
    "not yet: that is the probability of no spam: a logit above 0 speaks for spam. Hint: In 1 / (1 + Math.exp(-1.2)) there is a minus before the logit.",
  ],
  [
    "04.3",
    1.2,
    "not yet: that is the logit itself; it isn't a probability. Hint: Take sigmoid([1.2]), and [0] of it.",
  ],
  ["04.3", Math.exp(1.2), "not yet: those are the odds. The probability is odds / (1 + odds)."],
  [
    "04.3",
    Math.exp(-1.2),
    "not yet: those are the odds against spam. The probability is 1 / (1 + them).",
  ],
  ["04.3", sigmoid([p])[0], "not yet: you took sigmoid twice; once is enough."],
  [
    "04.3",
    sigmoid([2.4])[0],
    "not yet: you took the logit twice, as if there were a second one of −1.2.",
  ],
  [
    "04.3",
    Math.tanh(1.2),
    "not yet: that is tanh, which runs from −1 to 1; sigmoid runs from 0 to 1.",
  ],
  ["04.3", 1.2 / 2.2, "not yet: you left out the exponential: odds are Math.exp(1.2), not 1.2."],
  [
    "04.3",
    0.5,
    "not yet: 0.5 is the probability of a logit of 0; this one is above it. Hint: Take sigmoid([1.2]), and [0] of it.",
  ],
  [
    "04.3",
    [p, 1 - p],
    "nearly: those are spam and no spam; the exercise asks for the first alone.",
  ],
  [
    "04.3",
    softmax([1.2, -1.2]),
    "not yet: you gave softmax a second logit of −1.2; that of no spam is 0.",
  ],
  ["04.3", { label: "spam", score: p }, "✓"],
  ["04.3", 0.9, "not yet: a probability of 0.9 would come from a logit of 2.197."],
  ["04.1", [five], "✓"],
  ["04.1", { 0: "softmax", 1: "sigmoid", 2: "none", 3: "sigmoid", 4: "softmax" }, "✓"],
  ["04.1", ["torch.softmax", "torch.sigmoid", "no function", "F.sigmoid", "F.softmax"], "✓"],
  ["04.1", ["softmax", "sigmoid", "nn.Identity()", "sigmoid", "softmax"], "✓"],
  [
    "04.1",
    [
      "single_label_classification",
      "multi_label_classification",
      "regression",
      "multi_label_classification",
      "single_label_classification",
    ],
    "not yet: those are problem types; the exercise asks for the function of each.",
  ],
  [
    "04.1",
    ["sigmoid", "softmax", "none", "sigmoid", "softmax"],
    "not yet: config 0 (counted from 0) takes another: nothing is said but that there are two labels, so one of them is chosen.",
  ],
  [
    "04.1",
    ["softmax", "none", "sigmoid", "sigmoid", "softmax"],
    "not yet: config 1 (counted from 0) takes another: a single logit has nobody to share with.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", undefined, "sigmoid", "softmax"],
    "not yet: the exercise asks for a list of 5 functions, and there is undefined at [2]: something was looked up at a place that doesn't exist (places count from 0).",
  ],
  [
    "04.1",
    [0, 1, 2, 1, 0],
    "not yet: the exercise asks for a list of 5 functions, and you gave numbers.",
  ],
  [
    "04.1",
    () => five,
    "not yet: the exercise asks for a list of 5 functions, and your answer is a function: call it, with ( ) after its name.",
  ],
  [
    "04.1",
    ["softmax", "sigmoid", "none", "sigmoid", "none"],
    "not yet: config 4 (counted from 0) takes another: one of the 28 labels is chosen, however many there are.",
  ],
  ["04.3", [[p]], "nearly: the value is right, but it is a list of one: take [0]."],
  ["04.3", new Float32Array([p]), "nearly: the value is right, but it is a list of one: take [0]."],
  ["04.3", { spam: p }, "✓"],
  ["04.3", "0,77", "nearly: the value is right; give it as a number, not as text."],
  ["04.3", [1 - p, p], "nearly: the right number is in your list, at [1]: give it on its own."],
  [
    "04.3",
    0.7686,
    "not yet: 0.7686 is very close, but its last decimal is off: round once, at the end.",
  ],
  ["04.3", 0.8, "nearly: the value is right, but rounded too far: give it to two decimals."],
  [
    "04.3",
    -1.2,
    "not yet: that is minus the logit; it isn't a probability. Hint: Take sigmoid([1.2]), and [0] of it.",
  ],
  [
    "04.3",
    1 / 1 + Math.exp(-1.2),
    "not yet: that is 1 / 1 + e to the power of −1.2: put brackets around the whole sum. Hint: 1 / (1 + Math.exp(-1.2))",
  ],
  [
    "04.3",
    Math.log(1.2),
    "not yet: that is a logarithm. From a logit to a probability it takes an exponential. Hint: Take sigmoid([1.2]), and [0] of it.",
  ],
  ["04.3", 0, "not yet: no logit has a probability of 0, and this one speaks for spam."],
  [
    "04.3",
    "sigmoid(1.2)",
    'not yet: the exercise asks for one number, and "sigmoid(1.2)" is text: leave out the quotes, so that it is computed.',
  ],
  [
    "04.3",
    sigmoid,
    "not yet: the exercise asks for one number, and your answer is a function: call it, with ( ) after its name.",
  ],
  [
    "04.3",
    Number.NaN,
    "not yet: the exercise asks for one number, and your answer is NaN, “not a number”: something undefined, or Infinity divided by Infinity, went into it.",
  ],
  [
    "04.3",
    2 ** 1.2 / (1 + 2 ** 1.2),
    "not yet: you took a power of 2; logits belong to powers of e.",
  ],
])("%s answered with %j is told: %s", (id, answer, reply) => {
  expect(said(lesson04, id, answer)).toBe(reply);
});

it("the mistakes of 04.1 are what the two pipelines make of the five configs, and of nothing else", () => {
  const configs = [
    { num_labels: 2, problem_type: null },
    { num_labels: 1, problem_type: null },
    { num_labels: 1, problem_type: "regression" },
    { num_labels: 2, problem_type: "multi_label_classification" },
    { num_labels: 28, problem_type: "single_label_classification" },
  ];
  const nameOf = (row: number[], score: number) => {
    const best = Math.max(...row);
    const isNear = (value: number) => Math.abs(value - score) < 1e-6;
    if (isNear(Math.max(...softmax(row)))) return "softmax";
    return isNear(sigmoid([best])[0]) ? "sigmoid" : "none";
  };
  const read = configs.map((config) => {
    const row = Array.from({ length: config.num_labels }, (_, i) => 0.3 - i / 10);
    const [python] = postprocess([row], config, { top_k: 1 })[0] as { score: number }[];
    const [js] = postprocessLikeTransformersJs(row, config);
    return { python: nameOf(row, python.score), js: nameOf(row, js.score) };
  });
  expect(
    said(
      lesson04,
      "04.1",
      read.map(({ python }) => python),
    ),
  ).toBe("✓");
  expect(
    said(
      lesson04,
      "04.1",
      read.map(({ js }) => js),
    ),
  ).toMatch(/rule of transformers\.js/);
});
