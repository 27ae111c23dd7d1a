import { describe } from "../logits/describe.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { EvaluateError } from "./EvaluateError.js";
import type { ClassIds } from "./readClassIds.js";
import { type LabelledScores, readLabelledScores } from "./readLabelledScores.js";

/** Which of two classes with the same score comes first. */
export interface TopKAccuracyOptions {
  /**
   * "first": the lower index, as `argmax` and `topK` have it. "scikit-learn": the higher one, unless there are two
   * classes.
   */
  ties?: "first" | "scikit-learn";
}

/**
 * Gives the share of rows whose true class is among the `k` best: accuracy that forgives a good second guess.
 *
 * @param label_ids the true class indices, `[n]`
 * @param scores a batch `[n, columns]` of logits or of probabilities: only their order matters
 * @param k how many guesses a row has, from 1 (plain accuracy) to the number of columns (always 1)
 * @returns a share from 0 to 1
 * @throws {EvaluateError} for lists of different lengths, no rows at all, NaN, a `k` out of range, and labels outside
 *   the classes
 *
 * @example
 * topKAccuracy([0, 2], [[1, 2, 0.5], [-1, 0, 2]], 1) // 0.5: class 0 is only the second of row 0
 * topKAccuracy([0, 2], [[1, 2, 0.5], [-1, 0, 2]], 2) // 1
 *
 * @see scikit-learn's `top_k_accuracy_score`
 */
export function topKAccuracy(
  label_ids: ClassIds,
  scores: LogitsBatch | LogitsTensor,
  k: number,
  { ties = "first" }: TopKAccuracyOptions = {},
): number {
  const labelled = readLabelledScores(label_ids, scores, "topKAccuracy", ["score", "scores"]);
  if (!Number.isInteger(k) || k < 1 || k > labelled.columns) {
    throw new EvaluateError(
      `topKAccuracy needs k to be a whole number from 1 to ${labelled.columns} (the number of classes), got ${describe(k)}`,
    );
  }
  if (ties !== "first" && ties !== "scikit-learn") {
    throw new EvaluateError(
      `topKAccuracy needs ties to be "first" or "scikit-learn", got ${describe(ties)}`,
    );
  }
  const laterWins = ties === "scikit-learn" && labelled.columns > 2;
  let found = 0;
  for (let row = 0; row < labelled.rows; row++) {
    if (placeOfLabel(labelled, row, laterWins) < k) found++;
  }
  return found / labelled.rows;
}

/** How many classes come before the true one: no sorting is needed to know its place. */
function placeOfLabel({ data, columns, labels }: LabelledScores, row: number, laterWins: boolean) {
  const start = row * columns;
  const label = labels[row];
  let before = 0;
  for (let column = 0; column < columns; column++) {
    const isLarger = data[start + column] > data[start + label];
    const isTie = data[start + column] === data[start + label];
    if (isLarger || (isTie && (laterWins ? column > label : column < label))) before++;
  }
  return before;
}
