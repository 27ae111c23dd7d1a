import { formatNumber, listed, quoted } from "../logits/text.js";
import { explainDifference } from "./explainDifference.js";
import type { Reading } from "./readingOf.js";
import { answerIds, yesOrNo } from "./yesOrNo.js";

/** What two runs have in common, and where they differ. */
export interface RunComparison {
  /** Whether the same class is predicted in every row, and there are as many rows. */
  readonly agree: boolean;
  /** How many rows were compared. */
  readonly rows: number;
  /** In how many of these another class is predicted; null where one of the runs has no scores, and so no classes. */
  readonly differing: number | null;
  /** The largest difference of two numbers; null where the columns can't be matched. */
  readonly largest_difference: number | null;
  /** What explains the differences, each in one sentence. */
  readonly why: readonly string[];
  /** The first rows in which another class is predicted. */
  readonly examples: readonly DifferingRow[];
}

/** A row in which two runs predict different classes. */
interface DifferingRow {
  readonly row: number;
  readonly text?: string;
  /** The predicted label and its score in the first and in the second run. */
  readonly first: { readonly label: string; readonly score: number };
  readonly second: { readonly label: string; readonly score: number };
}

const mostExamples = 10;
/** Rows on which explanations are tried. */
const explained = 5000;

/**
 * Compares two runs row by row, classes by name: where they differ, by how much, and why.
 */
export async function compareRuns(first: Reading, second: Reading): Promise<RunComparison> {
  const why: string[] = [];
  const rows = Math.min(first.rows, second.rows);
  if (first.rows !== second.rows) {
    why.push(
      `the first has ${first.rows} rows and the second ${second.rows}: other texts, or a last batch that was dropped or padded; the first ${rows} rows of both are compared`,
    );
  }
  findOtherTexts(first, second, rows, why);
  const order = columnsOf(first, second, why);
  const largest_difference = order ? await compareNumbers(first, second, rows, order, why) : null;
  const { differing, examples } = compareAnswers(first, second, rows, order, why);
  const agree = differing === 0 && first.rows === second.rows;
  return { agree, rows, differing, largest_difference, why, examples };
}

function findOtherTexts(first: Reading, second: Reading, rows: number, why: string[]): void {
  const [a, b] = [first.predictions.texts, second.predictions.texts];
  if (!a || !b) return;
  const other = a.slice(0, rows).filter((text, row) => text !== b[row]).length;
  if (other === 0) return;
  const seen = new Set(b);
  const isMoved = a.every((text) => seen.has(text));
  why.push(
    isMoved
      ? `the same texts are in another order: ${other} of ${rows} rows have another text`
      : `${other} of ${rows} rows have another text`,
  );
}

/** For each column of the first, its column in the second, by name where both have names; nothing where they can't be matched. */
function columnsOf(first: Reading, second: Reading, why: string[]): number[] | undefined {
  const [a, b] = [first.predictions.id2label, second.predictions.id2label];
  if (first.columns !== second.columns) {
    why.push(
      `the first has ${first.columns} classes and the second ${second.columns}: another model`,
    );
    return undefined;
  }
  const same = first.labels.map((_, index) => index);
  if (!a || !b) return same;
  const order = first.labels.map((label) => second.labels.indexOf(label));
  if (order.includes(-1)) {
    const missing = first.labels.filter((label) => !second.labels.includes(label));
    why.push(
      `the second has no class ${listed(missing.map(quoted), { most: 5, last: "or" })}: another model, or other names`,
    );
    return undefined;
  }
  if (order.some((index, i) => index !== i)) {
    why.push("the classes are in another order; they were matched by name");
  }
  return order;
}

