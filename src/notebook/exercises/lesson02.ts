import type { Exercise } from "../exercises.js";
import { compareNumbers } from "./compareNumbers.js";

/** Mean cross-entropy of the logits [[2, 0], [0, 1], [1, 1]] for the labels [0, 0, 1], by mpmath, 25 digits, rounded. */
const lossOfThree = 0.7111122930403802;

const turnedLabels = ["NEGATIVE", "POSITIVE", "POSITIVE"];

export const lesson02: Exercise[] = [
  {
    id: "02.1",
    check(answer) {
      if (String(answer) === "7,250") return "that is the shape with rows and columns swapped.";
      return compareNumbers(answer, [250, 7], 0);
    },
    hints: [
      "The rows come first, one for each sentence.",
      "Then the columns, one for each class: [250, …].",
    ],
  },
  {
    id: "02.2",
    check(answer) {
      if (typeof answer !== "number") return "the exercise asks for one number.";
      if (answer === 85)
        return "that is how many were right; the exercise asks for their share of all.";
      return Math.abs(answer - 0.85) < 1e-6 || "that is not the share that was right.";
    },
    hints: [
      "Truth and prediction agree on the diagonal, from top left to bottom right.",
      "Divide the sum of the diagonal by the sum of all four counts.",
    ],
  },
  {
    id: "02.3",
    check(answer) {
      if (typeof answer !== "number") return "the exercise asks for one number.";
      if (Math.abs(answer - 3 * lossOfThree) < 1e-3)
        return "that is the sum; the exercise asks for the mean.";
      if (Math.abs(answer + lossOfThree) < 1e-3)
        return "a loss is never negative: change the sign.";
      return Math.abs(answer - lossOfThree) < 1e-3 || "that is not the mean cross-entropy.";
    },
    hints: [
      "For each row: minus the logarithm of the probability of the true class.",
      "logSoftmax(three) gives the logarithms; row i's true class is truth[i].",
      "logSoftmax(three).map((row, i) => -row[truth[i]]), then take the mean of the three.",
    ],
  },
  {
    id: "02.4",
    check: (answer) => answer === "sarcasm" || "another tag has a lower accuracy.",
    hints: [
      "The list under “Which sentences are hard?” has an accuracy for each tag.",
      "In which kind of sentence do the words say the opposite of what is meant?",
    ],
  },
  {
    id: "02.5",
    check(answer) {
      if (!Array.isArray(answer)) return "the exercise asks for a list of labels.";
      if (answer.length === 2)
        return "two labels for three sentences: swap the batch's rows and columns first.";
      const wrong = turnedLabels.findIndex((label, i) => answer[i] !== label);
      return wrong === -1 || `label ${wrong + 1} is not the label of sentence ${wrong + 1}.`;
    },
    hints: [
      "Here the two rows are the classes, so each sentence is a column.",
      "The first sentence has the logits [sent[0][0], sent[1][0]].",
      "[0, 1, 2].map((i) => argmax([sent[0][i], sent[1][i]])) gives the indices.",
    ],
  },
];
