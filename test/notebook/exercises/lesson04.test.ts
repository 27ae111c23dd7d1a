import { expect, it } from "vitest";
import { postprocess } from "../../../src/logits/pipelines/postprocess.js";
import { postprocessLikeTransformersJs } from "../../../src/logits/pipelines/transformersJs.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import { lesson04 } from "../../../src/notebook/exercises/lesson04.js";
import { said } from "./said.js";

const five = ["softmax", "sigmoid", "none", "sigmoid", "softmax"];
const p = sigmoid([1.2])[0];
const [a, b] = softmax([1.5, -2]);

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
    "not yet: those are spam and no spam; the exercise asks for the first alone.",
  ],
  [
    "04.3",
    softmax([1.2, -1.2]),
    "not yet: you gave softmax a second logit of −1.2; that of no spam is 0.",
  ],
  ["04.3", { label: "spam", score: p }, "✓"],
  ["04.3", 0.9, "not yet: a probability of 0.9 would come from a logit of 2.197."],
  ["04.5", [b, sigmoid([3])[0]], "✓"],
  ["04.5", [softmax([6.5, 3])[1], sigmoid([6.5, 3])[1]], "✓"],
  ["04.5", [0.03, 0.95], "✓ right, rounded"],
  [
    "04.5",
    "2.93 %, 95.26 %",
    "nearly: the values are right; give them as numbers, not as text, and give them as shares, between 0 and 1, not in per cent.",
  ],
  [
    "04.5",
    [b, sigmoid([-2])[0]],
    "not yet: softmax stays, but sigmoid doesn't: the logit of B is now 3.",
  ],
  [
    "04.5",
    [sigmoid([3])[0], sigmoid([3])[0]],
    "not yet: you took sigmoid for both; softmax makes B share with A, and A grew as well. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [sigmoid([-2])[0], sigmoid([3])[0]],
    "not yet: the first is B's sigmoid before; softmax is asked for. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  ["04.5", [sigmoid([3])[0], b], "not yet: both are right, but softmax comes first."],
  ["04.5", [a, sigmoid([6.5])[0]], "not yet: those are A's; the exercise asks for B's."],
  [
    "04.5",
    [a, sigmoid([3])[0]],
    "not yet: the second is right; the first is A's share, and B's is asked for.",
  ],
  [
    "04.5",
    [b, sigmoid([6.5])[0]],
    "not yet: the first is right; the second is A's, and B's is asked for.",
  ],
  [
    "04.5",
    [softmax([1.5, 3])[1], sigmoid([3])[0]],
    "not yet: the second is right. For softmax you added 5 to B alone, but both move. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [b, sigmoid([-2])[0] + 5],
    "not yet: the first is right. The 5 is added to the logit, before sigmoid, and not to the probability.",
  ],
  [
    "04.5",
    [b, 1 - sigmoid([3])[0]],
    "not yet: the first is right; the second is the probability that B is off.",
  ],
  [
    "04.5",
    [b, 3],
    "not yet: the first is right; the second is the logit itself: take sigmoid of it.",
  ],
  [
    "04.5",
    [softmax([6.5, -2])[1], sigmoid([3])[0]],
    "not yet: the second is right. For softmax you added 5 to A alone, but both move. Hint: Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.",
  ],
  [
    "04.5",
    [softmax([6.5, 3]), sigmoid([6.5, 3])],
    "nearly: those are A's and B's; the exercise asks for B's, at [1] of each.",
  ],
  ["04.5", [0.2, 0.9], "not yet: [0] is too large, [1] is too small."],
  ["04.5", b, "not yet: the exercise asks for 2 numbers, and you gave only one."],
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
