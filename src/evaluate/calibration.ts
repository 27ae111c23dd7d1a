import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type ProportionInterval, wilsonInterval } from "./accuracy.js";
import {
  type BinOptions,
  type Bins,
  binOptions,
  conventionOf,
  sortIntoBins,
  uniformBins,
} from "./calibrationBins.js";
import {
  isMultiLabel,
  readAnswers,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  type Subject,
  scoresOptions,
  type Truth,
} from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";

/** Which confidences are measured, and how they are sorted into bins. */
export interface CalibrationOptions extends BinOptions, ScoresOptions {
  /**
   * "top" (the default): the confidence in the class with the highest score, right if it is the true one. "positive": the
   * probability of class 1 of two. For label sets every label of every text counts as one confidence. With `like`, what that
   * library measures.
   */
  of?: "top" | "positive";
}

/** One bin of a {@link calibrationCurve}. */
export interface CalibrationBin {
  readonly lower: number;
  readonly upper: number;
  /** How many confidences lie in the bin. */
  readonly count: number;
  /** Their mean; null in an empty bin, where nothing is known. */
  readonly confidence: number | null;
  /** The share of them that were right, with Wilson's 95 % interval; null in an empty bin. */
  readonly accuracy: ProportionInterval | null;
}

const instead = {
  norm: "use expectedCalibrationError for l1, rootMeanSquareCalibrationError for l2, maximumCalibrationError for max",
  bins: "write n_bins",
  classwise: "use classwiseCalibrationError",
  sample_weight: "every text counts the same",
  pos_label: "class 1 is the positive one",
};
const known = ["of", ...binOptions, ...scoresOptions];

/**
 * Says for each bin of confidences how sure the model was there, and how often it was right: the points of a reliability
 * diagram.
 *
 * The conventions that libraries have, as `like` (an interval is open at "(" and closed at "]"):
 *
 * | like | bins | edges | a confidence of 0 or 1 | of two classes |
 * | --- | ---: | --- | --- | --- |
 * | none | 15 | (lower, upper] | in the first and last bin | the top one |
 * | "guo" (gpleiss/temperature_scaling) | 15 | (lower, upper] | 0 is in no bin | the top one |
 * | "torchmetrics" | 15 | [lower, upper) | 1 has a bin of its own | the positive one |
 * | "netcal", "evaluate" (#785, which calls netcal) | 10 | [lower, upper) | in the first and last bin | the positive one |
 * | "sklearn" | 5 | (lower, upper] | in the first and last bin | the positive one |
 * | "mapie" | 49 | (lower, upper] | 0 has a bin of its own | the top one |
 * | "relplot" | 10 | [lower, upper) | 1 has a bin of its own | the top one |
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @returns all bins from 0 to 1, empty ones included
 * @throws {EvaluateError} when labels and scores don't fit, a number is NaN, or an option is unknown
 *
 * @example
 * const curve = calibrationCurve([1, 1, 0], [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], { n_bins: 2 });
 * curve[1] // { lower: 0.5, upper: 1, count: 3, confidence: 0.8, accuracy: { proportion: 0.6667, lower: 0.2077, upper: 0.9385 } }
 *
 * @see scikit-learn's `calibration_curve`
 */
export function calibrationCurve(
  label_ids: Truth,
  scores: ScoresBatch,
  options: CalibrationOptions = {},
  ...more: never[]
): CalibrationBin[] {
  const { lower, upper, count, confidence, hits } = binsOf(
    "calibrationCurve",
    label_ids,
    scores,
    options,
    more,
  );
  return lower.map((low, bin) => ({
    lower: low,
    upper: upper[bin],
    count: count[bin],
    confidence: count[bin] === 0 ? null : confidence[bin] / count[bin],
    accuracy: count[bin] === 0 ? null : wilsonInterval(hits[bin], count[bin]),
  }));
}

