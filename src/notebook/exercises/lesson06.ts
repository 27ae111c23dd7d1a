import { isRecord } from "../../logits/checks.js";
import type { Exercise, Reply } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import { leavesOf, readAnswer } from "./readAnswer.js";
import { notYet } from "./replies.js";

/** What may have happened to the outputs of 06.1; one of them happened to none. */
const names = ["untrained", "twice", "batch", "sigmoid", "order", "float16", "healthy"];

/** What happened to A, B, …, F. */
const happened = ["untrained", "sigmoid", "twice", "float16", "order", "batch"];

/** For each output, what tells it from its look-alikes, and from everything else. */
const lookAlikes: readonly (Readonly<Record<string, string>> & { readonly otherwise: string })[] = [
  {
    twice:
      "both stay close to 0.5, but softmax twice keeps the answers and reaches up to 0.731. A's largest number is about 0.55, and it is right in half of the rows.",
    order:
      "labels in another order turn 90 % into 10 %. A is right in half of the rows: it has learned nothing, not the opposite.",
    healthy: "A's rows are proper shares, but it is right in half of the rows, as a coin is.",
    otherwise: "its rows add up to 1, stay close to 0.5, and are right in half of the cases.",
  },
  {
    float16:
      "both add up to nearly 1, but the rounding of 16 bits moves a sum by 0.0005 at most. B's sums are off by up to 0.03.",
    batch:
      "in both the rows don't add up to 1, but a softmax over the batch makes every column add up to 1. B's columns add up to hundreds.",
    healthy: "B's rows don't add up to 1: look at the second decimal of their sums.",
    otherwise:
      "its rows add up to nearly 1, off by up to 0.03, and each of its numbers says nothing of the other.",
  },
  {
    untrained:
      "both stay close to 0.5, but a head without training is right in half of the rows. C is right in 90 %, and its numbers crowd just below 0.731.",
    sigmoid:
      "a sigmoid of logits comes close to 0 and to 1, and its rows don't add up to 1 exactly. C's rows do, and no number is above 0.731.",
    healthy:
      "C's answers are right and its sums are 1, but no number of 872 rows is above 0.731: it has a ceiling, e / (1 + e).",
    otherwise: "its rows add up to 1, and no number is above 0.731, which is e / (1 + e).",
  },
  {
    healthy:
      "nearly: nothing about D needs mending. But its sums are off by up to 0.0002, and that has a name.",
    sigmoid:
      "both add up to nearly 1, but sigmoids of two logits are off by up to 0.03. D's sums are off by 0.0002 at most.",
    batch:
      "in both the rows don't add up to 1 exactly, but a softmax over the batch isn't even near it. D's sums are off by 0.0002 at most.",
    otherwise: "its rows add up to 1, but for 0.0002 at most, and its answers are right in 90 %.",
  },
  {
    untrained:
      "both are wrong far too often, but a head without training is right in half of the rows and never sure. E is right in 10 %, and very sure.",
    healthy:
      "E's numbers pass every test of their own. Compare them with the truth: it is right in 10 % of the rows.",
    otherwise: "its rows are proper and sure, and right in 10 % of the cases.",
  },
  {
    sigmoid:
      "in both the rows don't add up to 1, but sigmoids come near it. F's rows add up to a few thousandths, and each of its columns to 1.",
    float16:
      "16 bits move a sum by 0.0005 at most. F's rows add up to a few thousandths, and each of its columns to 1.",
    untrained:
      "F's numbers are all next to nothing, not next to 0.5: each text got its share of a class. Add up a column.",
    otherwise: "each of its columns adds up to 1, and its rows to a few thousandths.",
  },
];

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
    check: nameSix,
    hints: [
      "Three questions for each: do its rows add up to 1, what is its largest number, and is it right in 90 %, in half or in 10 %?",
      "diagnose(six.A, { label_ids: truth }) looks at all of that, but it doesn't know every name of the list.",
      "A and E are wrong too often, C has a ceiling, F adds up the other way, and one of B and D is only rounded.",
    ],
    solution: `[${happened.map((name) => `"${name}"`).join(", ")}]`,
  },
  {
    id: "06.2",
    check: (answer) =>
      compareNumbers(answer, Math.E / (Math.E + seven - 1), 1e-5, {
        share: true,
        mistakes: ceilingMistakes(),
        otherwise: (share) =>
          `the surest row that the first softmax can give has a 1 and six zeros. The second softmax makes of it a share that is not ${short(share)}.`,
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
          loss > 0
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

/** Names the look-alike that was taken for the first output that isn't right yet. */
function nameSix(answer: unknown): true | string | Reply {
  const given = leavesOf(readAnswer(answer)).map((leaf) => plainName(leaf));
  const isComplete =
    given.length === happened.length && given.every((name) => names.includes(name));
  const wrong = happened.findIndex((name, i) => given[i] !== name);
  if (isComplete && wrong !== -1) {
    const right = happened.filter((name, i) => given[i] === name).length;
    const { otherwise, ...known } = lookAlikes[wrong];
    const letter = "ABCDEF"[wrong];
    const remark = known[given[wrong]] ?? `look at ${letter} again: ${otherwise}`;
    return notYet(
      `${right} of 6 are right. ${letter} isn't "${given[wrong]}".`,
      `${remark[0].toUpperCase()}${remark.slice(1)}`,
    );
  }
  return compareLabels(answer, happened, {
    known: names,
    noun: "name",
    otherwise: (name, place) => `${"ABCDEF"[place]} isn't "${name}".`,
  });
}

const plainName = (leaf: unknown) =>
  typeof leaf === "string" ? leaf.toLowerCase().replace(/[^a-z\d]/g, "") : "";

function nameClasses(answer: unknown): true | Reply {
  if (isRecord(answer) && classes.every((name) => typeof answer[name] === "number")) {
    return notYet(
      "that is label2id, from names to class indices. The config of a pipeline reads id2label, the other way round.",
    );
  }
  return compareLabels(answer, classes, {
    known: classes,
    noun: "name",
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
      `where the model says LABEL_${place}, the truth is hardly ever ${name}: look for its texts.`,
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
