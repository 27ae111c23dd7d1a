import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type Classes, type ClassIds, checkPair } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { checkWeights } from "./ranking.js";
import { refuseArguments } from "./refuseArguments.js";

/** How the scores of the classes are made and averaged. */
export interface ClassScoresOptions {
  /** The classes: how many, or their names as id2label, or `{ label_ids, predicted_ids }`, the names on each side. */
  classes?: Classes;
  /** The class indices that count, each once; all when left out. */
  labels?: readonly number[];
  /** How much each text counts, `[n]`, 0 or more; 1 each when left out. */
  sample_weight?: ArrayLike<number>;
  /** The score of a class for which it would divide by 0; 0 when left out. */
  zero_division?: 0 | 1;
}

/** A score of each class, and its averages. */
export interface AveragedScores {
  readonly per_class: number[];
  readonly macro: number;
  readonly micro: number;
  readonly weighted: number;
}

const known = ["classes", "labels", "sample_weight", "zero_division"];
const instead = { average: "all averages are returned", pos_label: "take per_class[1]" };

/**
 * Returns F-beta, the mean of precision and recall in which recall counts beta times as much: beta 1 is F1, 0.5 favours
 * precision, 2 favours recall.
 *
 * @param label_ids the true classes, `[n]`; rows without a label (-100) are left out
 * @param predicted_ids the predicted classes, `[n]`
 * @param beta above 0
 * @returns shares from 0 to 1: `per_class` in the order of `labels`, and the averages
 * @throws {EvaluateError} when the lists don't fit, beta or an option is of no use, or an option is unknown
 *
 * @example
 * fBeta([1, 0, 1, 1], [1, 0, 0, 1], 0.5)
 * // { per_class: [0.5556, 0.9091], macro: 0.7323, micro: 0.75, weighted: 0.8207 }
 *
 * @see scikit-learn's `fbeta_score`
 */
export function fBeta(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  beta: number,
  options: ClassScoresOptions = {},
  ...more: never[]
): AveragedScores {
  if (typeof beta !== "number" || !(beta > 0 && beta < 1e100)) {
    throw new EvaluateError(`fBeta needs beta to be a number above 0, got ${describe(beta)}`);
  }
  const square = beta ** 2;
  return averaged("fBeta", label_ids, predicted_ids, options, more, (hits, truth, predicted) => [
    (1 + square) * hits,
    square * truth + predicted,
  ]);
}

/**
 * Returns the Jaccard index: of the texts that are of a class or were taken for it, the share where both is so.
 *
 * @param label_ids the true classes, `[n]`; rows without a label (-100) are left out
 * @param predicted_ids the predicted classes, `[n]`
 * @returns shares from 0 to 1: `per_class` in the order of `labels`, and the averages
 * @throws {EvaluateError} when the lists don't fit, or an option is unknown
 *
 * @example
 * jaccard([1, 0, 1, 1], [1, 0, 0, 1])
 * // { per_class: [0.5, 0.6667], macro: 0.5833, micro: 0.6, weighted: 0.625 }
 *
 * @see scikit-learn's `jaccard_score`
 */
export function jaccard(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  options: ClassScoresOptions = {},
  ...more: never[]
): AveragedScores {
  return averaged("jaccard", label_ids, predicted_ids, options, more, (hits, truth, predicted) => [
    hits,
    truth + predicted - hits,
  ]);
}

type Ratio = (hits: number, truth: number, predicted: number) => [part: number, whole: number];

