import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type ProportionInterval, wilsonInterval } from "./accuracy.js";
import {
  type Confidences,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  type Subject,
  scoresOptions,
  type Truth,
} from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { needPositives, rank } from "./ranking.js";
import { refuseArguments } from "./refuseArguments.js";

/** Accuracy where only the surest answers are given. */
export interface CoverageCurve {
  /** The share of texts that are answered: those of this confidence or a higher one. */
  readonly coverage: number[];
  /** The share of answers that are right. */
  readonly accuracy: number[];
  readonly thresholds: number[];
  /** The area under the curve, the mean accuracy over all coverages; 1 for a model that is never wrong. */
  readonly area: number;
}

/**
 * Returns what a model's answers are worth when it may keep silent: accuracy against coverage, from the surest answer to all.
 *
 * @returns a point for each different confidence; the area is the mean accuracy over the answers, ties at their common point
 * @throws {EvaluateError} when labels and scores don't fit, or an option is unknown
 *
 * @example
 * coverageCurve([1, 0, 1], [[0.1, 0.9], [0.3, 0.7], [0.4, 0.6]])
 * // { coverage: [0.3333, 0.6667, 1], accuracy: [1, 0.5, 0.6667], thresholds: [0.9, 0.7, 0.6], area: 0.7222 }
 *
 * @see Geifman and El-Yaniv (2017), https://arxiv.org/abs/1705.08500
 */
export function coverageCurve(
  label_ids: Truth,
  scores: ScoresBatch,
  options: ScoresOptions = {},
  ...more: never[]
): CoverageCurve {
  const { confidence, hit } = confidencesOf(
    "coverageCurve",
    label_ids,
    scores,
    options,
    more,
    "top",
  );
  const { thresholds, right, answered, area } = answeredAt({ confidence, hit });
  return {
    coverage: answered.map((count) => count / confidence.length),
    accuracy: answered.map((count, i) => right[i] / count),
    thresholds: [...thresholds],
    area,
  };
}

/** How many answers each threshold gives, how many of them are right, and the mean accuracy over all coverages. */
export function answeredAt({ confidence, hit }: Confidences): {
  thresholds: Float64Array;
  right: Float64Array;
  answered: number[];
  area: number;
} {
  const { thresholds, found: right, false_alarms } = rank(confidence, hit);
  const answered = Array.from(right, (count, i) => count + false_alarms[i]);
  const area = answered.reduce((sum, count, i) => {
    const before = i === 0 ? 0 : answered[i - 1];
    return sum + ((right[i] / count) * (count - before)) / confidence.length;
  }, 0);
  return { thresholds, right, answered, area };
}

function confidencesOf(
  caller: string,
  label_ids: unknown,
  scores: unknown,
  options: ScoresOptions,
  more: readonly never[],
  subject: Subject,
  own: readonly string[] = [],
): Confidences {
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: [...own, ...scoresOptions], ErrorType: EvaluateError });
  return readConfidences(label_ids, scores, caller, options, subject)[0];
}

/** What is wanted of a threshold: one of the three. */
export interface ThresholdOptionsFor extends ScoresOptions {
  /** This share of the answers that are given is right. */
  accuracy?: number;
  /** This share of what is taken for class 1 of two is right. */
  precision?: number;
  /** This share of class 1 of two is found. */
  recall?: number;
}

/** A threshold that gives what is wanted on these texts. */
export interface ChosenThreshold {
  /** Answers count from this probability on; null where no threshold gives what is wanted. */
  readonly threshold: number | null;
  /** The accuracy, precision or recall there, with Wilson's 95 % interval: on other texts it may be any of these. */
  readonly reached: ProportionInterval | null;
  /** The share of texts at or above the threshold. */
  readonly coverage: number;
}

/**
 * Returns the threshold that gives a wanted accuracy, precision or recall on these texts, with as many answers as that allows;
 * for a wanted recall, with as few.
 *
 * It was chosen because it did well here, so it does a little worse elsewhere: look at the interval, and measure on a test set.
 *
 * @throws {EvaluateError} when not exactly one of accuracy, precision and recall is wanted, or labels and scores don't fit
 *
 * @example
 * const scores = [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]];
 * thresholdFor([1, 1, 0, 1], scores, { accuracy: 0.9 })
 * // { threshold: 0.8, reached: { proportion: 1, lower: 0.3424, upper: 1 }, coverage: 0.5 }
 */
export function thresholdFor(
  label_ids: Truth,
  scores: ScoresBatch,
  options: ThresholdOptionsFor,
  ...more: never[]
): ChosenThreshold {
  const caller = "thresholdFor";
  const wanted = (["accuracy", "precision", "recall"] as const).filter(
    (name) => options?.[name] !== undefined,
  );
  const [name] = wanted;
  if (wanted.length !== 1) {
    throw new EvaluateError(
      `${caller} needs one of accuracy, precision and recall, such as { precision: 0.9 }, got ${wanted.length === 0 ? "none" : wanted.join(" and ")}`,
    );
  }
  const goal = options[name];
  if (typeof goal !== "number" || !(goal > 0 && goal <= 1)) {
    throw new EvaluateError(
      `${caller} needs ${name} to be a share above 0 and at most 1, got ${describe(goal)}`,
    );
  }
  const subject = name === "accuracy" ? "top" : "positive";
  const own = ["accuracy", "precision", "recall"];
  const read = confidencesOf(caller, label_ids, scores, options, more, subject, own);
  const { thresholds, found, false_alarms } = rank(read.confidence, read.hit);
  const positives = found[found.length - 1];
  if (name === "recall") needPositives(positives, caller);
  const wholes = found.map((count, i) => (name === "recall" ? positives : count + false_alarms[i]));
  const isGoal = (count: number, i: number) => count / wholes[i] >= goal;
  const at = name === "recall" ? found.findIndex(isGoal) : found.findLastIndex(isGoal);
  if (at < 0) return { threshold: null, reached: null, coverage: 0 };
  return {
    threshold: thresholds[at],
    reached: wilsonInterval(found[at], wholes[at]),
    coverage: (found[at] + false_alarms[at]) / read.hit.length,
  };
}
