import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import {
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";

/** Which class is looked for, and how much each text counts. */
export interface RankingOptions extends ScoresOptions {
  /** The class to find, by index: 1 for two classes when left out; for more it must be said. */
  pos_label?: number;
  /** How much each text counts, `[n]`, 0 or more; 1 each when left out. A weight of 2 is a text that occurs twice. */
  sample_weight?: ArrayLike<number>;
}

const known = ["pos_label", "sample_weight", ...scoresOptions];

/** What is found at each threshold, from the highest down. */
interface Ranked {
  /** The scores, falling, without repetition. */
  readonly thresholds: Float64Array;
  /** The weight of the positive texts with that score or a higher one. */
  readonly found: Float64Array;
  /** The weight of the negative ones. */
  readonly false_alarms: Float64Array;
}

/** Sorts texts by score, and counts at each different score. */
export function rank(
  scores: ArrayLike<number>,
  hit: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Ranked {
  const [of, others] = sides(scores, hit);
  const places = of.length + others.length;
  const thresholds = new Float64Array(places);
  const found = new Float64Array(places);
  const false_alarms = new Float64Array(places);
  let [i, j, count] = [of.length - 1, others.length - 1, 0];
  while (i >= 0 || j >= 0) {
    const at = j < 0 || (i >= 0 && of[i] > others[j]) ? of[i] : others[j];
    while (i >= 0 && of[i] === at) i--;
    while (j >= 0 && others[j] === at) j--;
    thresholds[count] = at;
    found[count] = of.length - 1 - i;
    false_alarms[count++] = others.length - 1 - j;
  }
  const ranked = {
    thresholds: thresholds.subarray(0, count),
    found: found.subarray(0, count),
    false_alarms: false_alarms.subarray(0, count),
  };
  return weight === undefined ? ranked : weigh(ranked, scores, hit, weight);
}

/** The scores of the positive texts and of the others, each sorted: numbers alone sort much faster than rows by their numbers. */
function sides(scores: ArrayLike<number>, hit: ArrayLike<number>): [Float64Array, Float64Array] {
  let positives = 0;
  for (let row = 0; row < hit.length; row++) if (hit[row]) positives++;
  const of = new Float64Array(positives);
  const others = new Float64Array(hit.length - positives);
  let [i, j] = [0, 0];
  for (let row = 0; row < hit.length; row++) {
    if (hit[row]) of[i++] = scores[row];
    else others[j++] = scores[row];
  }
  return [of.sort(), others.sort()];
}

/** The same places with the weights of the texts instead of their numbers. */
function weigh(
  { thresholds }: Ranked,
  scores: ArrayLike<number>,
  hit: ArrayLike<number>,
  weight: ArrayLike<number>,
): Ranked {
  const found = new Float64Array(thresholds.length);
  const false_alarms = new Float64Array(thresholds.length);
  for (let row = 0; row < hit.length; row++) {
    let [low, high] = [0, thresholds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (thresholds[middle] > scores[row]) low = middle + 1;
      else high = middle;
    }
    (hit[row] ? found : false_alarms)[low] += weight[row];
  }
  for (let at = 1; at < thresholds.length; at++) {
    found[at] += found[at - 1];
    false_alarms[at] += false_alarms[at - 1];
  }
  return { thresholds, found, false_alarms };
}

/** The points of a curve of true against false positives. */
export interface RocCurve {
  /** The share of the other texts that are taken for the class by mistake. */
  readonly fpr: number[];
  /** The share of the class's texts that are found. */
  readonly tpr: number[];
  /** A text is taken for the class from this probability on; the first, Infinity, takes none. */
  readonly thresholds: number[];
}

/**
 * Returns for every threshold what share of a class is found, and what share of the other texts is taken for it.
 *
 * @param label_ids the true classes, `[n]`
 * @param scores a batch `[n, k]` of logits or probabilities
 * @returns all points, from none to all; scikit-learn's with `drop_intermediate=False`
 * @throws {EvaluateError} when labels and scores don't fit, all texts are of one kind, or an option is unknown
 *
 * @example
 * const scores = [[0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8]];
 * rocCurve([0, 0, 1, 1], scores)
 * // { fpr: [0, 0, 0.5, 0.5, 1], tpr: [0, 0.5, 0.5, 1, 1], thresholds: [Infinity, 0.8, 0.4, 0.35, 0.1] }
 *
 * @see scikit-learn's `roc_curve`
 */
export function rocCurve(
  label_ids: Truth,
  scores: ScoresBatch,
  options: RankingOptions = {},
  ...more: never[]
): RocCurve {
  const caller = "rocCurve";
  const { ranked, positives, negatives } = rankedClass(caller, label_ids, scores, options, more);
  if (positives === 0 || negatives === 0) {
    throw new EvaluateError(
      `${caller} needs texts of the class and others: all ${positives === 0 ? "are others" : "are of the class"}, so that a share has no value`,
    );
  }
  return {
    fpr: [0, ...shares(ranked.false_alarms, negatives)],
    tpr: [0, ...shares(ranked.found, positives)],
    thresholds: [Number.POSITIVE_INFINITY, ...ranked.thresholds],
  };
}

/** The points of a curve of precision against recall. */
export interface PrecisionRecallCurve {
  /** The share of what is taken for the class that is right; 1 where nothing is taken. */
  readonly precision: number[];
  readonly recall: number[];
  /** A text is taken for the class from this probability on; one fewer than points, as in scikit-learn. */
  readonly thresholds: number[];
}

/**
 * Returns for every threshold how much of what is taken for a class is right, and how much of the class is found.
 *
 * @returns points from all texts to none, in scikit-learn's order
 * @throws {EvaluateError} when labels and scores don't fit, no text is of the class, or an option is unknown
 *
 * @example
 * const scores = [[0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8]];
 * precisionRecallCurve([0, 0, 1, 1], scores)
 * // { precision: [0.5, 0.6667, 0.5, 1, 1], recall: [1, 1, 0.5, 0.5, 0], thresholds: [0.1, 0.35, 0.4, 0.8] }
 *
 * @see scikit-learn's `precision_recall_curve`
 */
export function precisionRecallCurve(
  label_ids: Truth,
  scores: ScoresBatch,
  options: RankingOptions = {},
  ...more: never[]
): PrecisionRecallCurve {
  const caller = "precisionRecallCurve";
  const { ranked, positives } = rankedClass(caller, label_ids, scores, options, more);
  needPositives(positives, caller);
  const precision = ranked.found.map((count, i) => share(count, count + ranked.false_alarms[i]));
  return {
    precision: [...precision.reverse(), 1],
    recall: [...shares(ranked.found, positives).reverse(), 0],
    thresholds: [...ranked.thresholds].reverse(),
  };
}

/**
 * Returns the average precision: the mean of the precisions at every text of the class, the area under the curve of precision
 * and recall without drawing lines between its points.
 *
 * @returns from 0 to 1; the class's share of the texts is what a random order gives
 * @throws {EvaluateError} as {@link precisionRecallCurve}
 *
 * @example
 * averagePrecision([0, 0, 1, 1], [[0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8]]) // 0.8333
 *
 * @see scikit-learn's `average_precision_score`
 */
export function averagePrecision(
  label_ids: Truth,
  scores: ScoresBatch,
  options: RankingOptions = {},
  ...more: never[]
): number {
  const caller = "averagePrecision";
  const { ranked, positives } = rankedClass(caller, label_ids, scores, options, more);
  needPositives(positives, caller);
  let [area, before] = [0, 0];
  for (let i = 0; i < ranked.found.length; i++) {
    const found = ranked.found[i];
    area += ((found - before) / positives) * share(found, found + ranked.false_alarms[i]);
    before = found;
  }
  return area;
}

export function needPositives(positives: number, caller: string): void {
  if (positives > 0) return;
  throw new EvaluateError(`${caller} needs at least one text of the class, got none`);
}

function shares(counts: Float64Array, whole: number): Float64Array {
  return counts.map((count) => count / whole);
}

/** Texts of no weight are no mistakes. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function rankedClass(
  caller: string,
  label_ids: unknown,
  scores: unknown,
  options: RankingOptions,
  more: readonly never[],
) {
  refuseArguments(caller, more, { pos_label: "it is an option: { pos_label: 1 }" });
  checkOptions(caller, options, {
    known,
    instead: { drop_intermediate: "all points are returned" },
    ErrorType: EvaluateError,
  });
  const each = readConfidences(label_ids, scores, caller, options, "each");
  const { pos_label = each.length === 2 ? 1 : undefined } = options;
  if (pos_label === undefined || !Number.isInteger(pos_label) || !each[pos_label]) {
    throw new EvaluateError(
      `${caller} needs the class to find as pos_label, a whole number from 0 to ${each.length - 1}, got ${describe(pos_label)}`,
    );
  }
  const { confidence, hit } = each[pos_label];
  const ranked = rank(confidence, hit, checkWeights(options.sample_weight, hit.length, caller));
  const positives = ranked.found[ranked.found.length - 1];
  const negatives = ranked.false_alarms[ranked.false_alarms.length - 1];
  return { ranked, positives, negatives };
}

/** How much each row counts. */
export function checkWeights(
  weights: ArrayLike<number> | undefined,
  rows: number,
  caller: string,
): ArrayLike<number> | undefined {
  if (weights === undefined) return undefined;
  if (weights.length !== rows) {
    throw new EvaluateError(
      `${caller} needs one sample_weight for each labelled row: got ${weights.length} for ${rows} rows`,
    );
  }
  let total = 0;
  for (let row = 0; row < rows; row++) {
    if (typeof weights[row] !== "number" || !(weights[row] >= 0 && weights[row] < 2 ** 1000)) {
      throw new EvaluateError(
        `${caller} needs every sample_weight to be 0 or more: row ${row} is ${describe(weights[row])}`,
      );
    }
    total += weights[row];
  }
  if (total > 0) return weights;
  throw new EvaluateError(`${caller} needs a sample_weight above 0: all ${rows} are 0`);
}
