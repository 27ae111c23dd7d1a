import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { checkScores } from "./checks.js";
import type { ClassIds } from "./classIds.js";
import { readProbabilities, type ScoresBatch, type ScoresOptions } from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { type ApplyOptions, type FittedRows, fittedRows, refuseFittedRows } from "./fittedRows.js";
import { refuseArguments } from "./refuseArguments.js";

/** How sets of classes are formed. */
export interface ConformalOptions extends Omit<ScoresOptions, "problem_type"> {
  /** How many texts' sets shall hold the true class, as a share below 1. Default 0.9. */
  level?: number;
  /**
   * "lac" (the default): every class that is probable enough; the smallest sets, and some may be empty. "aps": classes from the
   * most probable down until they hold enough together, the last one included; never empty.
   */
  method?: "lac" | "aps";
  /** True: the promise holds for the texts of each class by itself, for which each needs texts enough. Default false. */
  by_class?: boolean;
}

/** Between which shares the promise lies for 95 of 100 fits on as many rows; chance alone moves it so far. */
export interface CoverageSpread {
  readonly lower: number;
  readonly upper: number;
}

/** The limits from which sets of classes are formed. */
export interface ConformalFit {
  readonly level: number;
  readonly method: "lac" | "aps";
  /** Classes up to this score are in the set, `[k]`; Infinity where there were too few rows, so that the class always is. */
  readonly limits: number[];
  /** On how many rows each limit rests, `[k]`. */
  readonly rows: number[];
  /** The share of sets that hold the true class, for endlessly many texts, in 95 of 100 such fits, `[k]`. */
  readonly spread: CoverageSpread[];
  /** What is promised, in words. */
  readonly promise: string;
  /** What `function_to_apply` was. */
  readonly function_to_apply: "softmax" | "none";
  readonly fitted_on: FittedRows;
}

/**
 * Finds from labelled texts how many classes an answer must name so that it is right in, say, 9 of 10 texts: split conformal
 * prediction. Use rows on which the model wasn't trained.
 *
 * It promises something of texts like these, all together, and nothing of one text. It holds for any model, good or bad: a bad one
 * gets large sets.
 *
 * @param label_ids the true classes, `[n]`
 * @param scores a batch `[n, k]` of logits or probabilities
 * @throws {EvaluateError} when labels and scores don't fit, `level` is no share, or an option is unknown
 *
 * @example
 * const scores = [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]];
 * const fit = fitConformal([0, 0, 1, 1], scores, { level: 0.6 });
 * fit.limits // [0.3, 0.3]
 * conformalSets(fit, [[0.75, 0.25], [0.5, 0.5]]) // [[0], []]
 *
 * @see Sadinle, Lei and Wasserman (2019) for "lac", https://arxiv.org/abs/1609.00451; Romano, Sesia and Candès (2020) for "aps",
 *   https://arxiv.org/abs/2006.02544; MAPIE's `SplitConformalClassifier`
 */
export function fitConformal(
  label_ids: ClassIds,
  scores: ScoresBatch,
  options: ConformalOptions = {},
  ...more: never[]
): ConformalFit {
  const caller = "fitConformal";
  refuseArguments(caller, more, {});
  checkOptions(caller, options, {
    known: ["level", "method", "by_class", "function_to_apply", "id2label"],
    instead: { alpha: "write level, 1 - alpha", confidence_level: "write level" },
    ErrorType: EvaluateError,
  });
  const { level = 0.9, method = "lac", by_class = false } = options;
  if (typeof level !== "number" || !(level > 0 && level < 1)) {
    throw new EvaluateError(
      `${caller} needs level to be a share above 0 and below 1, got ${describe(level)}`,
    );
  }
  if ((method !== "lac" && method !== "aps") || typeof by_class !== "boolean") {
    throw new EvaluateError(
      `${caller} needs method to be "lac" or "aps" and by_class to be true or false, got ${describe(method)} and ${describe(by_class)}`,
    );
  }
  const read = readProbabilities(label_ids, scores, caller, options);
  const { rows, columns, labels, data } = read;
  const score = Float64Array.from(
    labels,
    (label, row) => scoresOfRow(data, row, columns, method)[label],
  );
  const groups = Array.from({ length: columns }, (_, k) =>
    by_class ? score.filter((_, row) => labels[row] === k) : score,
  );
  const given = checkScores(scores, caller, ["score", "scores"]);
  const isGiven = given.rows === rows && given.data.length === data.length;
  const isSame = isGiven && data.every((value, i) => value === given.data[i]);
  const share = Number((100 * level).toPrecision(6));
  return {
    level,
    method,
    limits: groups.map((group) => limitOf(group, level)),
    rows: groups.map((group) => group.length),
    spread: groups.map((group) => spreadOf(group.length, level)),
    promise: by_class
      ? `${share} % of texts of each class like these, not of this text`
      : `${share} % of texts like these, not of this text`,
    function_to_apply: isSame ? "none" : "softmax",
    fitted_on: fittedRows(given),
  };
}

