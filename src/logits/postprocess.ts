import { applyInFloat32, checkFunction } from "./applyInFloat32.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { type CompleteConfig, completeConfig, type PipelineConfig } from "./PipelineConfig.js";
import { labelOf, rankerOf, type ScoredLabel } from "./rankScores.js";
import { readLogits } from "./readLogits.js";

export type { ScoredLabel } from "./rankScores.js";

/** What a caller of the pipeline may set. */
export interface PostprocessOptions {
  /** `"softmax"`, `"sigmoid"` or `"none"`; left out or null: what the config implies. */
  readonly function_to_apply?: string | null;
  /** How many labels, best first; null for all. Left out: the best one alone, as a bare object. */
  readonly top_k?: number | boolean | null;
}

/** The best label alone when `top_k` is left out, else a list. */
export type Postprocessed = ScoredLabel | ScoredLabel[];

/**
 * Does exactly what `TextClassificationPipeline.postprocess` of Python's Transformers does with a text's logits.
 *
 * In single precision, as there. A NaN is not refused: it becomes the score, as there.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape
 * @param config `problem_type`, `num_labels` and `id2label` of the model
 * @param options `function_to_apply` and `top_k`
 * @returns for a row `{ label, score }`, or a list of them where `top_k` is given, null included; for a batch one such
 *   result a row
 * @throws {PythonError} where Python raises: an unknown function, a class without a label
 * @throws {LogitsError} for empty, ragged or wrongly shaped input
 *
 * @example
 * postprocess([1, 2, 0.5], { id2label: { 0: "A", 1: "B", 2: "C" } }) // { label: "B", score: 0.6285 }
 * postprocess([2.15], { num_labels: 1 }, { top_k: null }) // [{ label: "LABEL_0", score: 0.8957 }]
 *
 * @see https://github.com/huggingface/transformers/blob/main/src/transformers/pipelines/text_classification.py
 */
export function postprocess(
  logits: LogitsTensor,
  config: PipelineConfig,
  options?: PostprocessOptions,
): Postprocessed[];
export function postprocess(
  logits: LogitsRow,
  config: PipelineConfig,
  options?: PostprocessOptions,
): Postprocessed;
export function postprocess(
  logits: LogitsBatch,
  config: PipelineConfig,
  options?: PostprocessOptions,
): Postprocessed[];
export function postprocess(
  logits: Logits,
  config: PipelineConfig,
  options?: PostprocessOptions,
): Postprocessed | Postprocessed[];
export function postprocess(
  logits: Logits,
  config: PipelineConfig,
  options: PostprocessOptions = {},
): Postprocessed | Postprocessed[] {
  const { data, rows, columns, isBatch } = readLogits(logits, "postprocess");
  const complete = completeConfig(config, "postprocess");
  const name = options.function_to_apply ?? functionOf(complete);
  checkFunction(name);
  const scores = new Float32Array(columns);
  const pick = options.top_k === undefined ? bestOf : rankerOf(columns, complete, options.top_k);
  const results = new Array<Postprocessed>(rows);
  for (let row = 0; row < rows; row++) {
    applyInFloat32(data, row * columns, scores, name);
    results[row] = pick(scores, complete);
  }
  return isBatch ? results : results[0];
}

/** Python's rule. A `function_to_apply` in the config counts only after everything else: with no label at all. */
function functionOf({ problem_type, num_labels, function_to_apply }: CompleteConfig): string {
  if (problem_type === "regression") return "none";
  if (problem_type === "multi_label_classification" || num_labels === 1) return "sigmoid";
  if (problem_type === "single_label_classification" || num_labels > 1) return "softmax";
  return function_to_apply ?? "none";
}

/** numpy's argmax: the first of the largest, where a NaN counts as larger than everything. */
function bestOf(scores: Float32Array, config: CompleteConfig): ScoredLabel {
  let best = 0;
  for (let index = 1; index < scores.length && !Number.isNaN(scores[best]); index++) {
    if (!(scores[index] <= scores[best])) best = index;
  }
  return { label: labelOf(best, config), score: scores[best] };
}
