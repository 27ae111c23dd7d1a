import { checkLogits } from "../logits/checkLogits.js";
import { checkOptions, isRecord } from "../logits/checks.js";
import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { rowsOf } from "../logits/Logits.js";
import { mersenneTwister } from "../logits/random.js";
import { describe } from "../logits/text.js";
import { checkLabelledScores, type NamesOption } from "./checks.js";
import { readLabelScores, type Truth } from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { type ApplyOptions, type FittedRows, fittedRows, refuseFittedRows } from "./fittedRows.js";
import { refuseArguments } from "./refuseArguments.js";
import { minimiseNll, type Nll, nllOf, nllOfSets } from "./temperatureNll.js";

/** The temperature that fits best, or why there is none. */
export interface TemperatureFit {
  /** The temperature to divide logits by; null where none is best. */
  readonly temperature: number | null;
  /** Whether the best temperature was found. */
  readonly converged: boolean;
  /**
   * "minimum": found. Otherwise there is no finite optimum. "separable": every true class has the highest logit, so that the
   * loss falls for ever as T goes to 0. "no better than chance": it falls for ever as T grows, because the logits point away
   * from the truth. "flat": all logits of each row are equal, so that T does nothing.
   */
  readonly reason: "minimum" | "separable" | "no better than chance" | "flat";
  /** The mean negative log-likelihood in nats as the logits are, and with the temperature. */
  readonly nll: { readonly before: number; readonly after: number | null };
  /** The slope of the mean loss along log T where the search ended; 0 at a minimum. */
  readonly gradient: number | null;
  /** At how many temperatures the loss was computed to find it. */
  readonly iterations: number;
  /**
   * Where 95 % of the temperatures lie that were fitted to rows drawn from these with replacement; null unless asked for. An
   * end is 0 or Infinity where such a draw has no finite optimum.
   */
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** By what the rows are known again. */
  readonly fitted_on: FittedRows;
}

/** How a temperature is fitted. */
export interface FitTemperatureOptions extends NamesOption {
  /** "multi_label_classification" for label sets, `[n, labels]`: one temperature for all labels. */
  problem_type?: "single_label_classification" | "multi_label_classification";
  /** How many times the fit is repeated on rows drawn anew, for the interval. Default 0: no interval. */
  resamples?: number;
  /** What the draws start from: the same seed gives the same interval. Default 0. */
  seed?: number;
}

const known = ["problem_type", "resamples", "seed", "id2label"];
const instead = {
  lr: "the search needs no learning rate",
  learning_rate: "the search needs no learning rate",
  max_iter: "it stops by itself",
  init: "the loss has one minimum, wherever the search starts",
};

/**
 * Finds the temperature T for which softmax(logits / T) fits the true classes best: temperature scaling, which turns an
 * over-confident model down (T above 1) or an over-careful one up, and never changes its answers.
 *
 * The mean loss is convex in 1 / T, so Halley's method (Newton's with one more derivative) between two bounds always finds its
 * minimum, if there is one; where there is none, the result says why. Fit it on a validation set, and measure on another.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param logits a batch `[n, k]`, in log-odds; of probabilities, take the logarithm first
 * @throws {EvaluateError} when labels and logits don't fit, a number isn't finite, the logits are probabilities, or an option
 *   is unknown
 *
 * @example
 * const logits = [[4, 0], [4, 0], [0, 4], [4, 0]];
 * const fit = fitTemperature([0, 0, 1, 1], logits);
 * fit.temperature // 3.6410: 4 / log 3, which makes 3 of 4 right a confidence of 0.75
 * fitTemperature([0, 0, 1, 0], logits).reason // "separable"
 *
 * @see Guo et al. (2017), https://arxiv.org/abs/1706.04599; scikit-learn's `CalibratedClassifierCV(method="temperature")`
 */
export function fitTemperature(
  label_ids: Truth,
  logits: LogitsBatch | LogitsTensor,
  options: FitTemperatureOptions = {},
  ...more: never[]
): TemperatureFit {
  const caller = "fitTemperature";
  refuseArguments(caller, more, instead);
  checkOptions(caller, options, { known, instead, ErrorType: EvaluateError });
  const { resamples = 0, seed = 0 } = options;
  checkDraws(resamples, seed, caller);
  const { loss, fitted_on } = lossOf(label_ids, logits, options, caller);
  const { scale } = loss;
  const asIs = loss.at(scale);
  // Where the logits are very large or small as they are, a temperature of a quarter of their size is closer.
  const from = scale > 0.1 && scale < 100 ? asIs : loss.at(4);
  const { found, reason, gradient, iterations } = minimiseNll(loss, from);
  return {
    temperature: found === null ? null : scale / found.beta,
    converged: found !== null,
    reason,
    nll: { before: asIs.value, after: found?.value ?? null },
    gradient,
    iterations,
    interval: resamples > 0 ? intervalOf(loss, found?.beta ?? asIs.beta, resamples, seed) : null,
    fitted_on,
  };
}

/** How the number of draws and their seed are checked, everywhere in this room. */
export function checkDraws(resamples: number, seed: number, caller: string): void {
  if (!Number.isInteger(resamples) || resamples < 0 || resamples > 1_000_000) {
    throw new EvaluateError(
      `${caller} needs resamples to be a whole number from 0 to 1000000, got ${describe(resamples)}`,
    );
  }
  if (Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32) return;
  throw new EvaluateError(
    `${caller} needs seed to be a whole number from 0 to 4294967295, got ${describe(seed)}`,
  );
}

