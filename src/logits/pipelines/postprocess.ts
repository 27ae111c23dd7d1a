import { checkLogits, isList } from "../checkLogits.js";
import { checkOptions, refuseAfterOptions } from "../checks.js";
import {
  type ClassifierConfig,
  completeConfig,
  impliedFunction,
  type PipelineConfig,
  problemTypes,
} from "../config.js";
import { PythonError } from "../errors.js";
import {
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
  rowsOf,
} from "../Logits.js";
import { describe } from "../text.js";
import { rankInto } from "../topK.js";
import { applyInFloat32 } from "./applyInFloat32.js";

/** The settings of a call to the pipeline. */
export interface PostprocessOptions {
  /** `"softmax"`, `"sigmoid"` or `"none"`; when left out or null, the config decides. */
  readonly function_to_apply?: string | null;
  /** The number of labels, best first; null for all. When left out, the best one alone, as a bare object. */
  readonly top_k?: number | boolean | null;
}

/** The best label alone when `top_k` is left out, otherwise a list. */
export type Postprocessed = ScoredLabel | ScoredLabel[];

/**
 * Does exactly what `TextClassificationPipeline.postprocess` of Python's Transformers does with the logits of a text.
 *
 * As in Python, it computes in single precision, sums in numpy's order, and a NaN isn't refused but becomes the score.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape
 * @param config `problem_type`, `num_labels` and `id2label` of the model
 * @param options `function_to_apply` and `top_k`
 * @returns for a row `{ label, score }`, or a list of them where `top_k` is given, even as null; for a batch one such
 *   result per row
 * @throws {PythonError} when Python would raise: the function is unknown, or a class has no label
 * @throws {LogitsError} when the input is empty, ragged or of the wrong shape, or an option has another name
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
  ...more: unknown[]
): Postprocessed | Postprocessed[] {
  refuseAfterOptions("postprocess", more);
  checkOptions("postprocess", options, pipelineOptions);
  const { data, rows, columns, isBatch } = checkLogits(logits, "postprocess");
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

const beforeTheLogits = "it belongs to the step before, which makes the logits";

/** The settings of the two pipelines, and what to do about those that concern other steps than this one. */
export const pipelineOptions = {
  known: ["function_to_apply", "top_k"],
  instead: {
    return_all_scores: "write top_k: null for all scores, or leave top_k out for the best one",
    threshold: "a pipeline has none, so compare the scores it returns, or use interpret",
    temperature: "a pipeline has none, so use interpret or softmax",
    batch_size: beforeTheLogits,
    device: beforeTheLogits,
    padding: beforeTheLogits,
    truncation: beforeTheLogits,
    max_length: beforeTheLogits,
  },
};

/** The usual rule, but Python looks at the config's `function_to_apply` where there is no label and no known problem type. */
function functionOf({ problem_type, num_labels, function_to_apply }: ClassifierConfig): string {
  const isKnown = problemTypes.includes(problem_type ?? "");
  if (!isKnown && !(num_labels >= 1)) return function_to_apply ?? "none";
  return impliedFunction(problem_type, num_labels);
}

/** numpy's argmax: the first of the largest, where a NaN counts as larger than everything. */
function bestOf(scores: Float32Array, config: ClassifierConfig): ScoredLabel {
  let best = 0;
  for (let index = 1; index < scores.length && !Number.isNaN(scores[best]); index++) {
    if (!(scores[index] <= scores[best])) best = index;
  }
  return { label: labelOf(best, config), score: scores[best] };
}

/** Refuses any name but the three, in lower case, in Python's words. */
function checkFunction(name: string): void {
  if (["softmax", "sigmoid", "none"].includes(name)) return;
  throw new PythonError(
    "postprocess",
    "ValueError",
    `Unrecognized \`function_to_apply\` argument: ${name}`,
    `write "softmax", "sigmoid" or "none", in lower case${orDefault(name)}`,
  );
}

/** A label with its score, as the pipelines return it. */
export interface ScoredLabel {
  label: string;
  score: number;
}

