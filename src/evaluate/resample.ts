import { checkOptions } from "../logits/checks.js";
import type { LogitsTensor } from "../logits/Logits.js";
import { mersenneTwister } from "../logits/random.js";
import { describe } from "../logits/text.js";
import { checkLabelledScores, type LabelSets, type NamesOption } from "./checks.js";
import { type Classes, type ClassIds, checkPair } from "./classIds.js";
import { isMultiLabel, readLabelScores, type ScoresBatch } from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";
import { checkDraws } from "./temperature.js";

/** A measure of the kit's: true classes and scores to a number. */
export type Measure = (label_ids: Int32Array, scores: LogitsTensor) => number;

/** The same of label sets, `[n, labels]` of 0 and 1. */
export type MeasureOfSets = (label_sets: LogitsTensor, scores: LogitsTensor) => number;

/** How often rows are drawn anew, and from what seed. */
export interface BootstrapOptions extends NamesOption {
  /** "multi_label_classification" for label sets, which the measure is then given as `{ data, dims: [n, labels] }`. */
  problem_type?: "single_label_classification" | "multi_label_classification";
  /** How many times. Default 1000. */
  resamples?: number;
  /** What the draws start from: the same seed gives the same interval. Default 0. */
  seed?: number;
  /** The share of draws that lie in the interval. Default 0.95. */
  level?: number;
}

/** How label sets are drawn anew. */
export interface SetsBootstrapOptions extends BootstrapOptions {
  problem_type: "multi_label_classification";
}

/** What was measured, and where it lies for most test sets like this one. */
export interface BootstrapInterval {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** How many draws the interval rests on: those that the measure refuses, such as without a class, are left out. */
  readonly draws: number;
}

const known = ["resamples", "seed", "level", "problem_type", "id2label"];
const noun = ["score", "scores"] as const;

/**
 * Measures again and again on as many rows drawn from these with replacement, and returns between which numbers 95 % of the
 * results lie (the percentile bootstrap).
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits or probabilities
 * @param measure what to measure: `(label_ids, scores) => expectedCalibrationError(label_ids, scores)`
 * @throws {EvaluateError} when labels and scores don't fit, no draw can be measured, or an option is unknown
 *
 * @example
 * const logits = [[2, 0], [1, 0], [0, 1], [0, 2], [1, 0], [0, 1]];
 * const interval = bootstrapInterval([0, 0, 1, 1, 1, 0], logits, (label_ids, scores) => crossEntropy(label_ids, scores));
 * interval.value // 0.5845
 * interval.draws // 1000
 *
 * @see Efron and Tibshirani (1993), chapter 13; it is too narrow for a calibration error near 0, which can't be below 0
 */
export function bootstrapInterval(
  label_ids: LabelSets,
  scores: ScoresBatch,
  measure: MeasureOfSets,
  options: SetsBootstrapOptions,
  ...more: never[]
): BootstrapInterval;
export function bootstrapInterval(
  label_ids: ClassIds,
  scores: ScoresBatch,
  measure: Measure,
  options?: BootstrapOptions,
  ...more: never[]
): BootstrapInterval;
export function bootstrapInterval(
  label_ids: ClassIds | LabelSets,
  scores: ScoresBatch,
  measure: Measure | MeasureOfSets,
  options: BootstrapOptions = {},
  ...more: never[]
): BootstrapInterval {
  const caller = "bootstrapInterval";
  const level = checkDraw(caller, measure, options, more);
  const { of, rows } = readMeasured(caller, label_ids, scores, measure, options);
  return intervalOf(caller, of(), rows, options, level, of).interval;
}

/** How rows are measured: all of them, or those that were drawn. */
interface Measured {
  readonly of: (order?: Uint32Array) => number;
  readonly rows: number;
}

function readMeasured(
  caller: string,
  label_ids: unknown,
  scores: unknown,
  measure: Measure | MeasureOfSets,
  options: BootstrapOptions,
): Measured {
  if (!isMultiLabel(options, caller)) {
    const read = checkLabelledScores(label_ids, scores, caller, noun, options);
    const of = (order?: Uint32Array) =>
      (measure as Measure)(order ? at(read.labels, order) : read.labels, rowsAt(read, order));
    return { of, rows: read.rows };
  }
  const { flat, labels } = readLabelScores(label_ids, scores, caller, options);
  const of = (order?: Uint32Array) =>
    (measure as MeasureOfSets)(rowsAt(labels, order), rowsAt(flat, order));
  return { of, rows: flat.rows };
}

/** How far two models are apart on the same rows. */
export interface PairedBootstrap extends BootstrapInterval {
  /** What was measured of either. */
  readonly first: number;
  readonly second: number;
  /** The share of draws on which the second has the higher result. */
  readonly second_higher: number;
}

/**
 * Measures two models on the same rows, drawn again and again, and returns between which numbers their difference lies: second
 * minus first.
 *
 * Two intervals that overlap don't say that two models are alike, because both meet the same easy and hard texts; this one does
 * take that in.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param first the scores of one model, `[n, k]`
 * @param second those of the other, for the same rows
 * @throws {EvaluateError} as {@link bootstrapInterval}
 *
 * @example
 * const first = [[2, 0], [1, 0], [0, 1], [0, 2]];
 * const second = first.map((row) => row.map((logit) => 2 * logit));
 * const compared = pairedBootstrap([0, 0, 1, 1], first, second, (label_ids, scores) => crossEntropy(label_ids, scores));
 * compared.value // -0.1475: twice as sure, and all right
 * compared.second_higher // 0
 */