async function compareNumbers(
  first: Reading,
  second: Reading,
  rows: number,
  order: readonly number[],
  why: string[],
): Promise<number> {
  const { columns } = first;
  const size = Math.max(1, Math.floor(2 ** 20 / columns));
  const others = second.predictions.batches(size);
  let largest = 0;
  let rounding = 0;
  let broken = 0;
  let at = 0;
  let head: { a: Float64Array; b: Float64Array; rows: number } | undefined;
  for await (const part of first.predictions.batches(size)) {
    const other = (await others.next()).value;
    if (!other) break;
    const [a, b] = [part.data, other.data];
    const count = Math.min(a.length / columns, b.length / columns, rows - at);
    const moved = new Float64Array(Math.min(count, explained) * columns);
    for (let row = 0; row < count; row++) {
      for (let column = 0; column < columns; column++) {
        const i = row * columns + column;
        const value = b[row * columns + order[column]];
        if (row < explained) moved[i] = value;
        if (a[i] === value || (Number.isNaN(a[i]) && Number.isNaN(value))) continue;
        const difference = Math.abs(a[i] - value);
        if (!Number.isFinite(difference)) broken++;
        largest = difference > largest || Number.isNaN(difference) ? difference : largest;
        rounding = Math.max(rounding, difference / Math.max(Math.abs(a[i]), Math.abs(value)));
      }
    }
    head ??= finiteRows(a.subarray(0, moved.length), moved, columns);
    at += count;
  }
  await others.return();
  const types = [first, second].map(({ predictions }) => predictions.source.dtype);
  const coarse = types.sort((x, y) => epsilonOf(y) - epsilonOf(x))[0];
  if (broken > 0) {
    const some = broken === 1 ? "1 number is" : `${broken} numbers are`;
    why.push(`${some} NaN or infinite in one of them and another number in the other`);
  } else if (largest === 0) why.push("the numbers are the same, to the last bit");
  else if (rounding <= 2 * epsilonOf(coarse)) {
    why.push(`the numbers are the same but for the rounding of ${nameOf(coarse)}`);
  } else {
    const found = head && head.rows > 0 && explainDifference({ ...head, columns });
    why.push(found ? `the second: ${found}` : unexplained(largest));
  }
  return largest;
}

/** The rows of both that can be explained: of numbers that aren't finite, no function is known. */
function finiteRows(a: ArrayLike<number>, b: ArrayLike<number>, columns: number) {
  const kept = Array.from({ length: a.length / columns }, (_, row) => row * columns).filter((at) =>
    Array.from({ length: columns }, (_, i) => at + i).every(
      (i) => Number.isFinite(a[i]) && Number.isFinite(b[i]),
    ),
  );
  const of = (all: ArrayLike<number>) =>
    Float64Array.from(kept.flatMap((at) => Array.from({ length: columns }, (_, i) => all[at + i])));
  return { a: of(a), b: of(b), rows: kept.length };
}

/** What may change logits a little, and a lot; read from what is known of each. */
function unexplained(largest: number): string {
  const by = `the numbers differ by up to ${formatNumber(largest)}`;
  return largest < 0.5
    ? `${by}: about what another precision, padding, quantisation at run time or a cut text changes`
    : `${by}, and no function, constant or other order explains it: another model, or other texts`;
}

/** By what share of itself a number may be rounded. */
function epsilonOf(dtype: string): number {
  return { float16: 2 ** -11, bfloat16: 2 ** -8, float64: 2 ** -53, text: 1e-6 }[dtype] ?? 2 ** -24;
}

function nameOf(dtype: string): string {
  return dtype === "text" ? "numbers as text" : dtype;
}

function compareAnswers(
  first: Reading,
  second: Reading,
  rows: number,
  order: readonly number[] | undefined,
  why: string[],
): Pick<RunComparison, "differing" | "examples"> {
  const [a, b] = [first.summary, second.summary];
  if (!a || !b) {
    const which = a ? "the second has" : b ? "the first has" : "both have";
    why.push(`${which} no scores, so that no predicted classes can be compared`);
    return { differing: null, examples: [] };
  }
  const ids = [answerIds(first), answerIds(second)];
  const pairs = [yesOrNo(first), yesOrNo(second)];
  const areAnswers = order !== undefined && pairs.every((pair) => pair !== null);
  const isMixed = pairs.some((pair) => pair !== null);
  const labels = [pairs[0]?.labels ?? first.labels, pairs[1]?.labels ?? second.labels];
  const examples: DifferingRow[] = [];
  let differing = 0;
  let surest = 0;
  for (let row = 0; row < rows; row++) {
    const [one, other] = [ids[0][row], ids[1][row]];
    const isSame = areAnswers
      ? one === other
      : order && !isMixed
        ? order[one] === other
        : labels[0][one] === labels[1][other];
    if (isSame) continue;
    differing++;
    surest = Math.max(surest, Math.min(a.confidences[row], b.confidences[row]));
    if (examples.length >= mostExamples) continue;
    const text = first.predictions.texts?.[row] ?? second.predictions.texts?.[row];
    examples.push({
      row,
      ...(text !== undefined && { text }),
      first: { label: labels[0][one], score: a.confidences[row] },
      second: { label: labels[1][other], score: b.confidences[row] },
    });
  }
  const areSure = first.function_to_apply === "softmax" && second.function_to_apply === "softmax";
  if (differing > 0 && areSure && surest < 0.6) {
    why.push(
      "where they predict another class, at least one of them was nearly undecided (below 0.6)",
    );
  }
  return { differing, examples };
}
