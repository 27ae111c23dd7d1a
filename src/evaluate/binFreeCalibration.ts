import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import {
  type Confidences,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { poolAdjacent, type Steps } from "./isotonic.js";
import { refuseArguments } from "./refuseArguments.js";

/** Which confidences are measured. */
export interface BinFreeOptions extends ScoresOptions {
  /** "top" (the default): the confidence in the class with the highest score. "positive": the probability of class 1 of two. */
  of?: "top" | "positive";
}

/**
 * Returns the smooth calibration error (smECE), which needs no bins: the differences of confidence and truth are smoothed by a
 * kernel as wide as the error itself.
 *
 * The kernel is a Gaussian reflected at 0 and 1; its width is the one at which width and error are equal, so that nobody
 * chooses it. Accurate to about 0.001.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @returns from 0 to 1
 * @throws {EvaluateError} when labels and scores don't fit, a number is NaN, or an option is unknown
 *
 * @example
 * smoothCalibrationError([0, 1, 1, 0], [[0.4, 0.6], [0.3, 0.7], [0.2, 0.8], [0.1, 0.9]]) // 0.2503
 *
 * @see Błasiok and Nakkiran (2023), https://arxiv.org/abs/2309.12236; the authors' package `relplot`, `smECE`
 */
export function smoothCalibrationError(
  label_ids: Truth,
  scores: ScoresBatch,
  options: BinFreeOptions = {},
  ...more: never[]
): number {
  const caller = "smoothCalibrationError";
  const measured = confidencesOf(caller, label_ids, scores, options, more);
  let [low, high] = [0, 1];
  // The error falls as the width grows, so that both are equal at one width; 10 halvings, as the authors' package makes.
  if (smoothed(measured, 1) > 1) return smoothed(measured, 1);
  for (let step = 0; step < 10; step++) {
    const middle = (low + high) / 2;
    if (middle < minWidth || smoothed(measured, middle) > middle) low = middle;
    else high = middle;
  }
  return smoothed(measured, high);
}

const minWidth = 1e-3;
const epsilon = 1e-4;

/**
 * The mean size of the differences of confidence and truth after smoothing with a Gaussian of this width. The grid, the kernel's
 * ends at 0.5 and the mesh are those of `relplot`, so that its numbers come out.
 */
function smoothed({ confidence, hit }: Confidences, width: number): number {
  const last = Math.floor(Math.max(2000, Math.round(20 / width)) / 2);
  const [residual, density] = onGrid(confidence, hit, last);
  const reach = Math.floor(last / 2);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, i) => {
    const distance = i / last / width;
    return Math.exp(-0.5 * distance ** 2) / (Math.sqrt(2 * Math.PI) * width);
  });
  const mesh = Math.max(Math.round(10 / width), 200);
  let [total, mass] = [0, 0];
  for (let i = 0; i < mesh; i++) {
    const place = (i / (mesh - 1)) * last;
    const below = Math.min(Math.floor(place), last - 1);
    const share = place - below;
    const at = (grid: Float64Array) =>
      blur(grid, kernel, below) * (1 - share) + blur(grid, kernel, below + 1) * share;
    total += Math.abs(at(residual));
    mass += at(density) + epsilon;
  }
  return total / mass;
}

/** The sum over the grid, reflected at both ends, weighed by the distance from one point. */
function blur(grid: Float64Array, kernel: Float64Array, centre: number): number {
  const last = grid.length - 1;
  let sum = kernel[0] * grid[centre];
  for (let i = 1; i < kernel.length && kernel[i] > 0; i++) {
    const right = centre + i;
    sum += kernel[i] * (grid[Math.abs(centre - i)] + grid[right > last ? 2 * last - right : right]);
  }
  return sum;
}

/** The differences of confidence and truth, and how many there are, each shared by the two nearest points of a grid. */
function onGrid(confidence: Float64Array, hit: Uint8Array, last: number) {
  const residual = new Float64Array(last + 1);
  const density = new Float64Array(last + 1);
  for (let i = 0; i < confidence.length; i++) {
    const place = confidence[i] * last;
    const below = Math.min(last - 1, Math.floor(place));
    const share = place - below;
    const difference = confidence[i] - hit[i];
    residual[below] += difference * (1 - share);
    residual[below + 1] += difference * share;
    density[below] += 1 - share;
    density[below + 1] += share;
  }
  return [residual, density];
}

