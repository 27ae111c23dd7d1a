import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import type { FlatLogits } from "../logits/readLogits.js";
import { EvaluateError } from "./EvaluateError.js";
import { placeIn, readScores } from "./readScores.js";

/** Which labels each text has, `[n, labels]`: 1 where it has the label, else 0. */
export type LabelSets = LogitsBatch | LogitsTensor;

/** True and predicted label sets of the same shape, flat. */
export interface LabelSetPair {
  readonly labels: FlatLogits;
  readonly predictions: FlatLogits;
}

/** Reads true and predicted label sets, `[n, labels]` each, or says how they don't fit together. */
export function readLabelSets(
  label_ids: unknown,
  predicted_ids: unknown,
  caller: string,
): LabelSetPair {
  const labels = readSets(label_ids, caller, "label_ids");
  const predictions = readSets(predicted_ids, caller, "predicted_ids");
  if (labels.rows !== predictions.rows || labels.columns !== predictions.columns) {
    throw new EvaluateError(
      `${caller} needs label_ids and predicted_ids of the same shape: got [${labels.rows}, ${labels.columns}] and [${predictions.rows}, ${predictions.columns}]`,
    );
  }
  return { labels, predictions };
}

function readSets(sets: unknown, caller: string, name: string): FlatLogits {
  const flat = readScores(sets, caller, [`0 or 1 in ${name}`, `zeros and ones in ${name}`]);
  for (let i = 0; i < flat.rows * flat.columns; i++) {
    if (flat.data[i] === 0 || flat.data[i] === 1) continue;
    throw new EvaluateError(
      `${caller} needs 1 (has the label) or 0 (has it not): ${name}, ${placeIn(flat, i)} is ${flat.data[i]}; of probabilities take aboveThreshold(probabilities) first`,
    );
  }
  return flat;
}
