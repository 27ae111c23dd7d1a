import type { FlatLogits } from "../logits/readLogits.js";
import { EvaluateError } from "./EvaluateError.js";
import { readClassIds } from "./readClassIds.js";
import { checkIds } from "./readPair.js";
import { type Noun, readScores } from "./readScores.js";

/** A batch with the true class of each row. */
export interface LabelledScores extends FlatLogits {
  readonly labels: Int32Array;
}

/** Reads class indices `[n]` and a batch `[n, k]` of scores for them, or says how they don't fit together. */
export function readLabelledScores(
  label_ids: unknown,
  scores: unknown,
  caller: string,
  noun: Noun,
): LabelledScores {
  const labels = readClassIds(label_ids, caller, "label_ids");
  const flat = readScores(scores, caller, noun);
  if (labels.length !== flat.rows) {
    throw new EvaluateError(
      `${caller} needs one row of ${noun[1]} for each label: got ${labels.length} label_ids and ${flat.rows} rows`,
    );
  }
  checkIds(labels, flat.columns, caller, "label_ids");
  return { ...flat, labels };
}