/** A score in three parts, so that score = miscalibration - discrimination + uncertainty. */
export interface ScoreParts {
  /** The mean score of the confidences, such as their Brier score. */
  readonly score: number;
  /** What a better reading of the same order of confidences would save. */
  readonly miscalibration: number;
  /** What the order of confidences is worth beside always saying the same. */
  readonly discrimination: number;
  /** The score of always saying how often it was right. */
  readonly uncertainty: number;
}

/** A reliability diagram without bins, and the score in parts. */
export interface IsotonicReliability extends ScoreParts {
  /** The confidences from `from` to `to`, which were right with this accuracy, rising from step to step. */
  readonly steps: { from: number; to: number; accuracy: number; count: number }[];
}

/** How a confidence is punished. */
interface IsotonicOptions extends BinFreeOptions {
  /** "brier" (the default): the square of the difference. "log": -log of what was given to the truth, in nats. */
  score?: "brier" | "log";
}

/**
 * Returns the reliability diagram that needs no bins (CORP): confidences against the closest accuracies that never fall, and
 * what they say of the score.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @returns the steps, and the score as miscalibration - discrimination + uncertainty
 * @throws {EvaluateError} when labels and scores don't fit, a number is NaN, or an option is unknown
 *
 * @example
 * const scores = [[0.4, 0.6], [0.3, 0.7], [0.2, 0.8]];
 * isotonicReliability([1, 0, 1], scores).steps
 * // [{ from: 0.6, to: 0.7, accuracy: 0.5, count: 2 }, { from: 0.8, to: 0.8, accuracy: 1, count: 1 }]
 * isotonicReliability([1, 0, 1], scores).miscalibration // 0.0633
 *
 * @see Dimitriadis, Gneiting and Jordan (2021), https://doi.org/10.1073/pnas.2016191118; `decompose` of model-diagnostics
 */
export function isotonicReliability(
  label_ids: Truth,
  scores: ScoresBatch,
  options: IsotonicOptions = {},
  ...more: never[]
): IsotonicReliability {
  const caller = "isotonicReliability";
  const { confidence, hit } = confidencesOf(caller, label_ids, scores, options, more, ["score"]);
  const { score: name = "brier" } = options;
  if (name !== "brier" && name !== "log") {
    throw new EvaluateError(`${caller} needs score to be "brier" or "log", got ${describe(name)}`);
  }
  const n = confidence.length;
  const cost = name === "brier" ? squared : surprise;
  const steps = poolAdjacent(confidence, hit);
  let [score, hits] = [0, 0];
  for (let i = 0; i < n; i++) {
    score += cost(confidence[i], hit[i]);
    hits += hit[i];
  }
  const base = hits / n;
  const uncertainty = costOf({ ...steps, value: [base], weight: [n] }, cost) / n;
  const recalibrated = costOf(steps, cost) / n;
  return {
    score: score / n,
    miscalibration: score / n - recalibrated,
    discrimination: uncertainty - recalibrated,
    uncertainty,
    steps: steps.value.map((accuracy, i) => ({
      from: steps.from[i],
      to: steps.to[i],
      accuracy,
      count: steps.weight[i],
    })),
  };
}

type Cost = (confidence: number, hit: number) => number;
const squared: Cost = (confidence, hit) => (confidence - hit) ** 2;
const surprise: Cost = (confidence, hit) => {
  const given = hit === 1 ? confidence : 1 - confidence;
  // So that a share of 0 of something that never happens costs nothing.
  return given === 1 ? 0 : -Math.log(given);
};

function costOf({ value, weight }: Steps, cost: Cost): number {
  let total = 0;
  for (let i = 0; i < value.length; i++) {
    const [share, count] = [value[i], weight[i]];
    if (share > 0) total += count * share * cost(share, 1);
    if (share < 1) total += count * (1 - share) * cost(share, 0);
  }
  return total;
}

function confidencesOf(
  caller: string,
  label_ids: unknown,
  scores: unknown,
  options: BinFreeOptions,
  more: readonly never[],
  own: readonly string[] = [],
): Confidences {
  const instead = {
    n_bins: "it needs no bins",
    bins: "it needs no bins",
    like: "it needs no bins",
  };
  refuseArguments(caller, more, instead);
  const known = [...own, "of", ...scoresOptions];
  checkOptions(caller, options, { known, instead, ErrorType: EvaluateError });
  const { of = "top" } = options;
  if (of !== "top" && of !== "positive") {
    throw new EvaluateError(`${caller} needs of to be "top" or "positive", got ${describe(of)}`);
  }
  return readConfidences(label_ids, scores, caller, options, of)[0];
}
