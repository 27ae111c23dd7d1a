import { applyInFloat32 } from "./applyInFloat32.js";
import { describe } from "./describe.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
import { type CompleteConfig, completeConfig, type PipelineConfig } from "./PipelineConfig.js";
import { PythonError } from "./PythonError.js";
import { rankInto } from "./rankInto.js";
import { readLogits } from "./readLogits.js";

/** A label with its score, as the pipelines return it. */
export interface ScoredLabel {
  label: string;
  score: number;
}

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
  const scores = new Float32Array(columns);
  const pick = options.top_k === undefined ? bestOf : ranker(columns, complete, options.top_k);
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

/** Ranks rows with room for one order, reused from row to row. Every class needs a label, named or not. */
function ranker(columns: number, config: CompleteConfig, top_k: number | boolean | null) {
  const labels = Array.from({ length: columns }, (_, index) => labelOf(index, config));
  const count = top_k === null ? columns : sliceLength(top_k, columns);
  const order = new Int32Array(columns);
  return (scores: Float32Array): ScoredLabel[] => {
    if (hasNaN(scores)) return rankWithNaN(scores, labels).slice(0, count);
    rankInto(scores, 0, columns, count, order);
    const ranked = new Array<ScoredLabel>(count);
    for (let place = 0; place < count; place++) {
      const index = order[place];
      ranked[place] = { label: labels[index], score: scores[index] };
    }
    return ranked;
  };
}

function hasNaN(scores: Float32Array): boolean {
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i])) return true;
  return false;
}

/**
 * Python's sort(reverse=True) turns the list round, sorts it and turns it back. It asks only for "less than", so that
 * a NaN counts as equal to its neighbours.
 */
function rankWithNaN(scores: Float32Array, labels: string[]): ScoredLabel[] {
  return Array.from(scores, (score, index) => ({ label: labels[index], score }))
    .reverse()
    .sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0))
    .reverse();
}

/** How much a Python slice `[:top_k]` keeps; it also counts from the end: -1 is all but the last. True is 1. */
function sliceLength(top_k: number | boolean, columns: number): number {
  const end = Number(top_k);
  if (Number.isInteger(end) && typeof top_k !== "string") {
    return Math.min(end < 0 ? Math.max(columns + end, 0) : end, columns);
  }
  throw new PythonError(
    "postprocess",
    "TypeError",
    "slice indices must be integers or None or have an __index__ method",
    `give top_k a whole number or null, not ${describe(top_k)}`,
  );
}

function labelOf(index: number, { id2label }: CompleteConfig): string {
  const labels = id2label as Readonly<Record<number, string>>;
  if (Object.hasOwn(labels, index)) return labels[index];
  throw new PythonError(
    "postprocess",
    "KeyError",
    String(index),
    `id2label has no label for class index ${index}: it has ${Object.keys(labels).length} labels`,
  );
}
