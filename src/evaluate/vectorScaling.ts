import { checkLogits, type FlatLogits } from "../logits/checkLogits.js";
import { checkOptions } from "../logits/checks.js";
import { type LogitsBatch, type LogitsTensor, rowsOf } from "../logits/Logits.js";
import { describe } from "../logits/text.js";
import { checkLabelledScores, type LabelledScores, type NamesOption } from "./checks.js";
import type { ClassIds } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { type ApplyOptions, type FittedRows, fittedRows, refuseFittedRows } from "./fittedRows.js";
import { refuseArguments } from "./refuseArguments.js";
import { refuseNoLogits } from "./temperature.js";

/** A factor and a summand for each class's logit, or why none fit best. */
export interface VectorFit {
  /** What each class's logit is multiplied by, `[k]`; null where no finite numbers are best. */
  readonly weights: number[] | null;
  /** What is then added to it, `[k]`, in log-odds, together 0; null as the weights. */
  readonly biases: number[] | null;
  /** Whether the best ones were found. */
  readonly converged: boolean;
  /**
   * "minimum": found. Otherwise there are none to use. "missing class": a class without texts, whose bias falls for ever.
   * "separable": the loss falls for ever, because weights and biases exist that put every true class in front. "not found": the
   * search ended without either, as it may where columns say nearly the same.
   */
  readonly reason: "minimum" | "separable" | "missing class" | "not found";
  /** The mean negative log-likelihood in nats as the logits are, and with the fit. */
  readonly nll: { readonly before: number; readonly after: number | null };
  /** The largest slope of the loss along any weight or bias, each in the spread of its logit; null where nothing was found. */
  readonly gradient: number | null;
  readonly iterations: number;
  readonly fitted_on: FittedRows;
}

/**
 * Finds a factor and a summand for each class's logit with which softmax fits the true classes best: vector scaling, a
 * temperature for each class.
 *
 * It may change answers, and with few texts a class it fits their chances: compare with {@link fitTemperature} on other rows.
 *
 * @param label_ids the true classes, `[n]`
 * @param logits a batch `[n, k]`, in log-odds
 * @throws {EvaluateError} when labels and logits don't fit, a number isn't finite, the logits are probabilities, or an option is
 *   unknown
 *
 * @example
 * const logits = [[3, 0], [3, 0], [3, 0], [0, 1], [0, 1], [0, 1]];
 * const fit = fitVectorScaling([0, 0, 1, 1, 1, 0], logits);
 * fit.reason // "minimum"
 * softmax(applyVectorScaling(fit, [[3, 0], [0, 1]])) // [[0.6667, 0.3333], [0.3333, 0.6667]]
 *
 * @see Guo et al. (2017), section 4.2, https://arxiv.org/abs/1706.04599
 */
export function fitVectorScaling(
  label_ids: ClassIds,
  logits: LogitsBatch | LogitsTensor,
  options: NamesOption = {},
  ...more: never[]
): VectorFit {
  const caller = "fitVectorScaling";
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: ["id2label"], ErrorType: EvaluateError });
  const noun = ["logit", "logits"] as const;
  const read = checkLabelledScores(label_ids, logits, caller, noun, options, (flat) => {
    refuseNoLogits(flat, logits, caller);
  });
  const { columns: k } = read;
  const columns = standardised(read);
  const asIs = new Float64Array(2 * k).map((_, i) =>
    i < k ? columns.spread[i] : columns.mean[i - k],
  );
  const before = lossAt(asIs, columns, read).value;
  const fitted_on = fittedRows(read);
  const found = new Set(read.labels).size < k ? missing : minimise(columns, read);
  const { point, reason, iterations } = found;
  const weights = point && Array.from(point.at.subarray(0, k), (w, j) => w / columns.spread[j]);
  return {
    weights,
    biases: point && weights && biasesOf(point.at.subarray(k), weights, columns.mean),
    converged: point !== null,
    reason,
    nll: { before, after: point === null ? null : point.value },
    gradient: point && largest(point.gradient),
    iterations,
    fitted_on,
  };
}

