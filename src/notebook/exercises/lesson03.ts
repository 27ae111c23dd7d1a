import { argmax } from "../../logits/argmax.js";
import { softmax } from "../../logits/softmax.js";
import type { Exercise } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import {
  atThreshold,
  coverageMistakes,
  emotionsTest,
  neutral,
  precisionMistakes,
} from "./emotionsTest.js";
import { labelMistakes, sharesOf } from "./likelyMistakes.js";
import { sumOf } from "./lossMistakes.js";
import { inOrder, leavesOf, readAnswer } from "./readAnswer.js";
import { sameProbabilities } from "./sameProbabilities.js";

/** The rows and the labels of 03.2. */
const weather = [
  [0.1, 0.2, -1],
  [2, -1, 1.5],
  [-3, -2, -2.5],
  [0, 0, 1],
];
const weatherLabels = ["rain", "snow", "sun"];

/** The logits of 03.3. */
const [joy, surprise] = [3.1, 1.2];

/** The probabilities of 03.4, and the class that is struck. */
const four = [0.5, 0.3, 0.15, 0.05];
const struck = 1;

export const lesson03: Exercise[] = [
  {
    id: "03.1",
    check: sameProbabilities,
    hints: [
      "Only the differences within a row count. What are they in [1.0, 2.0, 0.5]?",
      "The second logit is 1.0 above the first and 1.5 above the third. In which rows is that so?",
      "softmax(candidates) shows the probabilities of all four.",
    ],
    solution: "[0, 2]",
  },
  {
    id: "03.2",
    check: (answer) =>
      compareLabels(
        answer,
        argmax(weather).map((index) => weatherLabels[index]),
        {
          known: weatherLabels,
          lookUp: "weatherLabels[index]",
          rows: weather,
          mistakes: labelMistakes(weather, weatherLabels),
          otherwise: (label, row) =>
            row === 2
              ? `all logits of row 2 are negative, and the largest of them is −2.0, not that of ${label}.`
              : `in row ${row} (rows count from 0) the largest logit is not that of ${label}.`,
        },
      ),
    hints: [
      "argmax(weather) gives one index for each row.",
      "weatherLabels[index] is the label for one index, so do that for each of them.",
    ],
    solution: "argmax(weather).map((index) => weatherLabels[index])",
  },
  {
    id: "03.3",
    check: (answer) =>
      compareNumbers(answer, Math.exp(joy - surprise), 1e-4, {
        mistakes: oddsMistakes(),
        otherwise: (odds) =>
          odds > 0
            ? `odds of ${short(odds)} would need a difference of ${short(Math.log(odds))} between the two logits.`
            : "odds are one probability divided by another, so they are above 0.",
      }),
    hints: [
      "You don't need the other logits: the odds between two classes don't depend on a third.",
      "The difference between the two logits is the logarithm of the odds, so Math.exp turns it into odds.",
    ],
    solution: "Math.exp(3.1 - 1.2)",
  },
  {
    id: "03.4",
    check(answer) {
      const left = four.filter((_, i) => i !== struck);
      const remaining = sharesOf(left);
      const withZero = [remaining[0], 0, ...remaining.slice(1)];
      const isFour = leavesOf(readAnswer(answer)).length === four.length;
      return compareNumbers(answer, isFour ? withZero : remaining, 1e-5, {
        share: "whole",
        mistakes: strikeMistakes(left),
        otherwise: () =>
          "they add up to 1, but the odds between the three have changed: the first was 10 times as probable as the last.",
      });
    },
    hints: [
      "Striking a class leaves the odds between the others as they were.",
      "So all three grow by the same factor, until they add up to 1. What do they add up to now?",
    ],
    solution: "[0.5, 0.15, 0.05].map((p) => p / (0.5 + 0.15 + 0.05))",
  },
  {
    id: "03.5",
    check(answer) {
      const { matrix } = emotionsTest;
      const called = sumOf(matrix.map((row) => row[neutral]));
      return compareNumbers(answer, matrix[neutral][neutral] / called, 1e-5, {
        share: true,
        mistakes: precisionMistakes(called),
        otherwise: (share) =>
          `the model said neutral ${called} times; ${short(share)} of that would be ${short(share * called)} right ones, but matrix[4][4] says otherwise.`,
      });
    },
    hints: [
      "Rows are the truth, columns the answers. Which of the two is about what the model said?",
      "The right ones are in matrix[4][4]; divide them by the sum of column 4, which is row[4] of every row.",
    ],
    solution: "matrix[4][4] / matrix.reduce((sum, row) => sum + row[4], 0)",
  },
  {
    id: "03.6",
    check(answer) {
      const [[, all]] = emotionsTest.above;
      const [, answered, right] = atThreshold(0.8);
      return compareNumbers(
        inOrder(answer, ["coverage", "accuracy"]),
        [answered / all, right / answered],
        1e-5,
        {
          share: true,
          mistakes: coverageMistakes(),
          otherwise: (coverage, accuracy) =>
            `of ${all} sentences, a coverage of ${short(coverage)} would be about ${Math.round(coverage * all)} answers, and an accuracy of ${short(accuracy)} would be about ${Math.round(accuracy * coverage * all)} right ones: count both again at 0.8.`,
        },
      );
    },
    hints: [
      "Which rows get an answer? Those whose largest probability, read[row].scores[chosen[row]], is at least 0.8.",
      "Coverage is how many those are, divided by rows.length; hitsIn counts the right ones among them.",
    ],
    solution:
      "const answered = everyRow.filter((row) => read[row].scores[chosen[row]] >= 0.8); [answered.length / rows.length, hitsIn(answered) / answered.length]",
  },
];

