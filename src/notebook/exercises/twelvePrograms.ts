import { argmax } from "../../logits/argmax.js";
import { mersenneTwister } from "../../logits/random.js";
import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";

type Rows = readonly (readonly number[])[];

/**
 * What lesson 06 opens with: the print-outs of twelve programs that were given the same logits, one line each, without a word on
 * what they do. One of them is right, and one is wrong in a way that no number shows: its classes have each other's names.
 *
 * @param logits a batch of two classes, `[n, 2]`, in log-odds
 *
 * @example
 * twelvePrograms([[-1.145, 1.311], [2.655, -2.929]]).split("\n")[1] // " 1    0.301 0.699    0.730 0.270"
 */
export function twelvePrograms(logits: Rows): string {
  const title = logits.map((_, i) => `text ${i}`.padEnd(15)).join("");
  const lines = programs.map((program, i) => {
    const printed = program(logits);
    const text = typeof printed === "string" ? printed : printed.map(cell).join("");
    return `${String(i + 1).padStart(2)}    ${text}`.trimEnd();
  });
  return [`      ${title.trimEnd()}`, ...lines].join("\n");
}

const cell = (row: readonly number[]) =>
  row
    .map((value) => value.toFixed(3))
    .join(" ")
    .padEnd(15);

/** In the order of their numbers, the first of which is 1. */
const programs: readonly ((logits: Rows) => Rows | string)[] = [
  (logits) => softmax(softmax(rowsOf(logits))),
  (logits) => logits,
  (logits) => softmax(rowsOf(logits)),
  untrained,
  overTheTexts,
  (logits) => sigmoid(rowsOf(logits)),
  overflown,
  (logits) => softmax(rowsOf(logits)).map(([first, second]) => [second, first]),
  (logits) => logits.map(() => [1]),
  (logits) => String(argmax(logits.flat())),
  (logits) => softmax(rowsOf(logits)).map((row) => row.map((p) => Math.round(100 * p))),
  (logits) => `a tuple of 2 arrays, [${logits.length}, 2] and [${logits.length}, 384]`,
];

const rowsOf = (logits: Rows) => logits.map((row) => Array.from(row));

/** A head with random weights: whatever the text is, its logits are next to nothing. */
function untrained(logits: Rows): Rows {
  const random = mersenneTwister(6);
  return softmax(logits.map((row) => row.map(() => 0.2 * (random() / 2 ** 32 - 0.5))));
}

/** Softmax down the columns, where each text takes its share of a class. */
function overTheTexts(logits: Rows): Rows {
  const columns = logits[0].map((_, column) => softmax(logits.map((row) => row[column])));
  return logits.map((_, text) => columns.map((shares) => shares[text]));
}

/** Softmax as it is written on paper, of logits that somebody has sharpened. */
function overflown(logits: Rows): Rows {
  return logits.map((row) => {
    const exponentials = row.map((logit) => Math.exp(500 * logit));
    const sum = exponentials.reduce((a, b) => a + b);
    return exponentials.map((value) => value / sum);
  });
}
