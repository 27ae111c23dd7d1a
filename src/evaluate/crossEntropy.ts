import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { logSoftmax } from "../logits/logSoftmax.js";
import { rowOf } from "../logits/rowsOf.js";
import { EvaluateError } from "./EvaluateError.js";
import type { ClassIds } from "./readClassIds.js";
import { readLabelledScores } from "./readLabelledScores.js";

/**
 * Gives the mean of -log softmax(logits)[label] over the rows: the loss a classifier is trained on, the `test_loss`
 * that `trainer.predict` reports, in nats.
 *
 * Nothing is clipped: a class 1000 log-odds behind costs 1000 nats.
 *
 * @param label_ids the true class indices, `[n]`
 * @param logits a batch `[n, k]`, in log-odds
 * @returns nats a row, 0 or more
 * @throws {EvaluateError} for lists of different lengths, no rows at all, numbers that aren't finite, and labels
 *   outside the k classes
 *
 * @example
 * crossEntropy([1, 2], [[1, 2, 0.5], [-1, 0, 2]]) // 0.3171
 *
 * @see PyTorch's `torch.nn.functional.cross_entropy`
 */
export function crossEntropy(label_ids: ClassIds, logits: LogitsBatch | LogitsTensor): number {
  const noun = ["logit", "logits"] as const;
  const labelled = readLabelledScores(label_ids, logits, "crossEntropy", noun);
  const { data, columns, labels } = labelled;
  let loss = 0;
  for (let row = 0; row < labels.length; row++) {
    const values = rowOf(data, row, columns);
    const column = values.findIndex((value) => !Number.isFinite(value));
    if (column >= 0) {
      throw new EvaluateError(
        `crossEntropy needs finite logits: row ${row}, column ${column} is ${values[column]}`,
      );
    }
    loss -= logSoftmax(values)[labels[row]];
  }
  return loss / labels.length;
}
