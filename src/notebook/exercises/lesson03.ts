import type { Exercise } from "../exercises.js";
import { compareNumbers } from "./compareNumbers.js";

const forecast = ["snow", "rain", "snow", "sun"];

/** 0.5, 0.15 and 0.05 as shares of their sum. */
const remaining = [5 / 7, 1.5 / 7, 0.5 / 7];

/** How the embedded `emotions` does on `emotions/test`: 18 of the 70 sentences that it calls neutral are neutral. */
const neutral = { right: 18, called: 70, all: 20, sentences: 164 };

/** The same sentences, counting only answers whose top probability is at least 0.8. */
const sure = { right: 63, answered: 86, sentences: 164 };

const near = (answer: unknown, value: number) =>
  typeof answer === "number" && Math.abs(answer - value) < 1e-3;

export const lesson03: Exercise[] = [
  {
    id: "03.1",
    check(answer) {
      if (!Array.isArray(answer))
        return "the exercise asks for a list of row indices, such as [0, 1].";
      if (answer.includes(1))
        return "row 1 is the row doubled: its differences are twice as large, so it is more confident.";
      if (answer.includes(3))
        return "row 3 has the differences reversed: its second class is the least probable.";
      if (!answer.includes(2))
        return "one is missing. A negative logit is no obstacle: look at the differences.";
      if (!answer.includes(0)) return "one is missing. Large logits are no obstacle either.";
      return answer.every((row) => row === 0 || row === 2) || "there are only rows 0 to 3.";
    },
    hints: [
      "Only the differences within a row count. What are they in [1.0, 2.0, 0.5]?",
      "The second logit is 1.0 above the first and 1.5 above the third. In which rows is that so?",
      "softmax(candidates) shows the probabilities of all four.",
    ],
  },
  {
    id: "03.2",
    check(answer) {
      if (!Array.isArray(answer))
        return "the exercise asks for a list of four labels, one for each row.";
      if (answer.some((label) => typeof label === "number"))
        return "those are class indices; the exercise asks for the labels.";
      if (answer.includes(undefined))
        return "there is an undefined in your list: look up one index at a time.";
      if (answer.length === 3) return "three labels for four rows: argmax goes along each row.";
      if (answer.length !== 4)
        return "the exercise asks for a list of four labels, one for each row.";
      if (answer[2] === "rain")
        return "all logits of row 2 are negative, and the largest of them is −2.0, not −3.0.";
      const wrong = forecast.findIndex((label, row) => answer[row] !== label);
      return wrong === -1 || `label ${wrong} is not the label of row ${wrong}.`;
    },
    hints: [
      "argmax(weather) gives one index for each row.",
      "weatherLabels[index] is the label for one index, so do that for each of them.",
      "argmax(weather).map((index) => weatherLabels[index])",
    ],
  },
  {
    id: "03.3",
    check(answer) {
      if (typeof answer !== "number" || Number.isNaN(answer))
        return "the exercise asks for one number.";
      const odds = Math.exp(2);
      if (Math.abs(answer - odds) < 0.01) return true;
      if (near(answer, 2))
        return "that is the difference, the log-odds. The odds are its exponential.";
      if (Math.abs(answer - 3.1 / 1.1) < 0.02)
        return "you divided the logits, and a shift would change that ratio. Only their difference counts.";
      if (near(answer, 1 / odds)) return "that is surprise against joy: turn it round.";
      if (near(answer, odds / (1 + odds)))
        return "that would be joy's share if there were only these two. The exercise asks for the odds.";
      return "those are not the odds of joy against surprise.";
    },
    hints: [
      "You don't need the other 26: the odds between two classes don't depend on a third.",
      "The difference between the two logits is the logarithm of the odds.",
      "Math.exp turns log-odds into odds: Math.exp(3.1 - 1.1).",
    ],
  },
  {
    id: "03.4",
    check(answer) {
      if (compareNumbers(answer, [0.5, 0.15, 0.05], 1e-6) === true)
        return "they add up to 0.7: the 0.3 of the struck class has to go somewhere.";
      if (compareNumbers(answer, [0.6, 0.25, 0.15], 1e-6) === true)
        return "you gave each the same 0.1, which changes the odds: the first was 10 times as probable as the last.";
      if (compareNumbers(answer, [5 / 7, 0, 1.5 / 7, 0.5 / 7], 1e-3) === true) return true;
      return compareNumbers(answer, remaining, 1e-3);
    },
    hints: [
      "Striking a class leaves the odds between the others as they were.",
      "So all three grow by the same factor, until they add up to 1.",
      "They now add up to 0.7: divide each of them by that.",
    ],
  },
  {
    id: "03.5",
    check(answer) {
      if (typeof answer !== "number") return "the exercise asks for one number.";
      if (answer === neutral.right)
        return "that is how many are right, but out of how many answers?";
      if (near(answer, neutral.right / neutral.all))
        return "that is the recall: how many of the neutral sentences were found. The exercise asks about the answers.";
      if (near(answer, neutral.called / neutral.sentences))
        return "that is how often the model says neutral at all.";
      return (
        near(answer, neutral.right / neutral.called) ||
        "that is not the share of neutral answers that are right."
      );
    },
    hints: [
      "Rows are the truth, columns the answers. Which of the two is about what the model said?",
      "The right ones are in matrix[4][4]. Divide by the sum of column 4.",
      "matrix.reduce((sum, row) => sum + row[4], 0) is the sum of that column.",
    ],
  },
  {
    id: "03.6",
    check(answer) {
      const coverage = sure.answered / sure.sentences;
      const accuracy = sure.right / sure.answered;
      const is = (...pair: number[]) => compareNumbers(answer, pair, 1e-3) === true;
      if (is(coverage, accuracy)) return true;
      if (is(accuracy, coverage)) return "the two are swapped: coverage comes first.";
      if (is(coverage, sure.right / sure.sentences))
        return "you divided the right ones by all sentences. Only those with an answer count.";
      if (is(sure.answered, accuracy) || is(sure.answered, sure.right))
        return "those are counts; the exercise asks for shares between 0 and 1.";
      return compareNumbers(answer, [coverage, accuracy], 1e-3);
    },
    hints: [
      "Which rows get an answer? everyRow.filter((row) => read[row].scores[chosen[row]] >= 0.8)",
      "Coverage: how many those are, divided by rows.length.",
      "hitsIn(answered) counts the right ones among them; divide by answered.length.",
    ],
  },
];
