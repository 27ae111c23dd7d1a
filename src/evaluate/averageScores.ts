import type { ClassCounts } from "./ClassCounts.js";
import { type ClassScores, type Scores, scoresOfCounts } from "./scoresOfCounts.js";

/** One set of scores for all classes together, in the three usual ways. */
export interface AverageScores {
  /** The plain mean over the classes: every class counts the same, however rare; a class that never occurs counts 0. */
  macro: Scores;
  /** From the counts of all classes added up: every decision counts the same. */
  micro: Scores;
  /** The mean over the classes, each weighted by its support. */
  weighted: Scores;
}

/** Averages the scores of the classes in the three usual ways. */
export function averageScores(classes: ClassScores, counts: ClassCounts): AverageScores {
  return {
    macro: weightedMean(
      classes,
      classes.support.map(() => 1),
    ),
    micro: scoresOfCounts(sum(counts.hits), sum(counts.predicted), sum(counts.support)),
    weighted: weightedMean(classes, counts.support),
  };
}

/** The mean of each score with these weights; 0 where there is no weight at all. */
export function weightedMean(
  { precision, recall, f1 }: Omit<ClassScores, "support">,
  weights: number[],
): Scores {
  const total = sum(weights);
  const mean = (values: number[]) =>
    total === 0 ? 0 : sum(values.map((value, k) => value * weights[k])) / total;
  return { precision: mean(precision), recall: mean(recall), f1: mean(f1) };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
