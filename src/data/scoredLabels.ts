import { isRecord } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type FileAt, quoted, refusal } from "./bytes.js";
import { type Found, readerOf } from "./makePredictions.js";
import { numberOf } from "./numberCells.js";

/** Names of fields in the answers of other services: spaCy's `cats`, Comprehend's `Classes`, Azure's `confidenceScores`. */
const served = {
  label: /^(name|class|category|displayName)$/i,
  score: /^(score|confidence|probability)$/i,
};

/**
 * What another service's answer says of one text, as scores with their labels: an object of numbers, or a list of pairs such as
 * `{ Name, Score }`.
 *
 * @returns `undefined` for anything else
 */
export function servedScores(cell: unknown): { label: string; score: number }[] | undefined {
  if (isRecord(cell)) {
    const entries = Object.entries(cell);
    const isNumbers = entries.length > 1 && entries.every(([, score]) => typeof score === "number");
    return isNumbers
      ? entries.map(([label, score]) => ({ label, score: Number(score) }))
      : undefined;
  }
  if (!Array.isArray(cell) || cell.length < 2) return undefined;
  const pairs = cell.flatMap((pair: unknown) => {
    if (isScored(pair)) return [pair];
    const entries = isRecord(pair) ? Object.entries(pair) : [];
    const [, label] = entries.find(([key]) => served.label.test(key)) ?? [];
    const [, score] = entries.find(([key]) => served.score.test(key)) ?? [];
    return typeof label === "string" && typeof score === "number" ? [{ label, score }] : [];
  });
  return pairs.length === cell.length ? pairs : undefined;
}

/** True for what a pipeline returns for one text: `[{ label, score }, …]`, or an object of scores by label. */
export function isScores(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isScored);
  return isRecord(value) && Object.values(value).every((score) => typeof score === "number");
}

/** True for one `{ label, score }`. */
export function isScored(value: unknown): value is { label: string; score: number } {
  return (
    isRecord(value) && typeof value.label === "string" && "score" in value && !("text" in value)
  );
}

/**
 * What a zero-shot pipeline returns, `{ labels, scores }` with each text's labels sorted by score, as scores with their labels.
 *
 * @returns `undefined` where a row's labels aren't names, one for each of its scores
 */
export function pairedScores(
  labels: readonly unknown[],
  scores: readonly unknown[],
): { label: string; score: unknown }[][] | undefined {
  const rows = scores.map((row, index) => {
    const names = labels[index];
    if (!Array.isArray(row) || !Array.isArray(names) || names.length !== row.length) return [];
    return names.map((label, column) => ({ label, score: numberOf(row[column]) ?? row[column] }));
  });
  const isNamed = rows.every(
    (row) =>
      row.length > 1 &&
      row.every(({ label }) => typeof label === "string" && numberOf(label) === undefined),
  );
  return isNamed ? rows : undefined;
}

/**
 * Rows of scores with their labels as flat numbers, the classes in alphabetical order, since a pipeline sorts them by score
 * and the file doesn't say which order the model has; `LABEL_0`, `LABEL_1`, … are in the order of their numbers.
 *
 * @throws {PredictionsError} when a row has not every class once, as with `top_k`
 */
export function scoresOf(
  rows: readonly unknown[],
  at: FileAt,
): Pick<Found, "dims" | "read" | "classes" | "isUnordered"> {
  const pairs = rows.map((row, index) => pairsOf(row, index, at));
  const labels = [...new Set(pairs.flatMap((row) => row.map(([label]) => label)))];
  const isNumbered = labels.every((label) => /^LABEL_\d+$/.test(label));
  const classes = isNumbered
    ? labels.map((_, index) => `LABEL_${index}`)
    : labels.sort((a, b) => (a < b ? -1 : 1));
  const indexOf = new Map(classes.map((label, index) => [label, index]));
  const data = new Float64Array(rows.length * classes.length).fill(Number.NaN);
  for (const [row, scores] of pairs.entries()) {
    const seen = new Set<string>();
    for (const [label, score] of scores) {
      const column = indexOf.get(label);
      if (column === undefined || seen.has(label)) {
        throw refusal(
          at,
          column === undefined
            ? `row ${row} has ${quoted(label)}, and the ${classes.length} labels aren't LABEL_0 to LABEL_${classes.length - 1}; call the pipeline with top_k=None`
            : `row ${row} has ${quoted(label)} twice; save one score for each class`,
        );
      }
      seen.add(label);
      data[row * classes.length + column] = score;
    }
    if (scores.length < classes.length) {
      throw refusal(
        at,
        `row ${row} has ${scores.length} of ${classes.length} classes, the best ones, and the scores of the others are not in the file; call the pipeline with top_k=None`,
      );
    }
  }
  if (classes.length === 1 && !isNumbered) {
    throw refusal(
      at,
      `it has scores for ${quoted(classes[0])} alone, the best label, and predictions have a number for every class; call the pipeline with top_k=None`,
    );
  }
  const dims = [rows.length, classes.length];
  return { dims, read: readerOf(data, classes.length), classes, isUnordered: !isNumbered };
}

function pairsOf(row: unknown, index: number, at: FileAt): [string, number][] {
  if (!isScores(row)) {
    throw refusal(at, `row ${index} is ${describe(row)} and no list of { label, score }`);
  }
  const pairs = Array.isArray(row)
    ? row.map(({ label, score }): [string, unknown] => [label, score])
    : Object.entries(row as object);
  for (const [label, score] of pairs) {
    if (typeof score === "number") continue;
    throw refusal(
      at,
      `row ${index} has ${describe(score)} as the score of ${quoted(label)}; save numbers`,
    );
  }
  return pairs as [string, number][];
}
