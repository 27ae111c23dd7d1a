import { InterpretedBatch } from "./InterpretedBatch.js";
import type { InterpretedRow } from "./InterpretedRow.js";
import { type InterpretOptions, interpretFlat } from "./interpretColumns.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { readLogits } from "./readLogits.js";

/**
 * Says what logits mean: scores, the predicted class with its label, a ranking, and how sure that is.
 *
 * The function that makes scores follows Transformers' rule: none for a regression, sigmoid for several labels or a
 * single logit, softmax for the rest; `function_to_apply` overrules it.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `id2label`, `problem_type`, `function_to_apply`, `top_k`, `threshold`, `temperature`; a model's
 *   config fits as it is
 * @returns for a row one object with `logits`, `scores`, `predicted_index`, `predicted_label`, `ranking`, `margin`
 *   (log-odds) and `entropy` (nats); with sigmoid also `predicted_labels`; for a regression with one output its
 *   `value`. For a batch an array of such objects. Both print as a table
 * @throws {LogitsError} for logits that can't be read, a label map that doesn't fit them, or an unknown option
 *
 * @example
 * interpret([-4.2, 4.5], { id2label: { 0: "NEGATIVE", 1: "POSITIVE" } }).predicted_label // "POSITIVE"
 * // prints: POSITIVE (margin 8.7000 log-odds, entropy 0.0016 nats)
 * //         label       logit   score
 * //         POSITIVE   4.5000  0.9998  ████████████████████
 * //         NEGATIVE  -4.2000  0.0002
 *
 * @see https://huggingface.co/docs/transformers/main_classes/pipelines#transformers.TextClassificationPipeline
 */
export function interpret(logits: LogitsTensor, options?: InterpretOptions): InterpretedBatch;
export function interpret(logits: LogitsRow, options?: InterpretOptions): InterpretedRow;
export function interpret(logits: LogitsBatch, options?: InterpretOptions): InterpretedBatch;
export function interpret(
  logits: Logits,
  options?: InterpretOptions,
): InterpretedRow | InterpretedBatch;
export function interpret(
  logits: Logits,
  options: InterpretOptions = {},
): InterpretedRow | InterpretedBatch {
  const flat = readLogits(logits, "interpret");
  const read = interpretFlat(flat, options, "interpret");
  if (!flat.isBatch) return read.row(0);
  const batch = new InterpretedBatch();
  for (let row = 0; row < read.rows; row++) batch.push(read.row(row));
  return batch;
}
