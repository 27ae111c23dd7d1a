import type { ClassCounts } from "./ClassCounts.js";

/** Three shares from 0 to 1; each is 0 where it would divide by 0. */
export interface Scores {
  /** Of what was predicted to be of the class, the share that is. */
  precision: number;
  /** Of what is of the class, the share that was found. */
  recall: number;
  /** The harmonic mean of both. */
  f1: number;
}

/** The three scores of every class, and how many rows the class has, `[k]` each. */
export interface ClassScores {
  precision: number[];
  recall: number[];
  f1: number[];
  /** Rows where the class is true. */
  support: number[];
}

/** Precision, recall and F1 of one class, from its counts; 0 / 0 is taken as 0. */
export function scoresOfCounts(hits: number, predicted: number, support: number): Scores {
  return {
    precision: share(hits, predicted),
    recall: share(hits, support),
    f1: share(2 * hits, predicted + support),
  };
}

/** The same for every class. */
export function classScores({ hits, predicted, support }: ClassCounts): ClassScores {
  const scores = hits.map((hit, k) => scoresOfCounts(hit, predicted[k], support[k]));
  return {
    precision: scores.map(({ precision }) => precision),
    recall: scores.map(({ recall }) => recall),
    f1: scores.map(({ f1 }) => f1),
    support: [...support],
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