/** Adding the same to all classes changes nothing, so the biases are told apart by their sum of 0. */
function biasesOf(raw: Float64Array, weights: readonly number[], mean: Float64Array): number[] {
  const biases = Array.from(raw, (bias, j) => bias - weights[j] * mean[j]);
  const middle = biases.reduce((sum, bias) => sum + bias, 0) / biases.length;
  return biases.map((bias) => bias - middle);
}

/** Each class's logits with a mean of 0 and a spread of 1, so that their unit doesn't matter to the steps. */
interface Columns {
  readonly data: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
}

function standardised({ data, rows, columns }: FlatLogits): Columns {
  const mean = new Float64Array(columns);
  const spread = new Float64Array(columns);
  for (let i = 0; i < rows * columns; i++) mean[i % columns] += data[i] / rows;
  for (let i = 0; i < rows * columns; i++) {
    spread[i % columns] = Math.max(spread[i % columns], Math.abs(data[i] - mean[i % columns]));
  }
  // What varies by rounding alone is constant.
  for (let j = 0; j < columns; j++) if (spread[j] <= 1e-13 * Math.abs(mean[j])) spread[j] = 0;
  const own = Float64Array.from({ length: rows * columns }, (_, i) => {
    const j = i % columns;
    return spread[j] === 0 ? 0 : (data[i] - mean[j]) / spread[j];
  });
  return { data: own, mean, spread: spread.map((size) => size || 1) };
}

/** The mean loss of weights and biases, with its slopes and their slopes. */
interface Point {
  readonly at: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
}

function lossAt(
  at: Float64Array,
  { data }: Columns,
  { rows, columns: k, labels }: LabelledScores,
): Point {
  const gradient = new Float64Array(2 * k);
  const hessian = new Float64Array(4 * k * k);
  const share = new Float64Array(k);
  let value = 0;
  for (let row = 0; row < rows; row++) {
    const start = row * k;
    let top = Number.NEGATIVE_INFINITY;
    for (let j = 0; j < k; j++) {
      share[j] = at[j] * data[start + j] + at[k + j];
      if (share[j] > top) top = share[j];
    }
    const own = share[labels[row]] - top;
    let sum = 0;
    for (let j = 0; j < k; j++) {
      share[j] = Math.exp(share[j] - top);
      sum += share[j];
    }
    value += Math.log(sum) - own;
    for (let j = 0; j < k; j++) share[j] /= sum;
    for (let i = 0; i < k; i++) {
      const miss = share[i] - (labels[row] === i ? 1 : 0);
      gradient[i] += miss * data[start + i];
      gradient[k + i] += miss;
      for (let j = 0; j <= i; j++) {
        const together = share[i] * ((i === j ? 1 : 0) - share[j]);
        hessian[2 * k * i + j] += together * data[start + i] * data[start + j];
        hessian[2 * k * (k + i) + k + j] += together;
        hessian[2 * k * (k + i) + j] += together * data[start + j];
        if (j < i) hessian[2 * k * (k + j) + i] += together * data[start + i];
      }
    }
  }
  const mean = (numbers: Float64Array) => numbers.map((number) => number / rows);
  return { at, value: value / rows, gradient: mean(gradient), hessian: mean(hessian) };
}

/** What the search ended with. */
interface Found extends Pick<VectorFit, "reason" | "iterations"> {
  readonly point: Point | null;
}

const missing: Found = { point: null, reason: "missing class", iterations: 0 };

/** Newton's method with steps that are halved until the loss, which is convex, falls. */
function minimise(columns: Columns, read: LabelledScores): Found {
  let point = lossAt(new Float64Array(2 * read.columns), columns, read);
  let iterations = 1;
  for (; iterations <= 100; iterations++) {
    const step = solve(point.hessian, point.gradient);
    const size = largest(step);
    const slope = largest(point.gradient);
    // What the step would still take off the loss.
    const rest = step.reduce((sum, by, i) => sum + by * point.gradient[i], 0);
    if (slope <= 1e-10 && rest <= 1e-20 && size <= 1e-3 * (1 + largest(point.at))) {
      return { point, reason: "minimum", iterations };
    }
    // Where the loss falls for ever, steps stay as large while the slope vanishes.
    if (slope < 1e-4 && size > 0.1 && separates(step, columns, read)) {
      return { point: null, reason: "separable", iterations };
    }
    // At the minimum, rounding may lift it a little.
    const highest = point.value + 1e-14 * (1 + point.value);
    let length = 1;
    let next = point;
    while (length > 1e-12) {
      const factor = length;
      next = lossAt(
        point.at.map((value, i) => value - factor * step[i]),
        columns,
        read,
      );
      if (next.value <= highest) break;
      length /= 2;
    }
    if (!(next.value <= highest)) break;
    point = next;
  }
  return { point: null, reason: "not found", iterations };
}

