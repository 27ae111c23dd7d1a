import { checkOptions } from "../logits/checks.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { describe } from "../logits/text.js";
import { checkLabelledScores, checkScores, type NamesOption } from "./checks.js";
import type { ClassIds } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { type ApplyOptions, type FittedRows, fittedRows, refuseFittedRows } from "./fittedRows.js";
import { heightAt, poolAdjacent } from "./isotonic.js";
import { refuseArguments } from "./refuseArguments.js";
import { refuseNoLogits } from "./temperature.js";

/** A logistic curve of the log-odds of class 1: P(class 1) = 1 / (1 + exp(a × log-odds + b)). */
export interface PlattFit {
  readonly a: number;
  readonly b: number;
  readonly iterations: number;
  readonly fitted_on: FittedRows;
}

/** A rising step function of the log-odds of class 1. */
export interface IsotonicFit {
  /** P(class 1) of each step. */
  readonly value: number[];
  /** The log-odds at which each step begins and ends; between two steps a line is drawn. */
  readonly from: number[];
  readonly to: number[];
  readonly fitted_on: FittedRows;
}

const noun = ["logit", "logits"] as const;

/**
 * Fits a logistic curve to the log-odds of class 1 of two (Platt scaling): unlike a temperature it also moves the threshold, and so
 * may change answers.
 *
 * As in Platt's paper the targets are drawn in a little, (n1 + 1) / (n1 + 2) for 1 and 1 / (n0 + 2) for 0, so that a curve is
 * found even for separable texts.
 *
 * @param label_ids the true classes, `[n]`, of two
 * @param logits a batch `[n, 2]`, in log-odds
 * @throws {EvaluateError} when labels and logits don't fit, there aren't two columns, or a number isn't finite
 *
 * @example
 * const fit = fitPlatt([1, 0, 0], [[0, 5], [0, -4], [0, 1]]);
 * [fit.a, fit.b] // [-0.2026, 0.6524]
 * applyPlatt(fit, [[0, 5]]) // [[0.4108, 0.5892]]
 *
 * @see Platt (1999); Lin, Lin and Weng (2007), https://doi.org/10.1007/s10994-007-5018-6; scikit-learn's `_sigmoid_calibration`
 */
export function fitPlatt(
  label_ids: ClassIds,
  logits: LogitsBatch | LogitsTensor,
  options: NamesOption = {},
  ...more: never[]
): PlattFit {
  const { odds, labels, fitted_on } = readTwo("fitPlatt", label_ids, logits, options, more);
  const ones = labels.reduce((sum, label) => sum + label, 0);
  const targets = [1 / (labels.length - ones + 2), (ones + 1) / (ones + 2)];
  // Measured in the size of the log-odds, so that their unit doesn't matter to the steps.
  const size = Math.max(...odds.map(Math.abs)) || 1;
  let [a, b] = [0, Math.log((labels.length - ones + 1) / (ones + 1))];
  const lossAt = (slope: number, offset: number) => {
    let [loss, da, db, aa, ab, bb] = [0, 0, 0, 0, 0, 0];
    for (let row = 0; row < odds.length; row++) {
      const x = odds[row] / size;
      const f = slope * x + offset;
      const t = targets[labels[row]];
      const e = Math.exp(-Math.abs(f));
      loss += (f > 0 ? t * f : (t - 1) * f) + Math.log1p(e);
      const p = f > 0 ? e / (1 + e) : 1 / (1 + e);
      const w = p * (1 - p);
      da += (t - p) * x;
      db += t - p;
      aa += w * x * x;
      ab += w * x;
      bb += w;
    }
    return { loss, da, db, aa: aa + 1e-12, ab, bb: bb + 1e-12 };
  };
  let iterations = 0;
  let now = lossAt(a, b);
  for (; iterations < 100; iterations++) {
    const { da, db, aa, ab, bb } = now;
    if (Math.abs(da) + Math.abs(db) < 1e-12 * odds.length) break;
    const det = aa * bb - ab * ab;
    const [stepA, stepB] = [-(bb * da - ab * db) / det, -(aa * db - ab * da) / det];
    let length = 1;
    let next = lossAt(a + stepA, b + stepB);
    while (!(next.loss <= now.loss) && length > 1e-10) {
      length /= 2;
      next = lossAt(a + length * stepA, b + length * stepB);
    }
    if (!(next.loss <= now.loss)) break;
    a += length * stepA;
    b += length * stepB;
    now = next;
  }
  return { a: a / size, b, iterations, fitted_on };
}