export function pairedBootstrap(
  label_ids: LabelSets,
  first: ScoresBatch,
  second: ScoresBatch,
  measure: MeasureOfSets,
  options: SetsBootstrapOptions,
  ...more: never[]
): PairedBootstrap;
export function pairedBootstrap(
  label_ids: ClassIds,
  first: ScoresBatch,
  second: ScoresBatch,
  measure: Measure,
  options?: BootstrapOptions,
  ...more: never[]
): PairedBootstrap;
export function pairedBootstrap(
  label_ids: ClassIds | LabelSets,
  first: ScoresBatch,
  second: ScoresBatch,
  measure: Measure | MeasureOfSets,
  options: BootstrapOptions = {},
  ...more: never[]
): PairedBootstrap {
  const caller = "pairedBootstrap";
  const level = checkDraw(caller, measure, options, more);
  const one = readMeasured(caller, label_ids, first, measure, options);
  const two = readMeasured(caller, label_ids, second, measure, options);
  const results = { first: one.of(), second: two.of() };
  const { interval, values } = intervalOf(
    caller,
    results.second - results.first,
    one.rows,
    options,
    level,
    (order) => two.of(order) - one.of(order),
  );
  const higher = values.filter((value) => value > 0).length;
  return { ...interval, ...results, second_higher: higher / values.length };
}

function checkDraw(
  caller: string,
  measure: unknown,
  options: BootstrapOptions,
  more: readonly never[],
): number {
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known, ErrorType: EvaluateError });
  if (typeof measure !== "function") {
    throw new EvaluateError(
      `${caller} needs what to measure as a function, (label_ids, scores) => …, got ${describe(measure)}`,
    );
  }
  const { resamples = 1000, seed = 0, level = 0.95 } = options;
  checkDraws(resamples, seed, caller);
  if (resamples > 0 && typeof level === "number" && level > 0 && level < 1) return level;
  throw new EvaluateError(
    `${caller} needs resamples of 1 or more and a level above 0 and below 1, got ${describe(resamples)} and ${describe(level)}`,
  );
}

function intervalOf(
  caller: string,
  value: number,
  rows: number,
  { resamples = 1000, seed = 0 }: BootstrapOptions,
  level: number,
  redraw: (order: Uint32Array) => number,
): { interval: BootstrapInterval; values: Float64Array } {
  const random = mersenneTwister(seed);
  const found: number[] = [];
  for (let draw = 0; draw < resamples; draw++) {
    const order = Uint32Array.from({ length: rows }, () => random() % rows);
    try {
      found.push(redraw(order));
    } catch (error) {
      if (!(error instanceof EvaluateError)) throw error;
    }
  }
  if (found.length === 0 || found.some(Number.isNaN) || typeof value !== "number") {
    throw new EvaluateError(
      `${caller} needs a measure that returns a number for rows drawn from these: ${found.length === 0 ? "every draw was refused" : "it returned no number"}`,
    );
  }
  const values = Float64Array.from(found).sort();
  const at = (share: number) => values[Math.round(share * (values.length - 1))];
  const tail = (1 - level) / 2;
  const interval = { value, lower: at(tail), upper: at(1 - tail), draws: values.length };
  return { interval, values };
}

function at(labels: Int32Array, order: Uint32Array): Int32Array {
  return Int32Array.from(order, (row) => labels[row]);
}

function rowsAt(
  { data, rows, columns }: { data: ArrayLike<number>; rows: number; columns: number },
  order?: Uint32Array,
): LogitsTensor {
  if (!order) return { data, dims: [rows, columns] };
  const drawn = new Float64Array(order.length * columns);
  order.forEach((row, i) => {
    for (let k = 0; k < columns; k++) drawn[i * columns + k] = data[row * columns + k];
  });
  return { data: drawn, dims: [order.length, columns] };
}

/** On how many rows only one of two models is right, and what chance makes of it. */
export interface McNemar {
  readonly only_first: number;
  readonly only_second: number;
  /** How often chance alone would make a difference as large, if both models were equally good. */
  readonly p_value: number;
}

/**
 * Compares two models by the rows on which only one is right (McNemar's exact test): the others say nothing about which is better.
 *
 * @param label_ids the true classes, `[n]`; rows without a label (-100) are left out
 * @param first_ids the predictions of one model, `[n]`
 * @param second_ids those of the other, for the same rows
 * @param classes the classes: how many, or their names as id2label
 * @throws {EvaluateError} when the lists don't fit
 *
 * @example
 * mcNemar([0, 0, 1, 1, 0], [0, 0, 1, 0, 1], [1, 0, 1, 1, 0]) // { only_first: 1, only_second: 2, p_value: 1 }
 *
 * @see McNemar (1947), https://doi.org/10.1007/BF02295996; statsmodels' `mcnemar(exact=True)`
 */
export function mcNemar(
  label_ids: ClassIds,
  first_ids: ClassIds,
  second_ids: ClassIds,
  classes?: Classes,
  ...more: never[]
): McNemar {
  refuseArguments("mcNemar", more);
  const one = checkPair(label_ids, first_ids, "mcNemar", classes);
  const two = checkPair(label_ids, second_ids, "mcNemar", classes);
  let [only_first, only_second] = [0, 0];
  one.labels.forEach((label, row) => {
    const [first, second] = [
      one.predictions[row] === label,
      two.predictions[row] === two.labels[row],
    ];
    if (first && !second) only_first++;
    if (second && !first) only_second++;
  });
  return { only_first, only_second, p_value: signTest(only_first, only_second) };
}

/** The probability that heads and tails of a fair coin are at least so far apart. */
function signTest(one: number, other: number): number {
  const n = one + other;
  let logarithm = -n * Math.LN2;
  let tail = 0;
  for (let i = 0; i <= Math.min(one, other); i++) {
    tail += Math.exp(logarithm);
    logarithm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, 2 * tail);
}
