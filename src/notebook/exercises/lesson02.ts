import { argmax } from "../../logits/argmax.js";
import type { Exercise } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import { labelMistakes } from "./likelyMistakes.js";
import { lossesOf, lossMistakes, meanOf, sumOf } from "./lossMistakes.js";
import { inOrder, leavesOf, readAnswer } from "./readAnswer.js";

const shape = [250, 7];

/** The confusion matrix of 02.2: a row for each true class. */
const counts = [
  [30, 10],
  [5, 55],
];

/** The logits and the true classes of 02.3. */
const three = [
  [2, 0],
  [0, 1],
  [1, 1],
];
const truth = [0, 0, 1];

/** The logits of 02.5, a row for each class, and the labels of the classes. */
const sent = [
  [2.1, -0.3, 0.4],
  [-1.0, 0.8, 0.5],
];
const labels = ["NEGATIVE", "POSITIVE"];

/** How many of the sentences with each tag the embedded `sst2` gets right in `reviews/test`, of how many; the test asks the model. */
export const tags = {
  contrast: [10, 20],
  "domain-shift": [12, 18],
  long: [11, 22],
  mixed: [9, 15],
  negation: [13, 21],
  plain: [53, 61],
  question: [9, 13],
  sarcasm: [2, 15],
  short: [19, 21],
} as const;

export const lesson02: Exercise[] = [
  {
    id: "02.1",
    check: (answer) =>
      compareNumbers(withoutOnes(inOrder(answer, ["rows", "columns"])), shape, 0, {
        fields: ["dims", "shape"],
        mistakes: [
          {
            answer: [...shape].reverse(),
            remark: "that is the shape with rows and columns swapped.",
            hint: "A shape names the rows first, then the columns.",
          },
          {
            answer: [250, 2],
            remark:
              "two columns belong to this lesson's model of two classes; the one asked about has seven.",
          },
          {
            answer: 250 * 7,
            remark: "that is how many numbers there are in all; a shape names rows and columns.",
          },
          {
            answer: 250,
            remark: "that is the number of rows; a shape names the columns, too.",
            hint: "Write both into one list, [rows, columns].",
          },
          {
            answer: 7,
            remark: "that is the number of columns; a shape names the rows, too, and first.",
            hint: "Write both into one list, [rows, columns].",
          },
          {
            answer: [250, 1],
            remark:
              "one column would be one number for each sentence; predictions have one for each class.",
          },
          {
            answer: [250, 8],
            remark: "there are seven classes, and no column for anything else.",
          },
          {
            answer: [144, 7],
            remark: "144 are the sentences of this lesson; the exercise has 250.",
          },
          {
            answer: [144, 2],
            remark:
              "that is the shape in this lesson; the exercise has 250 sentences and 7 classes.",
          },
        ],
        otherwise: (rows, columns) =>
          rows === 250
            ? `${columns} columns would be ${columns} classes, and the model has seven.`
            : `${rows} rows would be ${rows} sentences, and there are 250.`,
      }),
    hints: [
      "The rows come first: there is one for each sentence.",
      "Then come the columns: there is one for each class.",
    ],
    solution: "[250, 7]",
  },
  {
    id: "02.2",
    check(answer) {
      const right = counts[0][0] + counts[1][1];
      const all = sumOf(counts.flat());
      return compareNumbers(answer, right / all, 1e-6, {
        share: true,
        mistakes: accuracyMistakes(right, all),
        otherwise: (share) =>
          `${short(share)} would be ${short(share * all)} right answers of ${all}; the matrix shows a different number.`,
      });
    },
    hints: [
      "Truth and prediction agree on the diagonal, from top left to bottom right.",
      "Divide the sum of the diagonal by the sum of all four counts.",
    ],
    solution: "(counts[0][0] + counts[1][1]) / (30 + 10 + 5 + 55)",
  },
  {
    id: "02.3",
    check: (answer) =>
      compareNumbers(answer, meanOf(lossesOf(three, truth)), 1e-4, {
        fields: ["test_loss", "eval_loss", "loss"],
        mistakes: lossMistakes(three, truth),
        otherwise: (loss) =>
          loss < 0
            ? "a loss is never negative: it is minus a logarithm of a probability."
            : `a mean loss of ${short(loss)} would mean that the model gave the true classes a probability of ${short(100 * Math.exp(-loss))} %, on (geometric) average.`,
      }),
    hints: [
      "For each row: minus the logarithm of the probability of the true class.",
      "logSoftmax(three) gives the logarithms; row i's true class is truth[i]. At the end, take the mean of the three.",
    ],
    solution:
      "const each = logSoftmax(three).map((row, i) => -row[truth[i]]); (each[0] + each[1] + each[2]) / 3",
  },
  {
    id: "02.4",
    check(answer) {
      const shares = Object.entries(tags).map(([tag, [right, n]]) => [tag, right / n] as const);
      const [[hardest, least]] = [...shares].sort(([, one], [, other]) => one - other);
      const share = (tag: string) => shares.find(([name]) => name === tag)?.[1] ?? Number.NaN;
      if (
        compareNumbers(answer, least, 1e-3, { share: true }) === true ||
        isRounded(answer, least)
      ) {
        return "that is the accuracy of the right tag; the exercise asks for the tag's name.";
      }
      if (labels.includes(String(answer).trim().toUpperCase())) {
        return "that is a label; the exercise asks for a tag, such as plain or long.";
      }
      return compareLabels(answer, hardest, {
        known: Object.keys(tags),
        noun: "tag",
        otherwise: (tag) =>
          tag === "short"
            ? `short has the highest accuracy of all, ${share(tag).toFixed(2)}: it is the easiest tag.`
            : `${tag} has an accuracy of ${share(tag).toFixed(2)}, and another tag has a lower one.`,
      });
    },
    hints: [
      "The list under “Which sentences are hard?” has an accuracy for each tag.",
      "In which kind of sentence do the words say the opposite of what is meant?",
    ],
    solution: '"sarcasm"',
  },
  {
    id: "02.5",
    check(answer) {
      const rows = [0, 1, 2].map((i) => [sent[0][i], sent[1][i]]);
      const named = (indices: readonly number[]) => indices.map((index) => labels[index]);
      const flat = sent.flat();
      const reshaped = [0, 2, 4].map((start) => flat.slice(start, start + 2));
      return compareLabels(answer, named(argmax(rows)), {
        known: labels,
        lookUp: "id2label[index]",
        rows,
        mistakes: [
          {
            answer: named(argmax(reshaped)),
            remark:
              "you cut the six numbers into pairs (reshape), which mixes the sentences; swapping rows and columns (transpose) keeps them apart.",
            hint: "The first sentence has the logits sent[0][0] and sent[1][0].",
          },
          {
            answer: named(argmax(sent).slice(0, 2)),
            remark: "two labels for three sentences: swap the batch's rows and columns first.",
            hint: "Each column is a sentence: the first one is sent[0][0] and sent[1][0].",
          },
          ...labelMistakes(rows, labels),
        ],
        otherwise: (label, i) =>
          `sentence ${i} (counted from 0) has the logits ${short(rows[i][0])} and ${short(rows[i][1])}, and the larger one isn't that of ${label}.`,
      });
    },
    hints: [
      "Here the two rows are the classes, so each sentence is a column.",
      "The first sentence has the logits [sent[0][0], sent[1][0]]: which of the two is larger?",
    ],
    solution: "[0, 1, 2].map((i) => id2label[argmax([sent[0][i], sent[1][i]])])",
  },
];