/**
 * Returns the probabilities of two classes by a logistic curve.
 *
 * @param fit what `fitPlatt` returned
 * @param logits a batch `[n, 2]`, in log-odds
 * @returns probabilities `[n, 2]`
 * @throws {EvaluateError} when the logits are the rows of the fit, or there aren't two columns
 *
 * @example
 * const fit = fitPlatt([1, 0, 0], [[0, 5], [0, -4], [0, 1]]);
 * applyPlatt(fit, [[0, 5], [0, 0]]) // [[0.4108, 0.5892], [0.6575, 0.3425]]
 */
export function applyPlatt(
  fit: PlattFit,
  logits: LogitsBatch | LogitsTensor,
  options: ApplyOptions = {},
  ...more: never[]
): number[][] {
  const odds = readOdds("applyPlatt", fit, logits, options, more);
  return odds.map((x) => {
    const p = 1 / (1 + Math.exp(fit.a * x + fit.b));
    return [1 - p, p];
  });
}

/**
 * Fits the closest probabilities of class 1 of two that never fall as its log-odds rise. It needs more rows than a curve, and its
 * ends may be 0 and 1, of which no text is sure.
 *
 * @param label_ids the true classes, `[n]`, of two
 * @param logits a batch `[n, 2]`, in log-odds
 * @throws {EvaluateError} as {@link fitPlatt}
 *
 * @example
 * fitIsotonic([0, 1, 0, 1], [[0, -1], [0, 0], [0, 1], [0, 2]]).value // [0, 0.5, 1]
 *
 * @see Zadrozny and Elkan (2002), https://doi.org/10.1145/775047.775151; scikit-learn's `IsotonicRegression`
 */
export function fitIsotonic(
  label_ids: ClassIds,
  logits: LogitsBatch | LogitsTensor,
  options: NamesOption = {},
  ...more: never[]
): IsotonicFit {
  const { odds, labels, fitted_on } = readTwo("fitIsotonic", label_ids, logits, options, more);
  const { from, to, value } = poolAdjacent(odds, labels);
  return { from, to, value, fitted_on };
}

/**
 * Returns the probabilities of two classes by a step function; between two steps by the line from one to the next.
 *
 * @param fit what `fitIsotonic` returned
 * @param logits a batch `[n, 2]`, in log-odds
 * @returns probabilities `[n, 2]`
 * @throws {EvaluateError} when the logits are the rows of the fit, or there aren't two columns
 *
 * @example
 * const fit = fitIsotonic([0, 1, 0, 1], [[0, -1], [0, 0], [0, 1], [0, 2]]);
 * applyIsotonic(fit, [[0, 0.5], [0, 1.5], [0, 9]]) // [[0.5, 0.5], [0.25, 0.75], [0, 1]]
 */
export function applyIsotonic(
  fit: IsotonicFit,
  logits: LogitsBatch | LogitsTensor,
  options: ApplyOptions = {},
  ...more: never[]
): number[][] {
  const odds = readOdds("applyIsotonic", fit, logits, options, more);
  return odds.map((x) => {
    const p = heightAt(fit, x);
    return [1 - p, p];
  });
}

function readTwo(
  caller: string,
  label_ids: unknown,
  logits: unknown,
  options: NamesOption,
  more: readonly never[],
) {
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: ["id2label"], ErrorType: EvaluateError });
  const read = checkLabelledScores(label_ids, logits, caller, noun, options, (flat) => {
    checkTwo(caller, flat, logits);
  });
  return { odds: oddsOf(read), labels: read.labels, fitted_on: fittedRows(read) };
}

function readOdds(
  caller: string,
  fit: { fitted_on: FittedRows },
  logits: unknown,
  options: ApplyOptions,
  more: readonly never[],
): number[] {
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: ["on_fitted_rows"], ErrorType: EvaluateError });
  if (typeof fit?.fitted_on?.checksum !== "number") {
    throw new EvaluateError(`${caller} needs what its fit returned, got ${describe(fit)}`);
  }
  const flat = checkScores(logits, caller, noun);
  checkTwo(caller, flat, logits);
  refuseFittedRows(caller, fit.fitted_on, flat, options);
  return Array.from(oddsOf(flat));
}

type Flat = { data: ArrayLike<number>; rows: number; columns: number };

function checkTwo(caller: string, flat: Flat, given: unknown): void {
  if (flat.columns !== 2) {
    throw new EvaluateError(
      `${caller} is for two classes, got ${flat.columns} columns: use fitTemperature or fitVectorScaling`,
    );
  }
  refuseNoLogits(flat, given, caller);
}

function oddsOf({ data, rows }: Flat): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => data[2 * row + 1] - data[2 * row]);
}
