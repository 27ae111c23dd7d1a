import { argmax } from "../../logits/argmax.js";
import { softmax } from "../../logits/softmax.js";
import type { Exercise } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { compareNumbers, short } from "./compareNumbers.js";
import { labelMistakes, softmaxMistakes } from "./likelyMistakes.js";
import { leavesOf, readAnswer } from "./readAnswer.js";
import { notYet } from "./replies.js";
import { sst2Logits } from "./sst2Logits.js";

const z = [2, 1, 0.1];

/** How sure the model of 01.3 is to be, and the odds that belong to it. */
const sure = 0.99;
const odds = sure / (1 - sure);

/** The rows and the labels of 01.4. */
const rows = [
  [0.3, -1.2, 2.0],
  [1.1, 0.9, -0.4],
  [-0.2, 3.0, 0.1],
];
const labels = ["neutral", "joy", "anger"];

/** What the tokenizer of `sst2` makes of "Not bad at all.", with [CLS] and [SEP]. */
const pieces = ["not", "bad", "at", "all", "."];

export const lesson01: Exercise[] = [
  {
    id: "01.1",
    check(answer) {
      const count = pieces.length + 2;
      const leaves = leavesOf(readAnswer(answer, ["input_ids", "dims"]));
      const isTokens =
        leaves.length > 1 &&
        leaves.every((leaf) => typeof leaf === "string" && !/^\d+$/.test(leaf));
      if (leaves.length === count && leaves.every((leaf) => Number(leaf) >= 100)) {
        return notYet(
          "those are the ids themselves; the exercise asks how many there are.",
          "A list has a length, and the tokenizer's tensor has dims.",
        );
      }
      if (isTokens) {
        return notYet(
          `those are ${leaves.length} pieces of text; the exercise asks how many ids the model gets.`,
          "The tokenizer puts one id in front of the pieces and one behind them.",
        );
      }
      if (compareNumbers(leaves, [1, count], 0) === true) return true;
      return compareNumbers(answer, count, 0, {
        fields: ["input_ids", "dims"],
        mistakes: [
          {
            answer: pieces.length,
            remark: "those are the pieces of the sentence, without the ids that go around them.",
            hint: "The tokenizer puts [CLS] in front and [SEP] behind.",
          },
          {
            answer: pieces.length + 1,
            remark: "one id is missing: one goes in front of the pieces, and one behind them.",
          },
          {
            answer: pieces.length - 1,
            remark:
              "those are the words; the full stop is a piece too, and two more ids go around them.",
          },
          {
            answer: 1,
            remark: "1 is the number of sentences, dims[0].",
            hint: "The number of ids is the other one of the two dims.",
          },
          {
            answer: 2,
            remark: "2 is how many dims the tensor has, or how many logits; not its number of ids.",
            hint: "Look at the numbers in dims.",
          },
          {
            answer: 8,
            remark: "8 is the number of ids of the lesson's first sentence; this one is shorter.",
          },
          { answer: 15, remark: "15 is the number of characters; the tokenizer cuts into words." },
        ],
        otherwise: (given) =>
          Number.isInteger(given)
            ? `${short(given)} is too ${given < count ? "few" : "many"}: count the words and the full stop, and what the tokenizer adds.`
            : "a number of ids is a whole number.",
      });
    },
    hints: [
      "Count the words and punctuation marks: each is one piece here.",
      "The tokenizer adds [CLS] at the beginning and [SEP] at the end.",
      "The shape of input_ids says it: its dims are [sentences, ids].",
    ],
    solution: '(await tokenizer("Not bad at all.")).input_ids.dims[1]',
  },
  {
    id: "01.2",
    check: (answer) =>
      compareNumbers(answer, softmax(z), 1e-5, {
        share: "whole",
        fields: ["scores"],
        mistakes: softmaxMistakes(z),
        otherwise: () =>
          "they add up to 1, but they aren't e to the power of each logit, divided by the sum of all three.",
      }),
    hints: [
      "First make them all positive, keeping their order: z.map((logit) => Math.exp(logit)).",
      "Then divide each by the sum of all three.",
    ],
    solution:
      "const e = z.map((logit) => Math.exp(logit)); e.map((value) => value / (e[0] + e[1] + e[2]))",
  },
  {
    id: "01.3",
    check(answer) {
      const pair = leavesOf(readAnswer(answer));
      if (pair.length === 2 && pair.every((leaf) => typeof leaf === "number")) {
        const [one, other] = pair as number[];
        const difference = Math.abs(one - other);
        if (compareNumbers(difference, Math.log(odds), 0.005) === true) {
          return {
            verdict: "nearly",
            remark: "those are two logits with the right difference; give only the difference.",
          };
        }
      }
      return compareNumbers(answer, Math.log(odds), 1e-3, {
        mistakes: [
          {
            answer: Math.log(100),
            remark:
              "that is ln 100, or −ln 0.01: the logarithm of 1 to 0.01. The odds are 0.99 to 0.01.",
            hint: "Odds compare the probability of POSITIVE with that of NEGATIVE, not with 1.",
          },
          {
            answer: 4.61,
            remark:
              "that is ln 100, rounded: the logarithm of 1 to 0.01. The odds are 0.99 to 0.01.",
            hint: "Odds compare the probability of POSITIVE with that of NEGATIVE, not with 1.",
          },
          {
            answer: -Math.log(odds),
            remark: "with that difference the model would be 99 % sure of NEGATIVE: turn the sign.",
          },
          {
            answer: Math.log10(odds),
            remark: "that is the logarithm to base 10; logits take the natural one.",
            hint: "Math.log is the natural logarithm.",
          },
          {
            answer: Math.log10(100),
            remark:
              "that is the logarithm of 100 to base 10. Odds of 0.99 to 0.01 are not 100, and logits take the natural logarithm.",
            hint: "Math.log is the natural logarithm.",
          },
          {
            answer: Math.log2(odds),
            remark: "that is the logarithm to base 2; logits take the natural one.",
            hint: "Math.log is the natural logarithm.",
          },
          {
            answer: Math.log2(100),
            remark:
              "that is the logarithm of 100 to base 2. Odds of 0.99 to 0.01 are not 100, and logits take the natural logarithm.",
            hint: "Math.log is the natural logarithm.",
          },
          {
            answer: odds,
            remark: "those are the odds; the difference of the logits is their logarithm.",
            hint: "Math.log is the natural logarithm.",
          },
          {
            answer: 1 / odds,
            remark:
              "those are the odds the other way round; the difference of the logits is a logarithm.",
          },
          {
            answer: 100,
            remark:
              "odds of 0.99 to 0.01 are not 100 to 1; and the difference of the logits is a logarithm.",
          },
          {
            answer: sure,
            remark:
              "0.99 is the probability that is wanted; the exercise asks for a difference of logits.",
          },
          {
            answer: 0.98,
            remark:
              "that is the difference of the probabilities; the exercise asks for that of the logits.",
          },
          {
            answer: Math.log(sure),
            remark:
              "that is the logarithm of the probability; the difference of the logits is the logarithm of the odds.",
            hint: "Odds are one probability divided by the other: 0.99 to 0.01.",
          },
          {
            answer: softmax([sure, 0])[0],
            remark: "you took 0.99 for the logit; it is the probability that is wanted.",
          },
        ],
        otherwise: (difference) => {
          const [positive] = softmax([difference, 0]);
          const percent = positive > 0.99995 ? "practically 100" : short(100 * positive);
          return difference === 0
            ? "with no difference both classes would have 50 %."
            : `with that difference the model would be ${percent} % sure of POSITIVE.`;
        },
      });
    },
    hints: [
      "0.99 against 0.01 means odds of 99 to 1.",
      "The difference between two logits is the logarithm of the odds, the natural one: Math.log.",
    ],
    solution: "Math.log(0.99 / 0.01)",
  },
  {
    id: "01.4",
    check: (answer) =>
      compareLabels(
        answer,
        argmax(rows).map((index) => labels[index]),
        {
          known: labels,
          lookUp: "otherId2label[index]",
          rows,
          mistakes: labelMistakes(rows, labels),
          otherwise: (label, row) =>
            `in row ${row} (rows count from 0) the largest logit is not that of ${label}.`,
        },
      ),
    hints: [
      "argmax(otherRows) gives one index for each row.",
      "Turn each index into a name with otherId2label, not by the order you would expect.",
    ],
    solution: "argmax(otherRows).map((index) => otherId2label[index])",
  },
  {
    id: "01.5",
    check(answer) {
      const { terrible, fantastic, expected, b } = sst2Logits;
      const plus = (list: readonly number[], times: number) =>
        list.map((logit, k) => logit + times * b[k]);
      const [negative, positive] = terrible;
      const startFromB = "Start the sum of each row from its own number in b.";
      const otherVector =
        "those are the logits of “This is a fantastic movie!”: you took the first sentence's vector h.";
      const count = leavesOf(readAnswer(answer, ["logits"])).length;
      if (count >= 384) {
        return notYet(
          `those are ${count} numbers; a logit is the sum of 384 products.`,
          "Multiply one row of W with the vector, place by place, and add everything up; then the next row.",
        );
      }
      const takeOwn = "This sentence's vector is terrible.pooler_output.";
      return compareNumbers(answer, terrible, 1e-4, {
        fields: ["logits"],
        mistakes: [
          {
            answer: plus(terrible, -1),
            remark: "you forgot the bias b: those are W h alone.",
            hint: startFromB,
          },
          { answer: plus(terrible, 1), remark: "you added the bias b twice.", hint: startFromB },
          {
            answer: plus(terrible, -2),
            remark: "you subtracted the bias b, or took its numbers the other way round.",
            hint: startFromB,
          },
          { answer: fantastic, remark: otherVector, hint: takeOwn },
          {
            answer: plus(fantastic, -1),
            remark: `${otherVector} And the bias b is missing.`,
            hint: takeOwn,
          },
          {
            answer: expected,
            remark:
              "those are the logits of “I expected more.”: you took another sentence's vector.",
            hint: takeOwn,
          },
          {
            answer: [...fantastic].reverse(),
            remark:
              "those are the logits of “This is a fantastic movie!”, the other way round: you took the first sentence's vector h.",
            hint: takeOwn,
          },
          {
            answer: negative - positive,
            remark: "that is the difference of the two logits; the exercise asks for both.",
          },
          {
            answer: [positive, negative],
            remark: "those are the right numbers, but the other way round.",
            hint: "The first row of W belongs to class 0, NEGATIVE, and its logit comes first.",
          },
          {
            answer: softmax(terrible),
            remark: "those are the probabilities; the exercise asks for the logits.",
            hint: "Stop before softmax: a logit is the weighted sum itself.",
          },
          {
            answer: softmax(fantastic),
            remark: "those are probabilities, and of the lesson's first sentence.",
            hint: `Stop before softmax. ${takeOwn}`,
          },
          {
            answer: negative,
            remark: "that is the logit of NEGATIVE alone; the exercise asks for both.",
            hint: "Put the logit of the second row of W behind it, [first, second].",
          },
          {
            answer: positive,
            remark: "that is the logit of POSITIVE alone; the exercise asks for both.",
            hint: "Put the logit of the first row of W in front of it, [first, second].",
          },
          {
            answer: b,
            remark: "those are the numbers in b alone: the weighted sum is missing.",
            hint: "Multiply each row of W with the vector, place by place, and add the products up.",
          },
        ],
        otherwise: (one, other) =>
          one < other
            ? "the first logit is that of NEGATIVE, and the sentence is negative: it should be the larger one."
            : `with those logits the model would be ${short(100 * softmax([one, other])[0])} % sure of NEGATIVE; with its own it is ${short(100 * softmax(terrible)[0])} % sure.`,
      });
    },
    hints: [
      "There is one logit for each row of W: multiply the row by the vector, place by place, and add everything up.",
      "Start each sum from that row's number in b instead of 0.",
    ],
    solution:
      "W.map((weights, k) => weights.reduce((sum, w, j) => sum + w * terrible.pooler_output[j], b[k]))",
  },
];
