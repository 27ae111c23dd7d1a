import type { Pair } from "./readPair.js";

/** For each class (or label): how often it is true, how often it was predicted, and how often both. `[k]` each. */
export interface ClassCounts {
  /** Rows where the class is true. */
  readonly support: number[];
  /** Rows where the class was predicted. */
  readonly predicted: number[];
  /** Rows where it was predicted and is true. */
  readonly hits: number[];
}

/** Starts to count `k` classes, at 0. */
export function noCounts(k: number): ClassCounts {
  const zeros = () => new Array<number>(k).fill(0);
  return { support: zeros(), predicted: zeros(), hits: zeros() };
}

/** Counts the classes of a single-label task: each row has one true and one predicted class. */
export function countClasses({ labels, predictions, num_labels }: Pair): ClassCounts {
  const counts = noCounts(num_labels);
  for (let row = 0; row < labels.length; row++) {
    counts.support[labels[row]]++;
    counts.predicted[predictions[row]]++;
    if (labels[row] === predictions[row]) counts.hits[labels[row]]++;
  }
  return counts;
}