function oddsMistakes(): Mistake[] {
  const odds = Math.exp(joy - surprise);
  const [share] = softmax([joy, surprise]);
  return [
    {
      answer: joy - surprise,
      remark: "that is the difference, the log-odds. The odds are its exponential.",
    },
    {
      answer: surprise - joy,
      remark: "that is the difference the other way round, and odds are its exponential: Math.exp.",
      hint: "Joy comes first: joy's logit minus surprise's.",
    },
    {
      answer: joy / surprise,
      remark:
        "you divided the logits, and a shift would change that ratio. Only their difference counts.",
    },
    {
      answer: surprise / joy,
      remark: "you divided the logits, and the wrong way round. Only their difference counts.",
    },
    { answer: 1 / odds, remark: "that is surprise against joy: turn it round." },
    {
      answer: share,
      remark:
        "that would be joy's share if there were only these two. The exercise asks for the odds.",
      hint: "Odds are joy's share divided by surprise's.",
    },
    {
      answer: 1 - share,
      remark:
        "that would be surprise's share if there were only these two. The exercise asks for the odds of joy.",
      hint: "Odds are joy's share divided by surprise's.",
    },
    {
      answer: [share, 1 - share],
      remark:
        "those would be the shares if there were only these two. The exercise asks for one number.",
      hint: "Divide the first of them by the second.",
    },
    {
      answer: 2 ** (joy - surprise),
      remark: "you took a power of 2; logits belong to powers of e.",
      hint: "Math.exp(x) is e to the power of x.",
    },
    {
      answer: 10 ** (joy - surprise),
      remark: "you took a power of 10; logits belong to powers of e.",
      hint: "Math.exp(x) is e to the power of x.",
    },
    {
      answer: Math.exp(joy),
      remark: "that is e to the power of joy's logit alone; it has to be compared with surprise's.",
    },
    {
      answer: Math.exp(surprise),
      remark: "that is e to the power of surprise's logit alone; the odds compare joy's with it.",
    },
    {
      answer: Math.exp(joy) - Math.exp(surprise),
      remark: "you subtracted the exponentials; odds are one divided by the other.",
    },
    {
      answer: Math.exp(joy + surprise),
      remark: "you added the logits; the odds are e to the power of their difference.",
    },
    {
      answer: Math.exp(joy / surprise),
      remark: "you divided the logits before exp; the odds are e to the power of their difference.",
    },
    {
      answer: Math.log(joy - surprise),
      remark:
        "you took the logarithm of the difference; the difference is the logarithm already, and Math.exp undoes it.",
    },
    { answer: [joy, surprise], remark: "those are the two logits; the odds are one number." },
    {
      answer: joy + surprise,
      remark: "that is the sum of the logits; the odds are e to the power of their difference.",
    },
  ];
}