/** Returns a function that ranks rows, reusing its working space. Python looks up every label, wanted or not. */
function rankerOf(columns: number, config: ClassifierConfig, top_k: number | boolean | null) {
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
 * Python's sort(reverse=True) reverses the list, sorts it and reverses it again. It only asks for "less than", so a NaN
 * counts as equal to its neighbours.
 */
function rankWithNaN(scores: Float32Array, labels: string[]): ScoredLabel[] {
  return Array.from(scores, (score, index) => ({ label: labels[index], score }))
    .reverse()
    .sort((a, b) => (a.score < b.score ? -1 : a.score > b.score ? 1 : 0))
    .reverse();
}

/** How many items a Python slice `[:top_k]` keeps; a negative one counts from the end: -1 keeps all but the last. True is 1. */
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

/** The label of a class index, or the KeyError of a Python dict. */
function labelOf(index: number, { id2label }: ClassifierConfig): string {
  const labels = id2label as Readonly<Record<number, string>>;
  if (Object.hasOwn(labels, index)) return labels[index];
  throw new PythonError(
    "postprocess",
    "KeyError",
    String(index),
    `id2label has no label for class index ${index}: it has ${Object.keys(labels).length} labels`,
  );
}

/**
 * Returns what the whole Python call `pipe(texts, top_k=…, function_to_apply=…)` returns, its odd nesting included.
 *
 * One text without `top_k` comes back as a list of one, with `top_k` as a list; several texts come back as a list of
 * objects, or of lists. Unlike `postprocess`, the call accepts `function_to_apply` in upper or lower case, and ignores a
 * `top_k` that isn't a whole number.
 *
 * @param logits a row where Python is given one text, a batch where it is given a list of texts
 * @param config the model's config
 * @param call the settings of the call
 * @param pipeline the settings with which the pipeline was made
 * @throws {PythonError} when Python would raise
 * @throws {LogitsError} when the input can't be read, or a setting is one that concerns the steps before the logits
 *
 * @example
 * pipelineCall([1, 2], {}) // [{ label: "LABEL_1", score: 0.7311 }]
 * pipelineCall([[1, 2]], {}, { top_k: 1 }) // [[{ label: "LABEL_1", score: 0.7311 }]]
 */
export function pipelineCall(
  logits: Logits,
  config: PipelineConfig,
  call: PostprocessOptions = {},
  pipeline: PostprocessOptions = {},
): Postprocessed | Postprocessed[] {
  checkOptions("pipelineCall", call, pipelineOptions);
  checkOptions("pipelineCall", pipeline, pipelineOptions);
  refuseLists(logits);
  const options = { ...sanitizeParameters(pipeline), ...sanitizeParameters(call) };
  const flat = checkLogits(logits, "pipelineCall");
  const result = postprocess(rowsOf(flat.data, flat), config, options);
  // The nesting depends only on the call, not on how the pipeline was made.
  return flat.isBatch || "top_k" in call ? result : [result as Postprocessed];
}

/** Refuses two kinds of list that aren't logits but inputs on which Python's pipeline fails. */
function refuseLists(logits: unknown): void {
  if (!isList(logits)) return;
  if (logits.length === 0) {
    throw new PythonError(
      "pipelineCall",
      "IndexError",
      "list index out of range",
      "give it at least one text",
    );
  }
  const first = logits[0];
  if (isList(first) && isList(first[0])) {
    throw new PythonError(
      "pipelineCall",
      "ValueError",
      'The pipeline received invalid inputs, if you are trying to send text pairs, you can try to send a dictionary `{"text": "My text", "text_pair": "My pair"}` in order to send a text pair.',
      "give it one list, not a list in a list",
    );
  }
}

const functions = ["SIGMOID", "SOFTMAX", "NONE"];

/**
 * Keeps the settings of a call that Python's `_sanitize_parameters` passes on to `postprocess`.
 *
 * @throws {PythonError} KeyError when the function doesn't exist; `"default"` doesn't, although it is documented
 *
 * @example
 * sanitizeParameters({ function_to_apply: "SigMoid", top_k: 2.5 }) // { function_to_apply: "sigmoid" }
 */
export function sanitizeParameters(settings: PostprocessOptions): PostprocessOptions {
  const { top_k, function_to_apply } = settings;
  const isWhole = top_k === null || typeof top_k === "boolean" || Number.isInteger(top_k);
  return {
    ...(isWhole && { top_k }),
    ...(function_to_apply && { function_to_apply: checkFunctionName(function_to_apply) }),
  };
}

function checkFunctionName(name: string): string {
  if (functions.includes(name.toUpperCase())) return name.toLowerCase();
  throw new PythonError(
    "pipelineCall",
    "KeyError",
    `'${name.toUpperCase()}'`,
    `write "softmax", "sigmoid" or "none"${orDefault(name)}`,
  );
}

/** `"default"` is in Transformers' documentation, but not in its code. */
function orDefault(name: string): string {
  return name.toLowerCase() === "default" ? ", or leave it out, and the config decides" : "";
}
