import { isRecord } from "../../logits/checks.js";
import type { Exercise } from "../exercises.js";

/** 40 of 200 answers claim 0.85 on average, and 24 of them are right. */
const bin = { gap: 0.85 - 24 / 40, weight: 40 / 200, claimed: 0.85, right: 24 / 40 };

/** The temperatures of the table, and the losses on the validation and on the test set. */
const table = [
  { temperature: 1, validation: 0.81, test: 0.92 },
  { temperature: 1.5, validation: 0.62, test: 0.71 },
  { temperature: 2, validation: 0.55, test: 0.63 },
  { temperature: 2.5, validation: 0.53, test: 0.6 },
  { temperature: 3.5, validation: 0.56, test: 0.58 },
  { temperature: 5, validation: 0.62, test: 0.62 },
];

/** How the embedded `emotions` does on the recorded sets, with the threshold that is chosen on the validation set. */
const onTest = { coverage: 2225 / 4968, accuracy: 2001 / 2225, lower: 0.886127, upper: 0.911148 };
const onValidation = {
  coverage: 2324 / 4946,
  lower: 0.887316,
  upper: 0.911707,
};
/** On the test set with the threshold that is chosen there. */
const chosenOnTest = { coverage: 2222 / 4968, lower: 0.886922, upper: 0.911879 };

const diagrams: Record<string, true | string> = {
  A: "the points of A lie on the diagonal: what it claims, it achieves.",
  B: "the points of B lie above the diagonal: it is right more often than it claims, so it is under-confident.",
  C: true,
  D: "D is right in 3 of 4 answers whatever it claims: too modest on the left, too sure on the right, so neither on the whole.",
};

export const lesson05: Exercise[] = [
  {
    id: "05.1",
    check(answer) {
      const number = oneOf(answer);
      if (typeof number === "string") return number;
      const { gap, weight, claimed, right } = bin;
      return remark(number, [
        [gap * weight, true],
        [-gap * weight, "right but for the sign: a gap counts the same on either side."],
        [100 * gap * weight, "that is in per cent; the exercise asks for a share: divide by 100."],
        [
          gap,
          "that is the gap of the bin. It counts only as much as the bin's share of all answers.",
        ],
        [-gap, "that is the gap of the bin, turned round. It counts without its sign."],
        [weight, "that is the bin's share of all answers. How large is its gap?"],
        [
          40 * gap,
          "that is how many of the 40 answers are wrong beyond what was claimed; divide by all 200.",
        ],
        [claimed * weight, "you have weighted what is claimed. First take off what is achieved."],
        [right * weight, "you have weighted what is achieved. First take it off what is claimed."],
        [
          1 - right,
          "that is the share of wrong answers. By how much is it more than the claim allows?",
        ],
        [right, "that is the accuracy in the bin. How far is it from the claim?"],
        [gap / weight, "you divided by the bin's share: multiply by it."],
        [undefined, "that is not what the bin adds: it adds its gap times its share."],
      ]);
    },
    hints: [
      "The gap is the mean confidence less the accuracy. The accuracy is 24 of 40.",
      "The ECE is a mean over answers, not over bins: which share of the 200 answers is in this bin?",
    ],
    solution: "(40 / 200) * Math.abs(0.85 - 24 / 40)",
  },
  {
    id: "05.2",
    check(answer) {
      const number = oneOf(answer);
      if (typeof number === "string") return number;
      const isLoss = table.some((row) => is(number, row.validation) || is(number, row.test));
      return remark(number, [
        [2.5, true],
        [
          3.5,
          "3.5 is best on the test set, which would then judge the T that was chosen for it. Which set may choose?",
        ],
        [1, "at T = 1 the logits stay as they are, and here the loss is highest."],
        [5, "a larger T is not a better one: from 2.5 on the validation loss rises again."],
        [
          0.4,
          "that is 1 / T, by which logits are multiplied. The exercise asks for T, which divides them.",
        ],
        [
          3,
          "3 is not in the table. If you counted columns: the exercise asks for the T at their head.",
        ],
        [
          4,
          "4 is not in the table. If you counted columns: the exercise asks for the T at their head.",
        ],
        [
          undefined,
          isLoss
            ? "that is a loss; the exercise asks for the T above it."
            : number > 2 && number < 3.5
              ? "the bottom may well lie there, between two columns; the exercise asks for the best T of the table."
              : "another T of the table has a lower validation loss.",
        ],
      ]);
    },
    hints: [
      "A temperature is chosen on one set, and judged on the other.",
      "Look for the smallest number in the column of the validation set.",
    ],
    solution: "2.5",
  },
  {
    id: "05.3",
    check(answer) {
      const texts = Array.isArray(answer) ? answer : [answer];
      if (texts.length !== 1 || typeof texts[0] !== "string")
        return 'the exercise asks for one letter, such as "A".';
      const letters = texts[0].toUpperCase().match(/\b[A-D]\b/g) ?? [];
      if (letters.length !== 1) return 'the exercise asks for one letter, such as "A".';
      return diagrams[letters[0]];
    },
    hints: [
      "Over-confident: it claims more than it achieves. Across is the claim, up is what is achieved.",
      "On the diagonal both are equal. On which side of it is the claim the larger one?",
    ],
    solution: '"C"',
  },
  {
    id: "05.4",
    check(answer) {
      const numbers = numbersIn(answer, ["coverage", "lower", "upper"]);
      // Who hands over the accuracy as well has done more than was asked for.
      const given = numbers.length === 4 ? [numbers[0], numbers[2], numbers[3]] : numbers;
      if (given.length !== 3)
        return "the exercise asks for three numbers, [coverage, lower, upper].";
      const are = (...expected: number[]) => expected.every((value, i) => is(given[i], value));
      const { coverage, accuracy, lower, upper } = onTest;
      if (are(coverage, lower, upper)) return true;
      if (are(chosenOnTest.coverage, chosenOnTest.lower, chosenOnTest.upper))
        return "that threshold was chosen on the test set, which then judges it. Choose it on emotions-validation.";
      if (are(100 * coverage, 100 * lower, 100 * upper))
        return "those are per cent; the exercise asks for shares between 0 and 1.";
      if (are(onValidation.coverage, onValidation.lower, onValidation.upper))
        return "those are the numbers of the validation set, where the threshold was chosen. Measure on emotions-test.";
      if (are(lower, upper, coverage))
        return "all three are right, in another order: coverage first.";
      if (are(coverage, upper, lower)) return "the ends of the interval are swapped.";
      if (are(1, 0.699408, 0.72458))
        return "that is what the model does when it answers always. Keep only the answers from the threshold on.";
      if (is(given[0], accuracy))
        return "the first number is the accuracy of the answers that are given. Coverage is how many of the texts get one.";
      if (is(given[0], 2225))
        return "that is how many texts get an answer. Coverage is their share.";
      if (is(given[0], coverage))
        return "the coverage is right. The interval is wilsonInterval(right, answered), both counted on emotions-test.";
      if (is(given[0], onValidation.coverage))
        return "that is the coverage on the validation set. Measure on emotions-test.";
      return "the coverage is the share of the 4,968 test texts whose top probability reaches the threshold.";
    },
    hints: [
      "Two sets, two jobs: one chooses the threshold, the other says what it is worth.",
      "thresholdFor(label_ids, logits, { accuracy: 0.9 }) chooses; answersFrom, further up, measures.",
    ],
    solution:
      "answersFrom(thresholdFor(emotionsValidation.label_ids, emotionsValidation, { accuracy: 0.9 }).threshold, emotionsTest.label_ids, emotionsTest)",
  },
];

