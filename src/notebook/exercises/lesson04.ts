import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Exercise } from "../exercises.js";
import { compareLabels, type LabelMistake } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import { mendedArgmax } from "./mendedArgmax.js";
import { skyAtThresholds } from "./skyAtThresholds.js";

/** The function of each of the five configs of 04.1, and why. */
const five = [
  {
    name: "softmax",
    why: "nothing is said but that there are two labels, so one of them is chosen",
  },
  { name: "sigmoid", why: "a single logit has nobody to share with" },
  { name: "none", why: "a regression's number is the answer itself" },
  { name: "sigmoid", why: "each of the two labels is a question of its own" },
  { name: "softmax", why: "one of the 28 labels is chosen, however many there are" },
];
const functions = ["softmax", "sigmoid", "none"];

/** The single logit of 04.3. */
const spam = 1.2;

/** The row of 04.5, and what is added to it. */
const [first, second, more] = [1.5, -2, 5];

export const lesson04: Exercise[] = [
  {
    id: "04.1",
    check: (answer) =>
      compareLabels(
        named(answer),
        five.map(({ name }) => name),
        {
          known: functions,
          noun: "function",
          mistakes: functionMistakes(),
          otherwise: (_, place) =>
            `config ${place} (counted from 0) takes another: ${five[place].why}.`,
        },
      ),
    hints: [
      "Read problem_type first. Only where it is null does the number of labels decide.",
      "A regression takes none, several labels at once or a single logit take sigmoid, and everything else takes softmax.",
    ],
    solution: '["softmax", "sigmoid", "none", "sigmoid", "softmax"]',
  },
  {
    id: "04.2",
    check: skyAtThresholds,
    hints: [
      "sigmoid(sky) gives a probability for each of the four labels, in their order.",
      "At 0.5 keep those above 0.5, and at 0.3 those above 0.3: each list is as long as it comes out.",
    ],
    solution:
      "[0.5, 0.3].map((threshold) => skyLabels.filter((_, i) => sigmoid(sky)[i] > threshold))",
  },
  {
    id: "04.3",
    check: (answer) =>
      compareNumbers(answer, sigmoid([spam])[0], 1e-5, {
        share: true,
        fields: ["scores", "score"],
        mistakes: oneLogitMistakes(),
        otherwise: (p) =>
          p > 0 && p < 1
            ? `a probability of ${short(p)} would come from a logit of ${short(Math.log(p / (1 - p)))}.`
            : undefined,
      }),
    hints: [
      "The logit is the log-odds of spam against no spam. Which function turns one logit into a probability?",
      "1 / (1 + e to the power of minus the logit): write Math.exp for the power.",
    ],
    solution: "sigmoid([1.2])[0]",
  },
  {
    id: "04.4",
    check: mendedArgmax,
    hints: [
      "argmax gives each sentence one label. How many may a sentence have here?",
      "Ask each label by itself: is its sigmoid above 0.5, or its logit above 0? A sentence may have none.",
    ],
    solution: "three.map((row) => labels.filter((_, i) => row[i] > 0))",
  },
  {
    id: "04.5",
    check: (answer) =>
      compareNumbers(answer, [softmax([first, second])[1], sigmoid([second + more])[0]], 1e-5, {
        share: true,
        mistakes: shiftMistakes(),
      }),
    hints: [
      "Softmax looks at differences only, and the difference of the two logits stays. What is it?",
      "The logit of B is -2 before and 3 after. Sigmoid looks at that one number.",
    ],
    solution: "[softmax([6.5, 3])[1], sigmoid([6.5, 3])[1]]",
  },
];

/** The functions themselves and other names for them stand for their names, and null or "identity" for none. */
function named(answer: unknown): unknown {
  if (!Array.isArray(answer)) return answer;
  return Array.from(answer, (item) => {
    if (item === softmax) return "softmax";
    if (item === sigmoid) return "sigmoid";
    if (item === null) return "none";
    if (/^\s*logistic\s*$/i.test(String(item))) return "sigmoid";
    const isNone = /^\s*(identity|linear|nothing|no function)\s*$/i.test(String(item));
    return typeof item === "string" && isNone ? "none" : item;
  });
}

function functionMistakes(): LabelMistake[] {
  const by = (answer: string, remark: string, hint?: string): LabelMistake => ({
    answer: answer.split(" "),
    remark,
    ...(hint !== undefined && { hint }),
  });
  return [
    by(
      "softmax softmax softmax sigmoid softmax",
      "that is the rule of transformers.js, which makes every single logit a 1.",
      "A single logit takes sigmoid, and a regression takes nothing.",
    ),
    by(
      "softmax sigmoid sigmoid sigmoid softmax",
      "you went by the single logit in config 2; its problem_type says that it is a regression.",
    ),
    by(
      "softmax none none sigmoid softmax",
      "you took both single logits for regressions; only config 2 says so, and without a problem_type the pipeline takes sigmoid.",
    ),
    by(
      "softmax sigmoid none softmax sigmoid",
      "you went by the number of labels. It is problem_type that says whether they share.",
    ),
    by(
      "softmax sigmoid none softmax softmax",
      "two labels need not share: config 3 asks each of them for itself.",
    ),
    by(
      "softmax sigmoid none sigmoid sigmoid",
      "many labels need not be independent: config 4 chooses one of its 28.",
    ),
    by(
      "sigmoid sigmoid none sigmoid softmax",
      "config 0 has two logits. Sigmoid of their difference would do, but for the row it is softmax.",
    ),
    by(
      "sigmoid sigmoid none softmax sigmoid",
      "you have softmax and sigmoid the wrong way round wherever there is more than one logit.",
      "Softmax chooses one; sigmoid asks each by itself.",
    ),
    by(
      "softmax softmax softmax softmax softmax",
      "softmax fits only a model that chooses one of several classes.",
    ),
    by(
      "sigmoid sigmoid sigmoid sigmoid sigmoid",
      "sigmoid fits only labels that are asked one by one.",
    ),
    by(
      "none none none none none",
      "without a function the scores stay logits; only a regression wants that.",
    ),
    by(
      "softmax sigmoid softmax sigmoid softmax",
      "config 2 is a regression: its number is the answer, and softmax would make it 1.",
    ),
    by(
      "softmax softmax none sigmoid softmax",
      "softmax makes the single logit of config 1 a 1, whatever it is.",
    ),
  ];
}

