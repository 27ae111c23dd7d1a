import type { Exercise, Reply } from "../exercises.js";
import { compareLabels } from "./compareLabels.js";
import { compareNumbers, type Mistake, short } from "./compareNumbers.js";
import { inOrder, leavesOf, readAnswer } from "./readAnswer.js";
import { nearly } from "./replies.js";

/** The seven questions, and the words that an answer may use for them. */
const questions: Readonly<Record<string, RegExp>> = {
  labels: /^labels?\b(?! order)/,
  function: /\bfunction\b|softmax|sigmoid/,
  order: /\border\b/,
  length: /\blength\b|truncat|\bcut\b|context/,
  batch: /\bbatch\b|\bmask|padding/,
  "known sentences": /\b(known|sentences?|probes?)\b/,
  "test set": /\btest\b/,
};
const names = Object.keys(questions);

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

/** What the two mistakes of 07.2 cost. */
const [falseAlarm, missed] = [1, 4];

/** The answer to 07.3, and what is said of other numbers in its two places. */
const [difference, disputed] = [(30 - 12) / 200, 30 + 12];

const disputedMistakes: readonly (readonly [texts: number, remark: string])[] = [
  [200, "where both are right or both wrong, a text prefers neither model."],
  [80, "the 38 that both get wrong prefer neither model."],
  [162, "the 120 that both get right prefer neither model."],
  [158, "the 120 that both get right and the 38 that both get wrong prefer neither model."],
  [120, "the 120 that both get right prefer neither model."],
  [38, "the 38 that both get wrong prefer neither model."],
  [18, "18 is 30 less 12; how many are they together?"],
  [30, "the 12 on which only the second is right have a say as well."],
  [12, "the 30 on which only the first is right have a say as well."],
  [0.21, "42 of 200 is a share; the exercise asks how many texts."],
];

const differenceMistakes: readonly (readonly [
  difference: number,
  remark: string,
  isNearly?: boolean,
])[] = [
  [-0.09, "the first model is the better one: the difference is positive."],
  [9, "9 is in points of a hundred; the exercise asks for a share, 0.09.", true],
  [18, "18 is a number of texts: as an accuracy, it is a share of the 200."],
  [0.75, "0.75 is the accuracy of the first. By how much is it higher?"],
  [0.66, "0.66 is the accuracy of the second. By how much is the first one's higher?"],
  [0.15, "30 / 200 is what only the first gets right. Take off what only the second does."],
  [0.06, "12 / 200 is what only the second gets right. How much more is right for the first?"],
  [0.21, "42 / 200 is on how many they differ, and not by how much one is ahead."],
  [0.75 / 0.66, "you have divided the accuracies; the exercise asks for their difference."],
  [18 / 132, "you have divided by what the second gets right. An accuracy is a share of all 200."],
  [
    18 / 42,
    "you have divided by the texts on which they differ. An accuracy is a share of all 200.",
  ],
];