function strikeMistakes(left: readonly number[]): Mistake[] {
  const [largest, ...others] = left;
  const gone = four[struck];
  const scale = "Divide each of the three by the sum of the three.";
  const strike = (place: number) => sharesOf(four.filter((_, i) => i !== place));
  const zeroLogit = softmax(four.map((p, i) => (i === struck ? 0 : Math.log(p))));
  const ofProbabilities =
    "you took softmax of probabilities; it wants logits, and the logarithms of probabilities are logits.";
  return [
    {
      answer: left,
      remark: "they add up to 0.7: the 0.3 of the struck class has to go somewhere.",
      hint: scale,
    },
    {
      answer: [left[0], 0, ...left.slice(1)],
      remark: "they add up to 0.7: the 0.3 of the struck class has to go somewhere.",
      hint: scale,
    },
    {
      answer: left.map((p) => p + gone / 3),
      remark:
        "you gave each the same 0.1, which changes the odds: the first was 10 times as probable as the last.",
      hint: scale,
    },
    {
      answer: [largest + gone, ...others],
      remark:
        "you gave all of the 0.3 to the first class, which changes the odds between the three.",
      hint: scale,
    },
    {
      answer: [left[0], left[1] + gone, left[2]],
      remark:
        "you gave all of the 0.3 to the next class, which changes the odds between the three.",
      hint: scale,
    },
    {
      answer: [left[0], left[1], left[2] + gone],
      remark:
        "you gave all of the 0.3 to the last class, which changes the odds between the three.",
      hint: scale,
    },
    {
      answer: left.map(() => 1 / 3),
      remark: "equal shares forget how probable the three were.",
      hint: scale,
    },
    { answer: softmax(left), remark: ofProbabilities, hint: scale },
    {
      answer: softmax([left[0], 0, ...left.slice(1)]),
      remark: `${ofProbabilities} And a struck class has the logit -Infinity, not 0.`,
      hint: scale,
    },
    {
      answer: softmax(four),
      remark: `${ofProbabilities} And the second class is still in it.`,
      hint: scale,
    },
    {
      answer: zeroLogit,
      remark:
        "you gave the struck class the logit 0, which is a logit like any other: its probability is not 0.",
      hint: "A struck class has the logit -Infinity.",
    },
    {
      answer: zeroLogit.filter((_, i) => i !== struck),
      remark:
        "you gave the struck class the logit 0, which is a logit like any other: it took a share.",
      hint: "A struck class has the logit -Infinity.",
    },
    { answer: four, remark: "those are the probabilities before the second class was struck." },
    {
      answer: strike(0),
      remark: "you struck the first class; the exercise strikes the second, 0.3.",
    },
    {
      answer: strike(2),
      remark: "you struck the third class; the exercise strikes the second, 0.3.",
      hint: "Class index 2 is the third; the second has the index 1.",
    },
    {
      answer: strike(3),
      remark: "you struck the last class; the exercise strikes the second, 0.3.",
    },
    {
      answer: left.map((p) => p / gone),
      remark: "you divided by the 0.3 that is gone.",
      hint: scale,
    },
    {
      answer: left.map((p) => p * (1 + gone)),
      remark: "you added 30 % to each, and they add up to 0.91.",
      hint: scale,
    },
    {
      answer: left.map((p) => p / largest),
      remark: "you divided by the largest of the three.",
      hint: scale,
    },
    {
      answer: left.map(Math.log),
      remark:
        "those are the logarithms of the three; they are logits, and softmax turns them into shares.",
    },
  ];
}
