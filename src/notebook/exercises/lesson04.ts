import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Exercise, Reply } from "../exercises.js";
import { compareLabels, type LabelMistake } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import { mendedArgmax } from "./mendedArgmax.js";
import { notYet } from "./replies.js";
import { shiftedPair } from "./shiftedPair.js";
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

export const lesson04: Exercise[] = [
  {
    id: "04.1",
    check: (answer) =>
      problemTypes(answer) ??
      compareLabels(
        named(answer),
        five.map(({ name }) => name),
        {
          known: functions,
          noun: "function",
          isByPlace: true,
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
        otherwise: spamMeaning,
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
    check: shiftedPair,
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
    if (typeof item !== "string") return item;
    // "torch.sigmoid", "F.softmax", "nn.Identity()"
    const word = item.replace(/^.*\./, "").trim();
    if (/^(logistic|expit)\b/i.test(word)) return "sigmoid";
    return /^(identity|linear|nothing|no)\b/i.test(word) ? "none" : word;
  });
}

/** What to say of an answer that names problem types in place of functions. */
function problemTypes(answer: unknown): Reply | undefined {
  const isType = (item: unknown) => /^(single|multi)_label_|^regression$/.test(`${item}`);
  if (!Array.isArray(answer) || !answer.some((item) => typeof item === "string" && isType(item))) {
    return undefined;
  }
  return notYet("those are problem types; the exercise asks for the function of each.");
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

/** What a probability of 04.3 would mean, if it isn't one that was only rounded too early. */
function spamMeaning(p: number): string | undefined {
  if (p === 0) return "no logit has a probability of 0, and this one speaks for spam.";
  const logit = Math.log(p / (1 - p));
  return Math.abs(logit - spam) < 0.01
    ? undefined
    : `a probability of ${short(p)} would come from a logit of ${short(logit)}.`;
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
    { answer: -spam, remark: "that is minus the logit; it isn't a probability.", hint: useSigmoid },
    {
      answer: 1 + Math.exp(-spam),
      remark: "that is 1 / 1 + e to the power of −1.2: put brackets around the whole sum.",
      hint: "1 / (1 + Math.exp(-1.2))",
    },
    {
      answer: Math.log(spam),
      remark: "that is a logarithm. From a logit to a probability it takes an exponential.",
      hint: useSigmoid,
    },
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
      isNearly: true,
    },
    {
      answer: softmax([spam, -spam]),
      remark: "you gave softmax a second logit of −1.2; that of no spam is 0.",
    },
  ];
}