function oneLogitMistakes(): Mistake[] {
  const p = sigmoid([spam])[0];
  const useSigmoid = "Take sigmoid([1.2]), and [0] of it.";
  return [
    {
      answer: 1,
      remark: "that is softmax of one logit, which is 1 whatever the logit is.",
      hint: useSigmoid,
    },
    {
      answer: 1 - p,
      remark: "that is the probability of no spam: a logit above 0 speaks for spam.",
      hint: "In 1 / (1 + Math.exp(-1.2)) there is a minus before the logit.",
    },
    { answer: spam, remark: "that is the logit itself; it isn't a probability.", hint: useSigmoid },
    {
      answer: Math.exp(spam),
      remark: "those are the odds. The probability is odds / (1 + odds).",
    },
    {
      answer: Math.exp(-spam),
      remark: "those are the odds against spam. The probability is 1 / (1 + them).",
    },
    {
      answer: sigmoid([p])[0],
      remark: "you took sigmoid twice; once is enough.",
    },
    {
      answer: softmax([p, 1 - p])[0],
      remark:
        "you took a function twice: the two probabilities were right, and softmax wants logits.",
    },
    {
      answer: sigmoid([2 * spam])[0],
      remark: "you took the logit twice, as if there were a second one of −1.2.",
    },
    {
      answer: Math.tanh(spam),
      remark: "that is tanh, which runs from −1 to 1; sigmoid runs from 0 to 1.",
    },
    {
      answer: spam / (1 + spam),
      remark: "you left out the exponential: odds are Math.exp(1.2), not 1.2.",
    },
    { answer: 1 / (1 + spam), remark: "you left out the exponential: write Math.exp(-1.2)." },
    {
      answer: 2 ** spam / (1 + 2 ** spam),
      remark: "you took a power of 2; logits belong to powers of e.",
    },
    {
      answer: 10 ** spam / (1 + 10 ** spam),
      remark: "you took a power of 10; logits belong to powers of e.",
    },
    {
      answer: 0.5,
      remark: "0.5 is the probability of a logit of 0; this one is above it.",
      hint: useSigmoid,
    },
    {
      answer: [p, 1 - p],
      remark: "those are spam and no spam; the exercise asks for the first alone.",
    },
    {
      answer: softmax([spam, -spam]),
      remark: "you gave softmax a second logit of −1.2; that of no spam is 0.",
    },
  ];
}

function shiftMistakes(): Mistake[] {
  const [a, b] = softmax([first, second]);
  const before = sigmoid([second])[0];
  const after = sigmoid([second + more])[0];
  const stays = "Softmax of [6.5, 3] is softmax of [1.5, -2]: the difference is the same.";
  return [
    {
      answer: [a, b, ...sigmoid([first + more, second + more])],
      remark: "those are A's and B's; the exercise asks for B's, at [1] of each.",
      isNearly: true,
    },
    { answer: [b, before], remark: "softmax stays, but sigmoid doesn't: the logit of B is now 3." },
    {
      answer: [after, after],
      remark: "you took sigmoid for both; softmax makes B share with A, and A grew as well.",
      hint: stays,
    },
    {
      answer: [before, after],
      remark: "the first is B's sigmoid before; softmax is asked for.",
      hint: stays,
    },
    { answer: [after, b], remark: "both are right, but softmax comes first." },
    {
      answer: [before, b],
      remark: "the first of them is B's sigmoid before the shift, and softmax comes first.",
    },
    {
      answer: [a, sigmoid([first + more])[0]],
      remark: "those are A's; the exercise asks for B's.",
    },
    {
      answer: [a, after],
      remark: "the second is right; the first is A's share, and B's is asked for.",
    },
    {
      answer: [b, sigmoid([first + more])[0]],
      remark: "the first is right; the second is A's, and B's is asked for.",
    },
    {
      answer: [softmax([first + more, second])[1], after],
      remark: "the second is right. For softmax you added 5 to A alone, but both move.",
      hint: stays,
    },
    {
      answer: [softmax([first, second + more])[1], after],
      remark: "the second is right. For softmax you added 5 to B alone, but both move.",
      hint: stays,
    },
    {
      answer: [b, Math.min(1, before + more)],
      remark:
        "the first is right. The 5 is added to the logit, before sigmoid, and not to the probability.",
    },
    {
      answer: [b, before + more],
      remark:
        "the first is right. The 5 is added to the logit, before sigmoid, and not to the probability.",
    },
    {
      answer: [b, 1 - after],
      remark: "the first is right; the second is the probability that B is off.",
    },
    {
      answer: [b, second + more],
      remark: "the first is right; the second is the logit itself: take sigmoid of it.",
    },
    {
      answer: [0.5, 0.5],
      remark: "that would be two equal logits for softmax, and a logit of 0 for sigmoid.",
    },
  ];
}
