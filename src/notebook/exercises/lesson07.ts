import { isRecord } from "../../logits/checks.js";
import type { Exercise } from "../exercises.js";

/** The seven questions, and the words that an answer may use for them. */
const questions: Record<string, RegExp> = {
  labels: /^labels?$/,
  function: /^function|softmax|sigmoid/,
  order: /^(label )?order/,
  length: /^length|truncat|cut/,
  batch: /^batch|mask|padding/,
  "known sentences": /^(known|sentences?|probes?)/,
  "test set": /^test/,
};

interface Complaint {
  readonly letter: string;
  /** The question that was forgotten. */
  readonly asked: string;
  /** What to say of another question. */
  readonly remarks: Readonly<Record<string, string>>;
  readonly hint: string;
}

const complaints: readonly Complaint[] = [
  {
    letter: "A",
    asked: "order",
    remarks: {
      labels:
        "A: the names were known, or nobody could have counted. One in ten, of two classes, is far below chance.",
      "test set": "A: a hard test set brings a model down to a half, and not to one in ten.",
      "known sentences":
        "A: one known sentence would have shown it, but what would it have shown? One in ten is nine in ten, turned round.",
    },
    hint: "One in ten is far below chance: nine in ten would be right if the classes changed places.",
  },
  {
    letter: "B",
    asked: "function",
    remarks: {
      labels: "B: the topics have names. What lets only one of them be above a half?",
      "test set": "B: it would happen on any test set. What lets only one topic be above a half?",
    },
    hint: "Shares of one whole can't both be above a half. What makes such shares?",
  },
  {
    letter: "C",
    asked: "length",
    remarks: {
      batch: "C: a batch would change the logits, not make them equal to the last digit.",
      "known sentences": "C: no sentence is misread; the last page isn't read at all.",
    },
    hint: "The model never saw the page on which they differ.",
  },
  {
    letter: "D",
    asked: "batch",
    remarks: {
      length: "D: it is the same letter, as long at night as by day. What else is there at night?",
      "known sentences":
        "D: that letter was one, and came out right, alone. What changed at night?",
    },
    hint: "The same text, alone and among others.",
  },
];

export const lesson07: Exercise[] = [
  {
    id: "07.1",
    check(answer) {
      const given = typeof answer === "string" ? answer.split(/[,;\n]/) : answer;
      if (
        !Array.isArray(given) ||
        given.length !== 4 ||
        given.some((each) => typeof each !== "string")
      ) {
        return 'the exercise asks for four questions, from A to D, such as ["labels", "batch", "order", "length"].';
      }
      const read = given.map((each: string) => {
        const word = each
          .trim()
          .toLowerCase()
          .replace(/^[a-d][:.)] */, "");
        return Object.keys(questions).find((name) => questions[name].test(word));
      });
      const unknown = read.indexOf(undefined);
      if (unknown >= 0) {
        return `${complaints[unknown].letter}: choose from ${Object.keys(questions).join(", ")}.`;
      }
      const wrong = complaints.filter(({ asked }, i) => read[i] !== asked);
      if (wrong.length === 0) return true;
      const [{ letter, remarks, hint }] = wrong;
      const said = read["ABCD".indexOf(letter)] as string;
      return remarks[said] ?? `${letter}: not that. ${hint}`;
    },
    hints: [
      "A number far below chance is as good as one far above, read the other way.",
      "Shares of one whole; a page that isn't read; a text and its neighbours.",
    ],
    solution: '["order", "function", "length", "batch"]',
  },
  {
    id: "07.2",
    check(answer) {
      const number = oneOf(answer);
      if (typeof number === "string") return number;
      return remark(number, [
        [0.2, true],
        [0.8, "you have swapped the costs: to overlook one is dear here, so call it urgent early."],
        [
          0.25,
          "1 / 4 is the ratio of the costs, at which the odds stand. As a probability it is 1 / (1 + 4).",
        ],
        [4, "that is the ratio of the costs. The exercise asks for a probability."],
        [0.75, "that is the threshold of the cinema, where the other mistake was the dear one."],
        [
          0.5,
          "at 0.5, calling it urgent costs 0.5 on average and not calling it 2. It pays much earlier.",
        ],
        [20, "that is in per cent; the exercise asks for a probability between 0 and 1."],
        [5, "that is the sum of the costs. Which share of it is the cost of a false alarm?"],
        [
          undefined,
          number > 0 && number < 1
            ? "both mistakes must cost the same there: 1 · (1 − p) = 4 · p."
            : "the exercise asks for a probability between 0 and 1.",
        ],
      ]);
    },
    hints: [
      "Called urgent, a letter costs 1 · (1 − p) on average; not called urgent, 4 · p.",
      "The threshold is the cost of a false alarm as a share of both costs together.",
    ],
    solution: "1 / (1 + 4)",
  },
  {
    id: "07.3",
    check(answer) {
      const numbers = numbersIn(answer);
      if (numbers.length !== 2) return "the exercise asks for two numbers, [difference, texts].";
      const [difference, texts] = numbers;
      if (is(difference, 42) && is(texts, 0.09))
        return "both are right, in another order: the difference first.";
      if (is(difference, 0.09)) {
        return remark(texts, [
          [42, true],
          [
            200,
            "the difference is right. But where both are right or both wrong, a text prefers neither model.",
          ],
          [80, "the difference is right. The 38 that both get wrong prefer neither model."],
          [162, "the difference is right. The 120 that both get right prefer neither model."],
          [18, "the difference is right. 18 is 30 less 12; how many are they together?"],
          [
            30,
            "the difference is right. The 12 on which only the second is right have a say as well.",
          ],
          [undefined, "the difference is right. Which texts prefer one model to the other?"],
        ]);
      }
      return remark(difference, [
        [-0.09, "the first is the better one: the difference is positive."],
        [9, "those are points of a hundred; the exercise asks for a share."],
        [18, "18 texts more: as an accuracy, that is a share of the 200."],
        [0.75, "that is the accuracy of the first. By how much is it higher?"],
        [0.66, "that is the accuracy of the second. By how much is the first one's higher?"],
        [
          18 / 42,
          "you have divided by the texts on which they differ. An accuracy is a share of all 200.",
        ],
        [undefined, "the first is right about 120 + 30 of 200, the second about 120 + 12."],
      ]);
    },
    hints: [
      "The first is right about 120 + 30 texts, the second about 120 + 12.",
      "McNemar's test looks only at texts on which one model alone is right.",
    ],
    solution: "[(30 - 12) / 200, 30 + 12]",
  },
  {
    id: "07.4",
    check: (answer) => checkCard(answer),
    hints: [
      "fitTemperature(label_ids, predictions) fits it: of which predictions?",
      "costs has three fields: label, false_positive and false_negative.",
    ],
    solution:
      'await readingCard(frame, { ...asked, temperature: fitTemperature(emotionsValidation.label_ids, emotionsValidation), costs: { label: "anger", false_positive: 1, false_negative: 4 } })',
  },
];

