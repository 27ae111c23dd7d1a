import type { FunctionToApply } from "../logits/config.js";
import type { Kind } from "../logits/diagnose/Diagnosis.js";

/** Scores as a file has them, and the logits from which a function would make them. */
interface OwnScores {
  readonly scores: Float64Array;
  readonly logits: Float64Array;
}

/**
 * What numbers that are scores already mean as logits, so that margin, entropy and ranking can be had of them, too.
 *
 * The logarithm of a probability is a logit for softmax, which gives the same probabilities back; its log-odds are one for sigmoid.
 *
 * @param kind what `diagnose` says of the numbers
 * @returns nothing where they are logits, or the values of a regression
 *
 * @example scoresIn([0.5, 0.25, 0.25], "probabilities", "softmax")?.logits // [-0.6931, -1.3863, -1.3863]
 */
export function scoresIn(
  numbers: ArrayLike<number>,
  kind: Kind,
  function_to_apply: FunctionToApply | null,
): OwnScores | undefined {
  const toScore = scoring[kind];
  if (!toScore || function_to_apply === "none") return undefined;
  const scores = Float64Array.from(numbers, toScore);
  const isEach = function_to_apply === "sigmoid";
  const logits = scores.map((p) => (isEach ? Math.log(p) - Math.log1p(-p) : Math.log(p)));
  return { scores, logits };
}

const asItIs = (number: number) => number;

const scoring: Partial<Record<Kind, (number: number) => number>> = {
  probabilities: asItIs,
  "independent probabilities": asItIs,
  percentages: (number) => number / 100,
  "log-probabilities": Math.exp,
};
