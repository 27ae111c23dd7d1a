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
  readonly thresholds: number[];
  /** The weight of the positive texts with that score or a higher one. */
  readonly found: number[];
  /** The weight of the negative ones. */
  readonly false_alarms: number[];
}

/** Sorts texts by score, and counts at each different score. */
export function rank(
  scores: ArrayLike<number>,
  hit: ArrayLike<number>,
  weight?: ArrayLike<number>,
): Ranked {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[b] - scores[a]);
  const ranked: Ranked = { thresholds: [], found: [], false_alarms: [] };
  let [found, others] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    const at = order[i];
    const counts = weight === undefined ? 1 : weight[at];
    if (hit[at]) found += counts;
    else others += counts;
    if (i + 1 < order.length && scores[order[i + 1]] === scores[at]) continue;
    ranked.thresholds.push(scores[at]);
    ranked.found.push(found);
    ranked.false_alarms.push(others);
  }
  return ranked;
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
    fpr: [0, ...ranked.false_alarms.map((count) => count / negatives)],
    tpr: [0, ...ranked.found.map((count) => count / positives)],
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
    recall: [...ranked.found.map((count) => count / positives).reverse(), 0],
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
