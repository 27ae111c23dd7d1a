import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { Exercise } from "../exercises.js";
import { compareNumbers } from "./compareNumbers.js";
import { leavesOf, readAnswer } from "./readAnswer.js";
import { sst2Logits } from "./sst2Logits.js";

/** The classes of the review model, in its order. */
const classes = ["NEGATIVE", "POSITIVE"];

/** What two equal logits have to do with each other doesn't depend on how large they are. */
const equals = [0.7, 0.7];

export const lesson00: Exercise[] = [
  {
    id: "00.1",
    check(answer) {
      const [given] = leavesOf(readAnswer(answer, ["predicted_index"]));
      const { fantastic } = sst2Logits;
      const label = typeof given === "string" ? given.trim().toUpperCase() : "";
      if (label === classes[1]) {
        return {
          verdict: "nearly",
          remark:
            "that is the right label; the exercise asks for its class index, which id2label (cell 1) has.",
        };
      }
      if (label === classes[0]) {
        return "that is a label, and not the one of the larger logit; the exercise asks for a class index.";
      }
      return compareNumbers(answer, 1, 0, {
        fields: ["predicted_index"],
        mistakes: [
          {
            answer: 0,
            remark: "that is the index of the smaller logit: it belongs to NEGATIVE.",
            hint: "Compare the two logits in cell 2; −3.48 is less than 3.85, because it is negative.",
          },
          {
            answer: 2,
            remark: "you counted from 1; class indices start at 0.",
            hint: "The first class has the index 0.",
          },
          {
            answer: fantastic,
            remark: "those are the two logits; the exercise asks for the place of the larger one.",
          },
          {
            answer: fantastic[1],
            remark: "that is the larger logit itself; the exercise asks for its place.",
          },
          {
            answer: softmax(fantastic),
            remark:
              "those are the probabilities; the exercise asks for the place of the larger one.",
          },
          {
            answer: softmax(fantastic)[1],
            remark: "that is the probability of the chosen class; the exercise asks for its place.",
          },
          {
            answer: classes.map((_, index) => index),
            remark: "those are the indices of both classes; the model chooses one.",
          },
        ],
        otherwise: (index) =>
          Number.isInteger(index)
            ? "there are two classes, and their indices are 0 and 1."
            : "an index is a whole number: it says where the largest logit is, not how large it is.",
      });
    },
    hints: [
      "Which of the two logits in cell 2 is larger, the first or the second?",
      "argmax looks for the place of the largest number, and places count from 0.",
    ],
    solution: "argmax(logits)",
  },
  {
    id: "00.2",
    check: (answer) =>
      compareNumbers(answer, softmax(equals)[1], 1e-9, {
        share: true,
        fields: ["scores"],
        mistakes: [
          {
            answer: equals[0],
            remark: "0.7 is the logit. What share does each of two equals get?",
          },
          {
            answer: equals[0] + equals[1],
            remark: "that is the sum of the two logits. What share does each of two equals get?",
          },
          {
            answer: sigmoid(equals)[1],
            remark:
              "that is the sigmoid of 0.7 alone; softmax compares the logit with the other one.",
            hint: "The other logit is just as large.",
          },
          {
            answer: Math.exp(equals[0]),
            remark: "that is e to the power of 0.7; it isn't a share of anything yet.",
            hint: "Divide it by the sum of both exponentials.",
          },
          {
            answer: softmax(equals),
            remark: "both probabilities are right; give only that of POSITIVE, [1].",
            isNearly: true,
          },
          { answer: equals, remark: "those are the two logits. What share does each of them get?" },
          {
            answer: 1,
            remark:
              "1 is what both probabilities add up to. What share does each of two equals get?",
          },
          {
            answer: 0,
            remark: "0 would mean that POSITIVE is impossible; its logit is as large as the other.",
          },
        ],
        otherwise: (share) =>
          `then NEGATIVE would get ${Number((1 - share).toFixed(3))}, but equal logits get equal shares.`,
      }),
    hints: [
      "The probabilities of the two classes are equal, and they add up to 1.",
      "Run softmax([0.7, 0.7]) in a cell of your own to see both.",
    ],
    solution: "softmax([0.7, 0.7])[1]",
  },
];
