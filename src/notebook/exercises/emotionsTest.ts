import type { Mistake } from "./compareNumbers.js";
import { sumOf } from "./lossMistakes.js";

/** How the embedded `emotions` does on `emotions/test`; the test asks the model. */
export const emotionsTest = {
  labels: ["anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"],
  /** A row for each true class, a column for each answer. */
  matrix: [
    [10, 0, 0, 3, 6, 3, 3],
    [1, 4, 1, 1, 14, 1, 1],
    [0, 0, 11, 0, 8, 2, 3],
    [0, 0, 2, 14, 6, 1, 1],
    [1, 0, 0, 0, 18, 0, 1],
    [0, 0, 0, 2, 9, 11, 2],
    [0, 0, 0, 2, 9, 0, 13],
  ],
  /** Threshold of the top probability, answers that reach it, right ones among them. */
  above: [
    [0, 164, 81],
    [0.5, 144, 79],
    [0.6, 131, 76],
    [0.7, 113, 71],
    [0.75, 101, 67],
    [0.8, 86, 63],
    [0.85, 72, 54],
    [0.9, 59, 49],
    [0.95, 30, 26],
    [0.99, 9, 8],
  ],
} as const;

/** The class index of neutral, which 03.5 asks about. */
export const neutral = emotionsTest.labels.indexOf("neutral");

/** What people get who set out to compute the precision of neutral and take a wrong turn. */
export function precisionMistakes(called: number): Mistake[] {
  const { matrix, labels } = emotionsTest;
  const all = sumOf(matrix.flat());
  const right = matrix[neutral][neutral];
  const diagonal = sumOf(matrix.map((row, i) => row[i]));
  const ofAnswers = "Divide by the sum of column 4, all the neutral answers.";
  const precision = (k: number) => matrix[k][k] / sumOf(matrix.map((row) => row[k]));
  const recall = (k: number) => matrix[k][k] / sumOf(matrix[k]);
  const f1 = (k: number) => (2 * precision(k) * recall(k)) / (precision(k) + recall(k));
  return [
    { answer: right, remark: "that is how many are right, but out of how many answers?" },
    {
      answer: called,
      remark: "that is how often the model says neutral. How many of those are right?",
    },
    {
      answer: called - right,
      remark: `that is how many of the ${called} neutral answers are wrong.`,
      hint: "Divide the right ones, matrix[4][4], by all the neutral answers.",
    },
    {
      answer: recall(neutral),
      remark:
        "that is the recall: how many of the neutral sentences were found. The exercise asks about the answers.",
      hint: ofAnswers,
    },
    {
      answer: f1(neutral),
      remark: "that is the F1 of neutral, which lies between precision and recall.",
      hint: ofAnswers,
    },
    {
      answer: called / all,
      remark: "that is how often the model says neutral at all.",
      hint: "Divide the right ones, matrix[4][4], by all the neutral answers.",
    },
    {
      answer: right / all,
      remark: "you divided by all sentences; only those that the model called neutral count.",
      hint: ofAnswers,
    },
    {
      answer: sumOf(matrix[neutral]) / all,
      remark: "that is how many of all sentences are neutral; it says nothing of the model.",
    },
    {
      answer: diagonal / all,
      remark: "that is the accuracy over all classes.",
      hint: "Neutral has the class index 4: matrix[4][4].",
    },
    {
      answer: right / diagonal,
      remark: "that is the share of neutral among the right answers.",
      hint: ofAnswers,
    },
    { answer: 1 - precision(neutral), remark: "that is how often neutral is wrong." },
    { answer: (called - right) / right, remark: "those are the odds, wrong to right." },
    {
      answer: right / (called - right),
      remark: "those are the odds, right to wrong.",
      hint: "Divide by all the neutral answers, right and wrong.",
    },
    ...labels.flatMap((label, k) =>
      k === neutral
        ? []
        : [
            {
              answer: precision(k),
              remark: `that is the precision of ${label}; neutral has the class index 4.`,
            },
            {
              answer: recall(k),
              remark: `that is the recall of ${label}.`,
              hint: `Neutral has the class index 4. ${ofAnswers}`,
            },
          ],
    ),
  ];
}

/** A row of {@link emotionsTest}`.above`. */
export function atThreshold(threshold: number): readonly number[] {
  return emotionsTest.above.find(([each]) => each === threshold) ?? [];
}

/** What people get who set out to compute coverage and accuracy at 0.8 and take a wrong turn. */
export function coverageMistakes(): Mistake[] {
  const [[, all, rightOfAll]] = emotionsTest.above;
  const [, answered, right] = atThreshold(0.8);
  const coverage = answered / all;
  const accuracy = right / answered;
  const counts = "those are counts; the exercise asks for shares between 0 and 1.";
  return [
    { answer: [accuracy, coverage], remark: "the two are swapped: coverage comes first." },
    {
      answer: [coverage, right / all],
      remark: "you divided the right ones by all sentences. Only those with an answer count.",
    },
    { answer: [answered, accuracy], remark: counts },
    { answer: [answered, right], remark: counts },
    { answer: [coverage, right], remark: counts },
    { answer: [right, answered], remark: counts },
    {
      answer: [coverage, rightOfAll / all],
      remark: "the second is the accuracy over all sentences. Only those with an answer count.",
    },
    {
      answer: [coverage, right / rightOfAll],
      remark: "you divided by all right answers. Divide by the answers that were given.",
    },
    {
      answer: [right / all, accuracy],
      remark:
        "the first is the share of right ones; coverage counts all that get an answer, right or wrong.",
    },
    {
      answer: [1 - coverage, accuracy],
      remark: "the first is the share that gets no answer; coverage is the share that gets one.",
    },
    {
      answer: [1 - coverage, (rightOfAll - right) / (all - answered)],
      remark: "you took the rows below the threshold; those get no answer.",
    },
    {
      answer: [coverage, 1 - accuracy],
      remark: "the second is the share of wrong ones among the answers.",
    },
    {
      answer: coverage,
      remark:
        "that is the coverage; the exercise asks for the accuracy, too: [coverage, accuracy].",
    },
    {
      answer: accuracy,
      remark:
        "that is the accuracy; the exercise asks for the coverage, too: [coverage, accuracy].",
    },
    ...emotionsTest.above
      .filter(([threshold]) => threshold !== 0.8)
      .map(([threshold, n, hits]) => ({
        answer: [n / all, hits / n],
        remark:
          threshold === 0
            ? "that is for all sentences, without a threshold."
            : `that is for a threshold of ${threshold}; the exercise asks for 0.8.`,
      })),
  ];
}
