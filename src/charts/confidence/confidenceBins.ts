import type { Answer } from "./keptAbove.js";

/** A part of a histogram's bar: the right or the wrong ones whose confidence lies from `low` to below `high`. */
export type BinPart = { low: number; high: number; right: "right" | "wrong"; count: number };

const bins = 20;

/** Counts right and wrong answers in 20 bins of 0.05; a bin holds its lower edge, the last one also 1. Empty parts are left out. */
export function confidenceBins(answers: readonly Answer[]): BinPart[] {
  const counts = { right: new Array<number>(bins).fill(0), wrong: new Array<number>(bins).fill(0) };
  for (const { confidence, isRight } of answers) {
    counts[isRight ? "right" : "wrong"][binOf(confidence)]++;
  }
  return (["right", "wrong"] as const).flatMap((right) =>
    counts[right].flatMap((count, bin) =>
      count === 0 ? [] : [{ low: bin / bins, high: (bin + 1) / bins, right, count }],
    ),
  );
}

/** Compared with the edges themselves: multiplying by 20 would round some confidences into the next bin. */
function binOf(confidence: number): number {
  const near = Math.min(bins - 1, Math.floor(confidence * bins));
  return confidence < near / bins ? near - 1 : near;
}