function lossOf(
  label_ids: Truth,
  logits: LogitsBatch | LogitsTensor,
  options: FitTemperatureOptions,
  caller: string,
): { loss: Nll; fitted_on: FittedRows } {
  const { problem_type = "single_label_classification" } = options;
  if (problem_type === "single_label_classification") {
    const noun = ["logit", "logits"] as const;
    const read = checkLabelledScores(label_ids, logits, caller, noun, options, (flat) => {
      refuseNoLogits(flat, logits, caller);
    });
    return { loss: nllOf(read, read.labels), fitted_on: fittedRows(read) };
  }
  if (problem_type !== "multi_label_classification") {
    throw new EvaluateError(
      `${caller} needs problem_type to be "single_label_classification" or "multi_label_classification", got ${describe(problem_type)}`,
    );
  }
  const { flat, labels } = readLabelScores(label_ids, logits, caller, options, (read) => {
    refuseNoLogits(read, logits, caller);
    if (!areShares(read.data)) return;
    throw new EvaluateError(
      `${caller} needs logits, and these may be probabilities, because all lie from 0 to 1: take log(p / (1 - p)) of each first`,
    );
  });
  return { loss: nllOfSets(flat, labels.data), fitted_on: fittedRows(flat) };
}

/** Logits to fit must be finite, and probabilities are no logits. */
export function refuseNoLogits(
  { data, rows, columns }: { data: ArrayLike<number>; rows: number; columns: number },
  given: unknown,
  caller: string,
): void {
  const { source } = (given ?? {}) as { source?: { numbers?: unknown } };
  let isShare = columns > 1;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (!(Math.abs(data[i]) <= 1e300)) {
        throw new EvaluateError(
          `${caller} needs finite logits, none above 1e300 in size: row ${row}, column ${i - row * columns} is ${data[i]}`,
        );
      }
      if (data[i] < 0) isShare = false;
      sum += data[i];
    }
    if (Math.abs(sum - 1) > 1e-3) isShare = false;
  }
  if (!isShare && source?.numbers !== "probabilities") return;
  throw new EvaluateError(
    `${caller} needs logits, and these are probabilities, because every row sums to 1: take the logarithm of each first`,
  );
}

function areShares(data: ArrayLike<number>): boolean {
  for (let i = 0; i < data.length; i++) if (!(data[i] >= 0 && data[i] <= 1)) return false;
  return true;
}

function intervalOf(loss: Nll, beta: number, resamples: number, seed: number) {
  const random = mersenneTwister(seed);
  const fits = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    const counts = new Float64Array(loss.texts);
    for (let draw = 0; draw < loss.texts; draw++) counts[random() % loss.texts]++;
    const { found, reason } = minimiseNll(loss, loss.at(beta, counts), counts);
    fits[i] = reason === "separable" ? 0 : Number.POSITIVE_INFINITY;
    if (found) fits[i] = loss.scale / found.beta;
  }
  fits.sort();
  const at = (share: number) => fits[Math.round(share * (resamples - 1))];
  return { lower: at(0.025), upper: at(0.975) };
}

/**
 * Divides logits by a temperature, or by the one that was fitted.
 *
 * @param fit what `fitTemperature` returned, or a temperature above 0
 * @param logits a batch `[n, k]`, in log-odds
 * @returns a batch `[n, k]` of logits with the same order in each row
 * @throws {EvaluateError} when the fit found no temperature, the logits are the rows that it was fitted on, or a logit isn't
 *   finite
 *
 * @example
 * applyTemperature(2, [[1, 3]]) // [[0.5, 1.5]]
 *
 * const logits = [[4, 0], [4, 0], [0, 4], [4, 0]];
 * const fit = fitTemperature([0, 0, 1, 1], logits);
 * softmax(applyTemperature(fit, [[4, 0]])) // [[0.75, 0.25]]
 */
export function applyTemperature(
  fit: TemperatureFit | number,
  logits: LogitsBatch | LogitsTensor,
  options: ApplyOptions = {},
  ...more: never[]
): number[][] {
  const caller = "applyTemperature";
  refuseArguments(caller, more, {});
  checkOptions(caller, options, { known: ["on_fitted_rows"], ErrorType: EvaluateError });
  const flat = checkLogits(logits, caller);
  refuseNoLogits(flat, logits, caller);
  const temperature = isRecord(fit) ? (fit as unknown as TemperatureFit).temperature : fit;
  if (temperature === null) {
    const { reason } = fit as TemperatureFit;
    throw new EvaluateError(
      `${caller} needs a fit that found a temperature: this one has no finite optimum (${reason}); fit it on more rows, or leave the logits as they are`,
    );
  }
  if (
    typeof temperature !== "number" ||
    !(temperature > 0 && temperature < Number.POSITIVE_INFINITY)
  ) {
    throw new EvaluateError(
      `${caller} needs what fitTemperature returns, or a temperature above 0 and below Infinity, got ${describe(fit)}`,
    );
  }
  if (isRecord(fit)) {
    refuseFittedRows(caller, (fit as unknown as TemperatureFit).fitted_on, flat, options);
  }
  const divided = Float64Array.from(flat.data, (logit) => logit / temperature);
  return rowsOf(divided, { ...flat, isBatch: true }) as number[][];
}
