import { isRecord } from "../../logits/checks.js";
import { softmax } from "../../logits/softmax.js";
import type { Exercise, Reply } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import { namesOfSix } from "./namesOfSix.js";
import { leavesOf, readAnswer } from "./readAnswer.js";
import { nearly, notYet } from "./replies.js";

/** The true classes of the eight texts of 06.3, and the class index that the model gave them: it is wrong about text 6. */
const truth = ["low", "high", "middle", "high", "low", "middle", "middle", "low"];
const called = [2, 0, 1, 0, 2, 1, 0, 2];
const classes = ["high", "middle", "low"];

/** The classes of 06.2 and 06.4. */
const seven = 7;
const thirty = 30;

export const lesson06: Exercise[] = [
  {
    id: "06.1",
    check: namesOfSix,
    hints: [
      "Three questions for each: do its rows add up to 1, what is its largest number, and is it right in 90 %, in half or in 10 %?",
      "diagnose(six.A, { label_ids: truth }) looks at all of that, but it doesn't know every name of the list.",
      "A and E are wrong too often, C has a ceiling, F adds up the other way, and one of B and D is only rounded.",
    ],
    solution: '["untrained", "sigmoid", "twice", "float16", "order", "batch"]',
  },
  {
    id: "06.2",
    check: (answer) =>
      compareNumbers(answer, Math.E / (Math.E + seven - 1), 1e-5, {
        share: true,
        mistakes: ceilingMistakes(),
        otherwise: (share) =>
          `${short(share)} isn't it. The second softmax takes a 1 and six zeros for logits: that makes e and six times 1. Which share of their sum is e?`,
      }),
    hints: [
      "Which row of seven probabilities is the surest of all? Take softmax of that.",
      "e to the power of 1 is e, and e to the power of 0 is 1. There are six zeros.",
    ],
    solution: "softmax([1, 0, 0, 0, 0, 0, 0])[0]",
  },
  {
    id: "06.3",
    check: nameClasses,
    hints: [
      "Go through the texts: what is true where the model says LABEL_0?",
      "Class index 0 comes first. The model says LABEL_0 for the texts 1, 3 and 6, counted from 0, and is wrong about one of them.",
    ],
    solution: `["high", "middle", "low"]`,
  },
  {
    id: "06.4",
    check: (answer) =>
      compareNumbers(answer, Math.log(thirty), 1e-4, {
        mistakes: guessMistakes(),
        otherwise: (loss) =>
          loss > 20
            ? "that would be a model that is sure of something else; an untrained head isn't sure of anything."
            : loss > 0
              ? `a loss of ${short(loss)} would belong to a probability of ${short(Math.exp(-loss))} for the true class. What does an untrained head give it?`
              : "a loss is minus the logarithm of a probability, so it is above 0.",
      }),
    hints: [
      "An untrained head gives each of the thirty classes about the same probability. Which?",
      "The loss is minus the natural logarithm of the true class's probability.",
    ],
    solution: "-Math.log(1 / 30)",
  },
];

function nameClasses(answer: unknown): true | Reply {
  if (isRecord(answer) && classes.every((name) => typeof answer[name] === "number")) {
    return notYet(
      "that is label2id, from names to class indices; id2label goes the other way, from class indices to names.",
    );
  }
  if (isRecord(answer) && String(Object.keys(answer)) === "1,2,3") {
    const counted = nameClasses(Object.values(answer));
    return counted === true ? nearly(3, ["classes count from 0, not from 1"]) : counted;
  }
  if (leavesOf(readAnswer(answer)).some((leaf) => /^LABEL_\d$/i.test(String(leaf)))) {
    return notYet(
      "those are the placeholders; in their place belong the names that the truth uses.",
    );
  }
  return compareLabels(answer, classes, {
    known: classes,
    noun: "name",
    isByPlace: true,
    mistakes: [
      {
        answer: ["low", "middle", "high"],
        remark: "that is the order that one expects, and the texts speak against it.",
        hint: "The model says LABEL_0 for three texts. What are most of them in truth?",
      },
      {
        answer: ["high", "low", "middle"],
        remark: "that is the alphabet's order, and the texts speak against it.",
        hint: "What is true where the model says LABEL_1?",
      },
      {
        answer: ["low", "high", "middle"],
        remark: "those are the names in the order in which they come up among the texts.",
        hint: "Class index 0 is LABEL_0, which the model says for the texts 1, 3 and 6.",
      },
      {
        answer: truth,
        remark: "those are the true names of the texts; id2label has one name for each class.",
      },
      {
        answer: called.map((index) => classes[index]),
        remark: "those are the names of the texts; id2label has one name for each class.",
      },
    ],
    otherwise: (name, place) =>
      `LABEL_${place} isn't ${name}: find the texts for which the model says LABEL_${place}. What are most of them in truth?`,
  });
}

