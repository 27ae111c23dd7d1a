import { checkLogits } from "../checkLogits.js";
import { checkOptions } from "../checks.js";
import { completeConfig, type PipelineConfig } from "../config.js";
import { LogitsError } from "../errors.js";
import type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "../Logits.js";
import { rankInto } from "../topK.js";
import { pipelineOptions, type ScoredLabel } from "./postprocess.js";

/**
 * Does exactly what the `text-classification` pipeline of transformers.js 4 does with logits.
 *
 * Unlike Python's pipeline, it puts a regression and a single logit through softmax, which makes every single score 1;
 * it has no `function_to_apply`; one text with `top_k` 1 comes back as a list of one, and several texts with `top_k` 1 as
 * one flat list.
 *
 * @param logits a row where the pipeline is given one text, a batch where it is given an array of texts
 * @param config `problem_type` and `id2label` of the model
 * @param options `top_k`, 1 when left out, null for all
 * @returns `[top_k]` labels for a row, `[n]` for a batch with `top_k` 1, otherwise `[n, top_k]`
 * @throws {RangeError} when `top_k` isn't a whole number, as in transformers.js
 * @throws {LogitsError} when `top_k` is negative, in the words of the error in transformers.js, and when an option has another
 *   name, which transformers.js ignores
 *
 * @example
 * postprocessLikeTransformersJs([2.15], { id2label: { 0: "SCORE" } }) // [{ label: "SCORE", score: 1 }]
 *
 * @see https://github.com/huggingface/transformers.js/blob/main/packages/transformers/src/pipelines/text-classification.js
 */
export function postprocessLikeTransformersJs(
  logits: LogitsTensor,
  config: PipelineConfig,
  options?: { readonly top_k?: number | boolean | null },
): ScoredLabel[] | ScoredLabel[][];
export function postprocessLikeTransformersJs(
  logits: LogitsRow,
  config: PipelineConfig,
  options?: { readonly top_k?: number | boolean | null },
): ScoredLabel[];
export function postprocessLikeTransformersJs(
  logits: LogitsBatch,
  config: PipelineConfig,
  options?: { readonly top_k?: number | boolean | null },
): ScoredLabel[] | ScoredLabel[][];
export function postprocessLikeTransformersJs(
  logits: Logits,
  config: PipelineConfig,
  options?: { readonly top_k?: number | boolean | null },
): ScoredLabel[] | ScoredLabel[][];
export function postprocessLikeTransformersJs(
  logits: Logits,
  config: PipelineConfig,
  options: { readonly top_k?: number | boolean | null } = {},
): ScoredLabel[] | ScoredLabel[][] {
  checkOptions("postprocessLikeTransformersJs", options, {
    known: ["top_k"],
    instead: {
      ...pipelineOptions.instead,
      function_to_apply: "transformers.js ignores it, so use postprocess, which does as Python",
    },
  });
  const { top_k = 1 } = options;
  const { data, rows, columns, isBatch } = checkLogits(logits, "postprocessLikeTransformersJs");
  const { problem_type } = completeConfig(config, "postprocessLikeTransformersJs");
  const apply = problem_type === "multi_label_classification" ? sigmoids : softmaxOf;
  const count = countOf(top_k, columns);
  const ranked = Array.from({ length: rows }, (_, row) => {
    const scores = apply(float32Row(data, row * columns, columns));
    return topKLikeOnnxruntime(scores, count).map((index) => ({
      label: labelOf(config, index),
      score: scores[index],
    }));
  });
  if (top_k === 1) return ranked.flat();
  return isBatch ? ranked : ranked[0];
}

function float32Row(data: ArrayLike<number>, start: number, columns: number): Float32Array {
  return Float32Array.from({ length: columns }, (_, column) => data[start + column]);
}

function sigmoids(row: Float32Array): Float32Array {
  return row.map((x) => 1 / (1 + Math.exp(-x)));
}

/** The exponentials are rounded to float32 and summed in double precision, as in transformers.js. */
function softmaxOf(row: Float32Array): Float32Array {
  let largest = row[0];
  for (const x of row) if (x > largest) largest = x;
  const exponentials = row.map((x) => Math.exp(x - largest));
  let sum = 0;
  for (const x of exponentials) sum += x;
  return exponentials.map((x) => x / sum);
}

/** In transformers.js, k passes through BigInt, which refuses fractions and text, to onnxruntime, which refuses negatives. */
function countOf(top_k: number | boolean | null, columns: number): number {
  if (top_k === null) return columns;
  const count = Number(BigInt(Math.min(top_k as number, columns)));
  if (count >= 0) return count;
  throw new LogitsError(
    "Non-zero status code returned while running TopK node. Name:'' Status Message: value of k must not be negative",
  );
}

/** Without a map, the label is a placeholder; with a map that lacks the class, it is undefined, as in transformers.js. */
function labelOf({ id2label }: PipelineConfig, index: number): string {
  return id2label ? (id2label as Readonly<Record<number, string>>)[index] : `LABEL_${index}`;
}

/**
 * The indices of the largest scores in the order of onnxruntime's TopK, which transformers.js ranks with.
 *
 * That is the usual order, largest first and ties by index, except with NaN: every comparison with it is false, and the
 * order is whatever the heap makes of that. This matches for up to three labels; from four on, onnxruntime sorts, and
 * with NaN among the scores the order depends on the C++ library.
 */
export function topKLikeOnnxruntime(scores: Float32Array, count: number): number[] {
  const hasNaN = scores.some(Number.isNaN);
  if (!hasNaN) return rankInto(scores, 0, scores.length, count, new Array<number>(count));
  return heapOrder(scores, count);
}

function heapOrder(scores: Float32Array, count: number): number[] {
  const isBefore = (a: number, b: number) =>
    scores[a] > scores[b] || (scores[a] === scores[b] && a < b);
  const heap: number[] = [];
  for (let index = 0; index < count; index++) {
    heap[count - 1 - index] = index;
    sift(heap, count - 1 - index, count, isBefore);
  }
  for (let index = count; index < scores.length; index++) {
    if (!isBefore(index, heap[0])) continue;
    heap[0] = index;
    sift(heap, 0, count, isBefore);
  }
  const order: number[] = [];
  for (let size = count; size > 0; size--) {
    order.unshift(heap[0]);
    heap[0] = heap[size - 1];
    sift(heap, 0, size - 1, isBefore);
  }
  return order;
}

/** Lets an entry of the heap sink to its place: below every parent are the entries that come before it. */
function sift(
  heap: number[],
  start: number,
  size: number,
  isBefore: (a: number, b: number) => boolean,
): void {
  for (let parent = start; ; ) {
    const child = weakerChild(heap, parent, size, isBefore);
    if (child < 0) return;
    [heap[parent], heap[child]] = [heap[child], heap[parent]];
    parent = child;
  }
}

/** The child to change places with, or -1. It compares in the original's order, because with NaN the order matters. */
function weakerChild(
  heap: number[],
  parent: number,
  size: number,
  isBefore: (a: number, b: number) => boolean,
): number {
  const [left, right] = [2 * parent + 1, 2 * parent + 2];
  if (left >= size) return -1;
  const beatsLeft = isBefore(heap[parent], heap[left]);
  if (right >= size) return beatsLeft ? left : -1;
  if (beatsLeft && isBefore(heap[right], heap[left])) return left;
  return beatsLeft || isBefore(heap[parent], heap[right]) ? right : -1;
}