export const lesson07: Exercise[] = [
  {
    id: "07.1",
    check: nameForgotten,
    hints: [
      "A number far below chance is as good as one far above, read the other way.",
      "Shares of one whole; a page that isn't read; a text and its neighbours.",
    ],
    solution: '["order", "function", "length", "batch"]',
  },
  {
    id: "07.2",
    check: (answer) =>
      compareNumbers(answer, falseAlarm / (falseAlarm + missed), 1e-5, {
        share: true,
        fields: ["threshold", "p"],
        mistakes: urgentMistakes(),
        otherwise: (p) =>
          `at ${short(p)}, calling a letter urgent costs ${short(1 - p)} on average, and not calling it so ${short(missed * p)}. Where are the two equal?`,
      }),
    hints: [
      "Called urgent, a letter costs 1 · (1 − p) on average; not called urgent, 4 · p.",
      "The threshold is the cost of a false alarm as a share of both costs together.",
    ],
    solution: "1 / (1 + 4)",
  },
  {
    id: "07.3",
    check: (answer) =>
      compareNumbers(inOrder(answer, ["difference", "texts"]), [difference, disputed], 1e-6, {
        mistakes: [
          {
            answer: [disputed, difference],
            remark: "both are right, but the difference comes first.",
          },
          ...disputedMistakes.map(([texts, remark]) => ({
            answer: [difference, texts],
            remark: `the difference is right, but ${remark}`,
          })),
          ...differenceMistakes.map(([first, remark, isNearly = false]) => ({
            answer: [first, disputed],
            remark: `the texts are right, but ${remark}`,
            isNearly,
          })),
        ],
        otherwise: (first, texts) =>
          [
            ...(Math.abs(first - difference) < 1e-6 ? [] : [aboutDifference(first)]),
            ...(texts === disputed ? [] : [aboutTexts(texts)]),
          ].join(" And "),
      }),
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

/** Names what speaks against the first question that isn't right yet. */
function nameForgotten(answer: unknown): true | Reply {
  const right = complaints.map(({ asked }) => asked);
  const whole = leavesOf(readAnswer(inOrder(answer, ["A", "B", "C", "D"])));
  const isText = whole.length === 1 && typeof whole[0] === "string";
  const leaves = isText ? `${whole[0]}`.split(/[,;\n]/) : whole;
  if (String(leaves.map((leaf) => names[Number(leaf) - 1])) === String(right)) {
    return nearly(right.length, ["they are numbers of the table: give the questions by name"]);
  }
  const read = leaves.map((leaf) => (typeof leaf === "string" ? questionOf(leaf) : leaf));
  const texts = read.every((leaf) => typeof leaf === "string");
  const plain = isText ? (read.length > 1 ? read.join(", ") : answer) : read;
  return compareLabels(texts ? plain : answer, right, {
    known: names,
    noun: "question",
    isByPlace: true,
    otherwise(name, place) {
      const { letter, remarks, hint } = complaints[place];
      const count = right.filter((each, i) => each === read[i]).length;
      const remark = remarks[name] ?? `${letter}: not ${name}. ${hint}`;
      return count === 0 ? remark : `${count} of 4 are right. ${remark}`;
    },
  });
}

/** The question that a few words mean: `"A: Order"`, `"truncation"`; anything else as it is. */
function questionOf(text: string): string {
  const words = text
    .trim()
    .toLowerCase()
    .replace(/^[a-d][:.)\s]\s*/, "");
  return names.find((name) => questions[name].test(words)) ?? words;
}

function aboutDifference(number: number): string {
  const isIt = ([value]: readonly [number, ...unknown[]]) => Math.abs(number - value) < 0.006;
  const made = differenceMistakes.find(isIt);
  return made?.[1] ?? "the first is right about 120 + 30 of 200, the second about 120 + 12.";
}

function aboutTexts(number: number): string {
  const made = disputedMistakes.find(([value]) => Math.abs(number - value) < 0.006);
  return made?.[1] ?? "which texts prefer one model to the other?";
}

function urgentMistakes(): Mistake[] {
  return [
    {
      answer: missed / (falseAlarm + missed),
      remark: "you have swapped the costs: to overlook one is dear here, so call it urgent early.",
    },
    {
      answer: falseAlarm / missed,
      remark:
        "1 / 4 is the ratio of the costs, at which the odds stand. As a probability it is 1 / (1 + 4).",
    },
    {
      answer: missed,
      remark: "that is the ratio of the costs. The exercise asks for a probability.",
    },
    {
      answer: falseAlarm + missed,
      remark: "that is the sum of the costs. Which share of it is the cost of a false alarm?",
    },
    {
      answer: falseAlarm + falseAlarm / missed,
      remark: "you left out the brackets: 1 / (1 + 4).",
    },
    {
      answer: 0.75,
      remark: "that is the threshold of the cinema, where the other mistake was the dear one.",
    },
    {
      answer: 0.5,
      remark:
        "at 0.5, calling it urgent costs 0.5 on average and not calling it 2. It pays much earlier.",
    },
    {
      answer: 0,
      remark: "from 0 on, every letter is urgent. But a false alarm costs something, too.",
    },
    { answer: 1, remark: "from 1 on, no letter is urgent, and every urgent one is overlooked." },
    {
      answer: [falseAlarm, missed],
      remark: "those are the costs themselves. The threshold is one number.",
    },
    {
      answer: [falseAlarm / (falseAlarm + missed), missed / (falseAlarm + missed)],
      remark: "the first of the two is the threshold: give it on its own.",
      isNearly: true,
    },
  ];
}

function checkCard(answer: unknown): true | string {
  if (typeof answer === "string" && answer.length > 20) {
    return "that is the card's text; hand over the card itself.";
  }
  if (typeof answer === "function")
    return "that is a function: call it, with frame and the options.";
  if (Array.isArray(answer) && answer.length === 1 && checkCard(answer[0]) === true) {
    return "the card is right, but it is in a list: give it on its own.";
  }
  const card = typeof answer === "object" && answer !== null ? answer : {};
  const isFit = Number.isFinite(answer) || "fitted_on" in card;
  if (isFit) return "that is a temperature: hand it to readingCard, with the rest of the options.";
  if ("costs" in card || "false_positive" in card) {
    return "those are options: hand them to readingCard, behind frame.";
  }
  if ("text/markdown" in card)
    return "that is the card as a cell shows it; hand over the card itself.";
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
  [/^1\.20/, "1.2 is rounded too far: hand over what fitTemperature returns."],
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