function ceilingMistakes(): Mistake[] {
  const surest = "The surest row is [1, 0, 0, 0, 0, 0, 0]: what is its softmax?";
  return [
    {
      answer: Math.E / (Math.E + 1),
      remark: "that is the ceiling of two classes. Here six others take a share.",
      hint: surest,
    },
    {
      answer: Math.E / (Math.E + seven),
      remark: "you counted seven others; beside the one class there are six.",
    },
    {
      answer: Math.E / seven,
      remark: "you divided by the number of classes, but the sum is e plus six times 1.",
    },
    {
      answer: 1 / seven,
      remark: "that is a share when all are equal, which is the floor of the largest one.",
      hint: surest,
    },
    {
      answer: 1 / (Math.E + seven - 1),
      remark:
        "that is what the other six get, each of them: the floor. The exercise asks for the ceiling.",
    },
    {
      answer: 1,
      remark: "that is the ceiling of one softmax. The second one takes the 1 for a logit.",
      hint: surest,
    },
    {
      answer: Math.E,
      remark: "that is e to the power of 1, before it is divided by the sum.",
      hint: surest,
    },
    {
      answer: 1 / Math.E,
      remark: "that is e to the power of −1. The share is e divided by the sum of all.",
      hint: surest,
    },
    {
      answer: Math.E / (seven - 1),
      remark: "you divided by the six others; e itself belongs to the sum, too.",
    },
    {
      answer: 1 / 2,
      remark: "nothing stops a share at one half: the second softmax takes 1 and 0 for logits.",
      hint: surest,
    },
    {
      answer: softmax(softmax([1, ...Array(seven - 1).fill(0)]))[0],
      remark: "that is softmax once more: a 1 and six zeros have been through it once already.",
      hint: surest,
    },
    {
      answer: Math.E / (Math.E + seven - 2),
      remark: "you counted five others; beside the one class there are six.",
    },
    {
      answer: 0,
      remark: "that is the smallest share; the exercise asks for the largest.",
      hint: surest,
    },
    {
      answer: 2 / (2 + seven - 1),
      remark: "you took powers of 2; softmax takes powers of e.",
    },
  ];
}

function guessMistakes(): Mistake[] {
  const p = 1 / thirty;
  return [
    {
      answer: Math.log2(thirty),
      remark:
        "that is the loss in base 2 (in bits); Python and this kit take the natural logarithm.",
    },
    {
      answer: Math.log10(thirty),
      remark: "that is the logarithm in base 10; Python and this kit take the natural one.",
      hint: "Math.log is the natural logarithm.",
    },
    {
      answer: Math.LN2,
      remark: "that is ln 2, the loss of a guess between two classes. Here there are thirty.",
    },
    {
      answer: p,
      remark: "that is the probability of the true class. The loss is minus its logarithm.",
    },
    {
      answer: 1 - p,
      remark: "that is the share of wrong guesses. The loss is a logarithm.",
      hint: "Each class gets a probability of 1/30.",
    },
    { answer: thirty, remark: "that is the number of classes; the loss is its logarithm." },
    {
      answer: Math.log(thirty - 1),
      remark: "the true class is one of the thirty, so don't take it away.",
    },
    {
      answer: 0,
      remark: "a loss of 0 belongs to a model that is sure and right, and this one knows nothing.",
    },
    {
      answer: 1,
      remark: "a loss has no ceiling at 1: it is minus a logarithm.",
      hint: "Each class gets a probability of 1/30.",
    },
    {
      answer: Math.log(thirty + 1),
      remark: "that would be 31 classes: the true one is one of the thirty.",
    },
    {
      answer: Math.log(seven),
      remark: "that is ln 7, for seven classes. Here there are thirty.",
    },
    {
      answer: p * Math.log(thirty),
      remark: "you weighted the logarithm with 1/30; the mean over the texts does that by itself.",
    },
    {
      answer: thirty * Math.log(thirty),
      remark: "that is the sum over thirty texts; the loss is the mean.",
    },
    {
      answer: Math.sqrt(thirty),
      remark: "that is a root; the loss is a logarithm.",
    },
  ];
}
