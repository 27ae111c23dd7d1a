import { describe } from "./describe.js";
import type { CompleteConfig } from "./PipelineConfig.js";
import { PythonError } from "./PythonError.js";
import { rankInto } from "./rankInto.js";

/** A label with its score, as the pipelines return it. */
export interface ScoredLabel {
  label: string;
  score: number;
}

/** Makes what ranks one row after the other, in the same room. Python looks up every label, wanted or not. */
export function rankerOf(columns: number, config: CompleteConfig, top_k: number | boolean | null) {
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

/** The label of a class index, or the KeyError of a Python dict. */
export function labelOf(index: number, { id2label }: CompleteConfig): string {
  const labels = id2label as Readonly<Record<number, string>>;
  if (Object.hasOwn(labels, index)) return labels[index];
  throw new PythonError(
    "postprocess",
    "KeyError",
    String(index),
    `id2label has no label for class index ${index}: it has ${Object.keys(labels).length} labels`,
  );
}