/**
 * Returns the expected calibration error (ECE): by how much confidence and accuracy differ in a bin, on average over the texts.
 *
 * It depends on the bins, which is why two libraries give two numbers for the same model: `like` gives each its own. 0 doesn't
 * mean accurate: a model that always says 0.5 and is right half of the time has an error of 0.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @returns from 0 to 1
 * @throws {EvaluateError} when labels and scores don't fit, a number is NaN, or an option is unknown
 *
 * @example
 * const sure = [[0, 1], [0, 1], [0, 1], [0, 1], [1, 0]];
 * expectedCalibrationError([0, 0, 1, 1, 0], sure, { n_bins: 2 }) // 0.4
 *
 * @see Guo et al. (2017), https://arxiv.org/abs/1706.04599; torchmetrics' `calibration_error` with norm "l1"
 */
export function expectedCalibrationError(
  label_ids: Truth,
  scores: ScoresBatch,
  options: CalibrationOptions = {},
  ...more: never[]
): number {
  return meanGap(binsOf("expectedCalibrationError", label_ids, scores, options, more));
}

/**
 * Returns the maximum calibration error (MCE): the largest difference of confidence and accuracy in any bin.
 *
 * A bin with two texts counts as much as one with two hundred, so that it is noisy: look at the counts of `calibrationCurve`.
 *
 * @returns from 0 to 1; at least the expected calibration error
 * @throws {EvaluateError} as {@link expectedCalibrationError}
 *
 * @example
 * maximumCalibrationError([1, 1, 0], [[0.1, 0.9], [0.2, 0.8], [0.3, 0.7]], { n_bins: 10 }) // 0.7
 *
 * @see torchmetrics' `calibration_error` with norm "max"
 */
export function maximumCalibrationError(
  label_ids: Truth,
  scores: ScoresBatch,
  options: CalibrationOptions = {},
  ...more: never[]
): number {
  const bins = binsOf("maximumCalibrationError", label_ids, scores, options, more);
  let most = 0;
  for (let bin = 0; bin < bins.count.length; bin++) {
    if (bins.count[bin] > 0) most = Math.max(most, gap(bins, bin) / bins.count[bin]);
  }
  return most;
}

/** Whether the square of the error is corrected for what chance adds to it. */
interface RootMeanSquareOptions extends CalibrationOptions {
  /**
   * True takes off what chance alone adds in each bin (Kumar, Liang and Ma 2019); a bin with one text counts as 0, and a result
   * below 0 is 0. Default false.
   */
  debias?: boolean;
}

/**
 * Returns the root of the mean square of the differences of confidence and accuracy, which large differences dominate.
 *
 * With few texts in a bin, chance alone makes a difference: `debias: true` takes off what it adds on average.
 *
 * @returns from 0 to 1
 * @throws {EvaluateError} as {@link expectedCalibrationError}
 *
 * @example
 * const half = [[0.4, 0.6], [0.4, 0.6], [0.4, 0.6], [0.4, 0.6]];
 * rootMeanSquareCalibrationError([0, 1, 0, 0], half) // 0.35
 * rootMeanSquareCalibrationError([0, 1, 0, 0], half, { debias: true }) // 0.2449
 *
 * @see torchmetrics' `calibration_error` with norm "l2"; Kumar et al. (2019), https://arxiv.org/abs/1909.10155
 */
export function rootMeanSquareCalibrationError(
  label_ids: Truth,
  scores: ScoresBatch,
  options: RootMeanSquareOptions = {},
  ...more: never[]
): number {
  const caller = "rootMeanSquareCalibrationError";
  const bins = binsOf(caller, label_ids, scores, options, more, ["debias"]);
  const { debias = false } = options;
  if (typeof debias !== "boolean") {
    throw new EvaluateError(`${caller} needs debias to be true or false, got ${describe(debias)}`);
  }
  const { count, hits, n } = bins;
  let total = 0;
  for (let bin = 0; bin < count.length; bin++) {
    if (count[bin] === 0) continue;
    const share = hits[bin] / count[bin];
    const square = (gap(bins, bin) / count[bin]) ** 2;
    if (!debias) total += (square * count[bin]) / n;
    else if (count[bin] > 1) {
      total += ((square - (share * (1 - share)) / (count[bin] - 1)) * count[bin]) / n;
    }
  }
  return Math.sqrt(Math.max(total, 0));
}