function checkCard(answer: unknown): true | string {
  if (typeof answer === "string" && answer.length > 20) {
    return "that is the card's text; hand over the card itself.";
  }
  const card = typeof answer === "object" && answer !== null ? answer : {};
  if ("then" in card) return "that is a promise of a card: write await before readingCard.";
  if (!("lines" in card) || !Array.isArray(card.lines)) {
    return "the exercise asks for what readingCard returns.";
  }
  const lines: { question?: string; answer?: string | null }[] = card.lines;
  const said = (start: string) =>
    lines.find((line) => line?.question?.startsWith(start))?.answer ?? "";
  if (!said("Accuracy").includes(" of 14 rows")) {
    return "that card is of other rows: hand frame to readingCard first.";
  }
  if (said("How much") === "" || said("Does the batch") === "") {
    return "two answers that were there are lost: begin the options with ...asked.";
  }
  return temperatureRemark(said("Temperature")) ?? costRemark(said("Threshold")) ?? true;
}

/** Temperatures of the model `emotions`: the one that is asked for, and others that are taken for it. */
const temperatures: readonly (readonly [RegExp, string | undefined])[] = [
  [/^1\.16/, undefined],
  [/^$/, "the temperature is still open."],
  [/^1\.17/, "that T is of emotions-test, which judges. Fit it on emotionsValidation."],
  [/^1\.8[89]/, "that T is of the 14 rows themselves. Fit it on emotionsValidation."],
  [/^5\.19/, "that T is the review model's. Fit one on emotionsValidation."],
  [/^1\.00/, "a T of 1 changes nothing. Fit one on emotionsValidation."],
  [/^0\.86/, "that is 1 / T; logits are divided by T."],
];

function temperatureRemark(line: string): string | undefined {
  const found = temperatures.find(([pattern]) => pattern.test(line));
  return found ? found[1] : "that is another T than the one that fits emotionsValidation best.";
}

function costRemark(line: string): string | undefined {
  if (line === "") return "the temperature is right; the costs are still open.";
  const [, label, threshold] = /^(\w+) from (\d\.\d\d) on/.exec(line) ?? [];
  if (label !== "anger")
    return `the costs are those of "anger", and the card has them of "${label}".`;
  if (threshold === "0.20") return undefined;
  return threshold === "0.80"
    ? "the two costs are swapped: false_positive is anger given wrongly, which costs 1."
    : "anger given wrongly costs 1 (false_positive), and missed 4 (false_negative).";
}

/** What to say of a number: the first row that it fits, or the row without one. */
function remark(
  number: number,
  rows: readonly (readonly [number | undefined, true | string])[],
): true | string {
  const found = rows.find(([value]) => value === undefined || is(number, value));
  return found?.[1] ?? "that is not the answer.";
}

/** Whether a number is the expected one, or this rounded to two decimals; in single precision, too. */
function is(number: number, expected: number): boolean {
  return (
    Math.abs(number - expected) < 1e-4 || Math.abs(number - Number(expected.toFixed(2))) < 1e-6
  );
}

function oneOf(answer: unknown): number | string {
  const numbers = numbersIn(answer);
  if (numbers.length === 1) return numbers[0];
  return numbers.length === 0
    ? "the exercise asks for a number."
    : `the exercise asks for one number, and your answer has ${numbers.length}.`;
}

/** The numbers in an answer, whatever holds them: a list, nested or typed, an object, or a text such as "20 %". */
function numbersIn(answer: unknown): number[] {
  if (typeof answer === "number") return Number.isFinite(answer) ? [answer] : [];
  if (typeof answer === "string") {
    const plain = answer.replace(/^(\D*\d+),(\d+\D*)$/, "$1.$2").replaceAll("−", "-");
    const found = plain.matchAll(/(-?\d*\.?\d+)\s*(%|per ?cent)?/g);
    return Array.from(found, ([, digits, percent]) => Number(digits) / (percent ? 100 : 1));
  }
  if (Array.isArray(answer)) return answer.flatMap(numbersIn);
  if (ArrayBuffer.isView(answer)) return numbersIn(Array.from(answer as Float64Array));
  return isRecord(answer) ? Object.values(answer).flatMap(numbersIn) : [];
}
