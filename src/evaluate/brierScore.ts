import { describe } from "../logits/describe.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { EvaluateError } from "./EvaluateError.js";
import type { ClassIds } from "./readClassIds.js";
import { readProbabilities } from "./readProbabilities.js";

/** The scale of a Brier score. */
export interface BrierOptions {
  /** Halve it, from 0…2 to 0…1. "auto" (the default, as in scikit-learn) halves it for two classes only. */
  scale_by_half?: boolean | "auto";
}

/**
 * Gives the mean squared distance between the probabilities and the truth (1 for the true class, 0 for the others).
 *
 * It punishes a sure mistake less than log loss does: the worst is 2, or 1 where halved.
 *
 * @param label_ids the true class indices, `[n]`
 * @param probabilities a batch `[n, k]`, each row summing to 1 (to 0.001): `softmax(logits)`
 * @returns 0 (sure and right) to 1 for two classes, to 2 for more
 * @throws {EvaluateError} for lists of different lengths, no rows at all, NaN, negative numbers, rows that don't sum
 *   to 1, and labels outside the k classes
 *
 * @example
 * brierScore([1, 0], [[0.1, 0.9], [0.6, 0.4]]) // 0.085 = (0.1² + 0.4²) / 2
 *
 * @see Brier (1950), https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; scikit-learn's `brier_score_loss`
 */
export function brierScore(
  label_ids: ClassIds,
  probabilities: LogitsBatch | LogitsTensor,
  { scale_by_half = "auto" }: BrierOptions = {},
): number {
  if (scale_by_half !== "auto" && typeof scale_by_half !== "boolean") {
    throw new EvaluateError(
      `brierScore needs scale_by_half to be true, false or "auto", got ${describe(scale_by_half)}`,
    );
  }
  const { data, columns, labels } = readProbabilities(label_ids, probabilities, "brierScore");
  let distance = 0;
  for (let row = 0; row < labels.length; row++) {
    for (let column = 0; column < columns; column++) {
      const truth = column === labels[row] ? 1 : 0;
      distance += (data[row * columns + column] - truth) ** 2;
    }
  }
  const isHalved = scale_by_half === "auto" ? columns === 2 : scale_by_half;
  return distance / labels.length / (isHalved ? 2 : 1);
}