/** The calibration error of each class, and over all. */
export interface ClasswiseError {
  /** The error of the probabilities of each class or label by itself, `[k]`. */
  readonly per_class: number[];
  /** Their mean. */
  readonly mean: number;
}

/**
 * Returns the expected calibration error of each class or label by itself: of its probability in all texts, not only in those
 * where it is the highest.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @throws {EvaluateError} as {@link expectedCalibrationError}
 *
 * @example
 * classwiseCalibrationError([1, 0], [[0.1, 0.9], [0.6, 0.4]]) // { per_class: [0.25, 0.25], mean: 0.25 }
 *
 * @see Nixon et al. (2019), https://arxiv.org/abs/1904.01685; Kumar et al. (2019) call it marginal
 */
export function classwiseCalibrationError(
  label_ids: Truth,
  scores: ScoresBatch,
  options: BinOptions & ScoresOptions = {},
  ...more: never[]
): ClasswiseError {
  const caller = "classwiseCalibrationError";
  refuseArguments(caller, more, instead);
  checkOptions(caller, options, {
    known: [...binOptions, ...scoresOptions],
    instead: { ...instead, of: "each class is measured by itself" },
    ErrorType: EvaluateError,
  });
  conventionOf(options, caller);
  const each = readConfidences(label_ids, scores, caller, options, "each");
  const per_class = each.map((one) => meanGap(sortIntoBins(one, options, caller)));
  return { per_class, mean: per_class.reduce((sum, error) => sum + error, 0) / per_class.length };
}

function binsOf(
  caller: string,
  label_ids: unknown,
  scores: unknown,
  options: CalibrationOptions,
  more: readonly never[],
  own: readonly string[] = [],
): Bins {
  refuseArguments(caller, more, instead);
  checkOptions(caller, options, { known: [...own, ...known], instead, ErrorType: EvaluateError });
  const convention = conventionOf(options, caller);
  const subject = subjectOf(caller, scores, options, convention.ofTwo);
  const { strategy = "uniform" } = options;
  if (subject === "top" && strategy === "uniform" && !isMultiLabel(options, caller)) {
    return readAnswers(label_ids, scores, caller, options, () => uniformBins(convention));
  }
  const [measured] = readConfidences(label_ids, scores, caller, options, subject);
  return sortIntoBins(measured, options, caller);
}

/** Whose confidence a convention measures. */
function subjectOf(
  caller: string,
  scores: unknown,
  options: CalibrationOptions,
  ofTwo: "top" | "positive",
): Subject {
  const { of = ofTwo } = options;
  if (of !== "top" && of !== "positive") {
    throw new EvaluateError(`${caller} needs of to be "top" or "positive", got ${describe(of)}`);
  }
  // A library that takes the positive class of two takes the top one of more.
  const isGiven = options.of !== undefined || options.like === "sklearn";
  return isGiven || of === "top" || columnsOf(scores) === 2 ? of : "top";
}

function columnsOf(scores: unknown): number | undefined {
  const { dims, 0: first } = (scores ?? {}) as { dims?: readonly number[]; 0?: ArrayLike<unknown> };
  return dims?.[1] ?? first?.length;
}

/** The difference of the sums of confidences and hits. */
function gap({ confidence, hits }: Bins, bin: number): number {
  return Math.abs(confidence[bin] - hits[bin]);
}

/** The expected calibration error of bins. */
export function meanGap(bins: Bins): number {
  let total = 0;
  for (let bin = 0; bin < bins.count.length; bin++) total += gap(bins, bin);
  return total / bins.n;
}