/** What to say of a number: the first row that it fits, or the row without one. */
function remark(
  number: number,
  rows: readonly (readonly [number | undefined, true | string])[],
): true | string {
  const found = rows.find(([value]) => value === undefined || is(number, value));
  return found?.[1] ?? "that is not the answer.";
}

/** Whether a number is the expected one, or this rounded to two or three decimals; in single precision, too. */
function is(number: number, expected: number): boolean {
  const rounded = [2, 3].map((decimals) => Number(expected.toFixed(decimals)));
  return (
    Math.abs(number - expected) < 1e-4 || rounded.some((value) => Math.abs(number - value) < 1e-6)
  );
}

/** The one number in an answer, or a remark on why there is none. */
function oneOf(answer: unknown): number | string {
  const numbers = numbersIn(answer);
  if (numbers.length === 1) return numbers[0];
  return numbers.length === 0
    ? "the exercise asks for a number."
    : `the exercise asks for one number, and your answer has ${numbers.length}.`;
}

/**
 * The numbers in an answer, whatever holds them: a list, nested or typed, an object with these names, or a text such as "5 %" or
 * "T = 2.5".
 */
function numbersIn(answer: unknown, names: readonly string[] = []): number[] {
  if (typeof answer === "number") return Number.isFinite(answer) ? [answer] : [];
  if (typeof answer === "string") return numbersInText(answer);
  if (Array.isArray(answer)) return answer.flatMap((value) => numbersIn(value));
  if (ArrayBuffer.isView(answer)) return numbersIn(Array.from(answer as Float64Array));
  if (!isRecord(answer)) return [];
  const inner = isRecord(answer.reached) ? { ...answer.reached, ...answer } : answer;
  return names.flatMap((name) => numbersIn((inner as Record<string, unknown>)[name]));
}

function numbersInText(text: string): number[] {
  const isCommaDecimal = /^\D*\d+,\d+\D*$/.test(text);
  const plain = (isCommaDecimal ? text.replace(",", ".") : text).replaceAll("−", "-");
  return Array.from(plain.matchAll(/(-?\d*\.?\d+)\s*(%|per ?cent)?/g), ([, digits, percent]) =>
    percent ? Number(digits) / 100 : Number(digits),
  );
}