/** How far each class is from being sure; for "aps", how much lies in more probable ones (MAPIE's score without its chance). */
function scoresOfRow(
  data: ArrayLike<number>,
  row: number,
  columns: number,
  method: ConformalFit["method"],
): number[] {
  const own = Array.from({ length: columns }, (_, k) => data[row * columns + k]);
  if (method === "lac") return own.map((p) => 1 - p);
  const order = own.map((_, k) => k).sort((a, b) => own[b] - own[a] || a - b);
  const scores = new Array<number>(columns);
  let sum = 0;
  for (const k of order) {
    // What lies before the class, so that the one with which the limit is passed belongs to the set.
    scores[k] = sum;
    sum += own[k];
  }
  return scores;
}

/** How many of n rows the limit must hold. */
function placeOf(n: number, level: number): number {
  // Rounded, so that 0.9 of 9 + 1 is 9 and not a little more.
  return Math.ceil(Number(((n + 1) * level).toPrecision(14)));
}

/** The share that the m-th of n limits holds is distributed as Beta(m, n + 1 - m) (Vovk 2012). */
function spreadOf(n: number, level: number): CoverageSpread {
  const m = placeOf(n, level);
  if (m > n) return { lower: 1, upper: 1 };
  const ways = new Float64Array(n + 1);
  for (let j = 0; j < n; j++) ways[j + 1] = ways[j] + Math.log((n - j) / (j + 1));
  // That it is at most x is as probable as m or more of n draws with the probability x.
  const below = (x: number) => {
    let sum = 0;
    for (let j = m; j <= n; j++)
      sum += Math.exp(ways[j] + j * Math.log(x) + (n - j) * Math.log1p(-x));
    return sum;
  };
  const quantile = (share: number) => {
    let [low, high] = [0, 1];
    for (let step = 0; step < 50; step++) {
      const middle = (low + high) / 2;
      if (below(middle) < share) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  };
  return { lower: quantile(0.025), upper: quantile(0.975) };
}

/** The score that enough rows reach, so that a new one does with the probability `level`. */
function limitOf(scores: Float64Array, level: number): number {
  const sorted = scores.slice().sort();
  const place = placeOf(sorted.length, level);
  return place > sorted.length ? Number.POSITIVE_INFINITY : sorted[place - 1];
}

/**
 * Returns the classes of each text that may be the true one, in their order.
 *
 * @param fit what `fitConformal` returned
 * @param scores a batch `[n, k]` of logits, or of probabilities, as the fit had
 * @returns a list of class indices for each text
 * @throws {EvaluateError} when the scores have another number of classes, or are the rows of the fit
 *
 * @example
 * const scores = [[0.9, 0.1], [0.8, 0.2], [0.3, 0.7], [0.6, 0.4]];
 * const fit = fitConformal([0, 0, 1, 1], scores, { level: 0.8, method: "aps" });
 * conformalSets(fit, [[0.95, 0.05], [0.5, 0.5]]) // [[0], [0, 1]]
 */
export function conformalSets(
  fit: ConformalFit,
  scores: ScoresBatch,
  options: ApplyOptions = {},
  ...more: never[]
): number[][] {
  const caller = "conformalSets";
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: ["on_fitted_rows"], ErrorType: EvaluateError });
  if (!Array.isArray(fit?.limits)) {
    throw new EvaluateError(`${caller} needs what fitConformal returns, got ${describe(fit)}`);
  }
  const { limits, method } = fit;
  const flat = checkScores(scores, caller, ["score", "scores"]);
  if (flat.columns !== limits.length) {
    throw new EvaluateError(
      `${caller} needs scores for the ${limits.length} classes of the fit, got ${flat.columns} columns`,
    );
  }
  refuseFittedRows(caller, fit.fitted_on, flat, options);
  const labels = new Int32Array(flat.rows);
  const { function_to_apply } = fit;
  const { data } = readProbabilities(
    labels,
    { data: flat.data, dims: [flat.rows, flat.columns] },
    caller,
    { function_to_apply },
  );
  return Array.from({ length: flat.rows }, (_, row) => {
    const own = scoresOfRow(data, row, flat.columns, method);
    return own.flatMap((score, k) => (score <= limits[k] ? [k] : []));
  });
}