/** Whether going on in this direction moves no true class behind another one. */
function separates(
  step: Float64Array,
  { data }: Columns,
  { rows, columns: k, labels }: LabelledScores,
): boolean {
  const tolerance = 1e-4 * largest(step);
  for (let row = 0; row < rows; row++) {
    const moved = (j: number) => -step[j] * data[row * k + j] - step[k + j];
    const own = moved(labels[row]);
    for (let j = 0; j < k; j++) if (moved(j) > own + tolerance) return false;
  }
  return true;
}

function largest(numbers: Float64Array): number {
  return numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
}

/**
 * Solves hessian × step = gradient by Cholesky's method, from the hessian's lower half.
 *
 * The sum of the biases changes nothing, so it is held; a very small summand on the diagonal holds whatever else may change
 * nothing, such as the weight of a column that never varies.
 */
function solve(hessian: Float64Array, gradient: Float64Array): Float64Array {
  const n = gradient.length;
  const lower = hessian.slice();
  let trace = 0;
  for (let i = 0; i < n; i++) trace += hessian[i * n + i] / n;
  for (let i = 0; i < n; i++) {
    lower[i * n + i] += 1e-9 * trace;
    for (let j = n / 2; j <= i; j++) lower[i * n + j] += trace;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * n + j];
      for (let m = 0; m < j; m++) sum -= lower[i * n + m] * lower[j * n + m];
      lower[i * n + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12 * trace)) : sum / lower[j * n + j];
    }
  }
  const step = gradient.slice();
  for (let i = 0; i < n; i++) {
    for (let m = 0; m < i; m++) step[i] -= lower[i * n + m] * step[m];
    step[i] /= lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let m = i + 1; m < n; m++) step[i] -= lower[m * n + i] * step[m];
    step[i] /= lower[i * n + i];
  }
  return step;
}

/**
 * Multiplies each class's logit by its weight and adds its bias.
 *
 * @param fit what `fitVectorScaling` returned
 * @param logits a batch `[n, k]`, in log-odds
 * @returns a batch `[n, k]` of logits
 * @throws {EvaluateError} when the fit found nothing, the logits have other columns, are the rows that it was fitted on, or a
 *   logit isn't finite
 *
 * @example
 * const logits = [[3, 0], [3, 0], [3, 0], [0, 1], [0, 1], [0, 1]];
 * const fit = fitVectorScaling([0, 0, 1, 1, 1, 0], logits);
 * softmax(applyVectorScaling(fit, [[3, 0]])) // [[0.6667, 0.3333]]
 */
export function applyVectorScaling(
  fit: VectorFit,
  logits: LogitsBatch | LogitsTensor,
  options: ApplyOptions = {},
  ...more: never[]
): number[][] {
  const caller = "applyVectorScaling";
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: ["on_fitted_rows"], ErrorType: EvaluateError });
  const { weights, biases, fitted_on, reason } = (fit ?? {}) as VectorFit;
  if (typeof fitted_on?.checksum !== "number") {
    throw new EvaluateError(`${caller} needs what fitVectorScaling returned, got ${describe(fit)}`);
  }
  if (weights === null || biases === null) {
    throw new EvaluateError(
      `${caller} needs a fit that found weights and biases: this one didn't (${reason}); fit it on more rows, or use fitTemperature`,
    );
  }
  const flat = checkLogits(logits, caller);
  refuseNoLogits(flat, logits, caller);
  if (flat.columns !== weights.length) {
    throw new EvaluateError(
      `${caller} needs logits for the ${weights.length} classes of the fit, got ${flat.columns} columns`,
    );
  }
  refuseFittedRows(caller, fitted_on, flat, options);
  const scaled = Float64Array.from(flat.data, (logit, i) => {
    const j = i % flat.columns;
    return logit * weights[j] + biases[j];
  });
  return rowsOf(scaled, { ...flat, isBatch: true }) as number[][];
}