function averaged(
  caller: string,
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  options: ClassScoresOptions,
  more: readonly never[],
  ratio: Ratio,
): AveragedScores {
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known, instead, ErrorType: EvaluateError });
  const { zero_division = 0 } = options;
  if (zero_division !== 0 && zero_division !== 1) {
    throw new EvaluateError(
      `${caller} needs zero_division to be 0 or 1, got ${describe(zero_division)}`,
    );
  }
  const pair = checkPair(label_ids, predicted_ids, caller, options.classes);
  const weights = checkWeights(options.sample_weight, pair.labels.length, caller);
  const chosen = checkChosen(options.labels, pair.num_labels, caller);
  const zeros = () => new Float64Array(pair.num_labels);
  const [hits, truth, predicted] = [zeros(), zeros(), zeros()];
  pair.labels.forEach((label, row) => {
    const weight = weights?.[row] ?? 1;
    truth[label] += weight;
    predicted[pair.predictions[row]] += weight;
    if (label === pair.predictions[row]) hits[label] += weight;
  });
  const score = (a: number, b: number, c: number) => {
    const [part, whole] = ratio(a, b, c);
    return whole === 0 ? zero_division : part / whole;
  };
  const sum = (of: Float64Array) => chosen.reduce((total, k) => total + of[k], 0);
  const per_class = chosen.map((k) => score(hits[k], truth[k], predicted[k]));
  const total = sum(truth);
  return {
    per_class,
    macro: per_class.reduce((all, each) => all + each, 0) / chosen.length,
    micro: score(sum(hits), total, sum(predicted)),
    weighted:
      total === 0
        ? zero_division
        : per_class.reduce((all, each, i) => all + each * truth[chosen[i]], 0) / total,
  };
}

function checkChosen(
  labels: readonly number[] | undefined,
  num_labels: number,
  caller: string,
): readonly number[] {
  if (labels === undefined) return Array.from({ length: num_labels }, (_, k) => k);
  const isFit =
    Array.isArray(labels) &&
    labels.length > 0 &&
    new Set(labels).size === labels.length &&
    labels.every((k) => Number.isInteger(k) && k >= 0 && k < num_labels);
  if (isFit) return labels;
  throw new EvaluateError(
    `${caller} needs labels to be different class indices from 0 to ${num_labels - 1}, got ${Array.isArray(labels) ? `[${labels.slice(0, 5).join(", ")}]` : describe(labels)}`,
  );
}

/** How disagreements count. */
export interface KappaOptions extends Pick<ClassScoresOptions, "classes" | "sample_weight"> {
  /** null (the default): all alike. "linear" and "quadratic": by how far apart the classes are, for classes in an order. */
  weights?: "linear" | "quadratic" | null;
}

/**
 * Returns Cohen's kappa: how much more often two lists of classes agree than chance alone would make them.
 *
 * @param label_ids the true classes, `[n]`, or the answers of one annotator; rows without a label (-100) are left out
 * @param predicted_ids the predicted classes, `[n]`, or the answers of another
 * @returns 1 where all agree, 0 as by chance, below 0 less than that; 0 where both lists hold the same single class
 * @throws {EvaluateError} when the lists don't fit, or an option is unknown
 *
 * @example
 * cohenKappa([1, 0, 1, 1], [1, 0, 0, 1]) // 0.5
 *
 * @see scikit-learn's `cohen_kappa_score`; Cohen (1960), https://doi.org/10.1177/001316446002000104
 */
export function cohenKappa(
  label_ids: ClassIds,
  predicted_ids: ClassIds,
  options: KappaOptions = {},
  ...more: never[]
): number {
  const caller = "cohenKappa";
  refuseArguments(caller, more, {});
  const known = ["weights", "classes", "sample_weight"];
  checkOptions(caller, options, { known, ErrorType: EvaluateError });
  const { weights = null } = options;
  if (weights !== null && weights !== "linear" && weights !== "quadratic") {
    throw new EvaluateError(
      `${caller} needs weights to be null, "linear" or "quadratic", got ${describe(weights)}`,
    );
  }
  const pair = checkPair(label_ids, predicted_ids, caller, options.classes);
  const counts = checkWeights(options.sample_weight, pair.labels.length, caller);
  const power = weights === "linear" ? 1 : 2;
  const distance = (a: number, b: number) =>
    weights === null ? Number(a !== b) : Math.abs(a - b) ** power;
  const truth = new Float64Array(pair.num_labels);
  const predicted = new Float64Array(pair.num_labels);
  let [observed, total] = [0, 0];
  pair.labels.forEach((label, row) => {
    const count = counts?.[row] ?? 1;
    truth[label] += count;
    predicted[pair.predictions[row]] += count;
    observed += count * distance(label, pair.predictions[row]);
    total += count;
  });
  let expected = 0;
  truth.forEach((a, i) => {
    if (a === 0) return;
    predicted.forEach((b, j) => {
      expected += (a * b * distance(i, j)) / total;
    });
  });
  return expected === 0 ? 0 : 1 - observed / expected;
}
