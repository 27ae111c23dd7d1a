import type { FlatLogits } from "../logits/readLogits.js";
import { EvaluateError } from "./EvaluateError.js";
import { type LabelledScores, readLabelledScores } from "./readLabelledScores.js";
import { placeIn } from "./readScores.js";

/** Enough for probabilities in half precision or rounded to four decimals, far too little for anything else. */
const tolerance = 1e-3;

/** Reads class indices `[n]` with their probabilities `[n, k]`: none negative, every row summing to one. */
export function readProbabilities(
  label_ids: unknown,
  probabilities: unknown,
  caller: string,
): LabelledScores {
  const noun = ["probability", "probabilities"] as const;
  const labelled = readLabelledScores(label_ids, probabilities, caller, noun);
  for (let row = 0; row < labelled.rows; row++) checkRow(labelled, row, caller);
  return labelled;
}

function checkRow(flat: FlatLogits, row: number, caller: string): void {
  let sum = 0;
  for (let i = row * flat.columns; i < (row + 1) * flat.columns; i++) {
    if (flat.data[i] < 0) {
      throw new EvaluateError(
        `${caller} needs probabilities from 0 to 1: ${placeIn(flat, i)} is ${flat.data[i]}; if these are logits, take softmax(logits) first`,
      );
    }
    sum += flat.data[i];
  }
  if (Math.abs(sum - 1) <= tolerance) return;
  throw new EvaluateError(
    `${caller} needs probabilities that sum to 1 in each row: row ${row} sums to ${sum}; ${
      flat.columns === 1
        ? "write one probability p as two, [1 - p, p]"
        : "of logits take softmax(logits), multi-label scores have no such sum"
    }`,
  );
}