/** A shape without the dims of 1 that a tensor may have in front of it or behind: `[1, 250, 7]`. */
function withoutOnes(answer: unknown): unknown {
  const leaves = leavesOf(readAnswer(answer, ["dims", "shape"]));
  return leaves.length > 2 ? leaves.filter((leaf) => leaf !== 1) : answer;
}

function isRounded(answer: unknown, right: number): boolean {
  const reply = compareNumbers(answer, right, 1e-3, { share: true });
  return reply !== true && reply.verdict !== "not yet";
}

function accuracyMistakes(right: number, all: number): Mistake[] {
  const [[a, b], [c, d]] = counts;
  const lookAlong = "Accuracy asks about all sentences: divide by the sum of all four counts.";
  const one = (answer: number, remark: string, hint = lookAlong) => ({ answer, remark, hint });
  return [
    {
      answer: right,
      remark: `${right} of ${all} were right, which is also their share in per cent; give it as a share, between 0 and 1.`,
      isNearly: true,
    },
    one((b + c) / all, "that is the share of wrong answers.", "Right ones are on the diagonal."),
    one(b + c, "that is how many were wrong.", "Right ones are on the diagonal."),
    one(a / (a + b), "that is the recall of class 0: the share of row 0 that was found."),
    one(d / (c + d), "that is the recall of class 1: the share of row 1 that was found."),
    one(a / (a + c), "that is the precision of class 0: the share of column 0 that is right."),
    one(d / (b + d), "that is the precision of class 1: the share of column 1 that is right."),
    one(
      (a / (a + b) + d / (c + d)) / 2,
      "that is the mean of the two recalls (balanced accuracy).",
    ),
    one((a / (a + c) + d / (b + d)) / 2, "that is the mean of the two precisions."),
    one((2 * a) / (2 * a + b + c), "that is the F1 of class 0."),
    one((2 * d) / (2 * d + b + c), "that is the F1 of class 1."),
    one(
      a / all,
      "that counts only the right answers of class 0.",
      "Both diagonal counts are right answers.",
    ),
    one(
      d / all,
      "that counts only the right answers of class 1.",
      "Both diagonal counts are right answers.",
    ),
    one((c + d) / all, "that is the share of sentences that are class 1."),
    one((b + d) / all, "that is the share of sentences that were called class 1."),
    one(right / (b + c), "those are the odds, right to wrong."),
    one(all, "that is how many sentences there are."),
    one((a + b) / all, "that is the share of sentences that are class 0."),
    one((a + c) / all, "that is the share of sentences that were called class 0."),
    ...counts.flat().map((count) => one(count, "that is only one of the four counts.")),
    ...[a + b, c + d].map((sum) => one(sum, "that is how many sentences of one class there are.")),
    one(a + c, "that is how many sentences were called class 0."),
    one(b + d, "that is how many sentences were called class 1."),
  ];
}
