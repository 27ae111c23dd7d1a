import { checkLogits } from "./checkLogits.js";
import {
  checkRoom,
  checkTemperature,
  type NumbersOut,
  placeOf,
  refuseAfterOptions,
  refuseNaN,
  type TemperatureOptions,
} from "./checks.js";
import { LogitsError } from "./errors.js";
import {
  type Logits,
  type LogitsBatch,
  type LogitsRow,
  type LogitsTensor,
  rowsOf,
} from "./Logits.js";

/**
 * Turns each logit into a probability of its own, 1 / (1 + exp(-z)), as multi-label and one-logit heads intend.
 *
 * A row's sigmoids don't sum to one: each answers its own yes-or-no question.
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns probabilities of the same shape, in double precision; `Infinity` gives 1, `-Infinity` 0
 * @throws {LogitsError} when a logit is NaN, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * sigmoid([0, 2, -2]) // [0.5, 0.8808, 0.1192]
 */
export function sigmoid(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function sigmoid(logits: LogitsRow, options?: TemperatureOptions): number[];
export function sigmoid(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function sigmoid(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function sigmoid(
  logits: Logits,
  options?: TemperatureOptions,
  ...more: unknown[]
): number[] | number[][] {
  if (typeof options !== "number") refuseAfterOptions("sigmoid", more);
  const temperature = checkTemperature(options, "sigmoid");
  const flat = checkLogits(logits, "sigmoid");
  refuseNaN(flat, "sigmoid");
  const { data, rows, columns } = flat;
  const probabilities = new Float64Array(rows * columns);
  return rowsOf(sigmoidInto(data, rows, columns, probabilities, temperature), flat);
}

/**
 * Turns each logit into a probability of its own without allocating anything: the kernel of `sigmoid`.
 *
 * @param data `rows × columns` logits (log-odds), row after row
 * @param rows the number of rows
 * @param columns the number of logits per row
 * @param out where the `rows × columns` probabilities go; may be `data` itself
 * @param temperature divides the logits, > 0
 * @returns `out`
 * @throws {LogitsError} when a logit is NaN, `data` or `out` has the wrong size, or the temperature isn't a number above 0
 *
 * @example
 * sigmoidInto([0, 2], 1, 2, new Float64Array(2)) // [0.5, 0.8808]
 */
export function sigmoidInto<Out extends NumbersOut>(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  out: Out,
  temperature = 1,
): Out {
  checkRoom(data, rows, columns, out, "sigmoidInto");
  checkTemperature({ temperature }, "sigmoidInto");
  const target: NumbersOut = out;
  for (let i = 0; i < rows * columns; i++) {
    if (Number.isNaN(data[i])) {
      throw new LogitsError(`sigmoidInto needs finite logits: ${placeOf(i, columns, true)} is NaN`);
    }
    target[i] = sigmoidOf(data[i] / temperature);
  }
  return out;
}

/** 1 / (1 + exp(-x)), written so that `Math.exp` never overflows and a small probability keeps all its digits. */
function sigmoidOf(logit: number): number {
  const exponential = Math.exp(-Math.abs(logit));
  return logit >= 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
}

/**
 * Turns each logit into the logarithm of its own probability, log sigmoid(z) = -log(1 + exp(-z)).
 *
 * @param logits one row `[k]`, a batch `[n, k]` or a tensor of either shape, in log-odds
 * @param options `temperature` divides the logits first
 * @returns log-probabilities of the same shape, natural logarithms, 0 or less
 * @throws {LogitsError} when a logit is NaN, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * logSigmoid([0, 40, -1000]) // [-0.6931, -4.2484e-18, -1000]
 */
export function logSigmoid(logits: LogitsTensor, options?: TemperatureOptions): number[][];
export function logSigmoid(logits: LogitsRow, options?: TemperatureOptions): number[];
export function logSigmoid(logits: LogitsBatch, options?: TemperatureOptions): number[][];
export function logSigmoid(logits: Logits, options?: TemperatureOptions): number[] | number[][];
export function logSigmoid(
  logits: Logits,
  options?: TemperatureOptions,
  ...more: unknown[]
): number[] | number[][] {
  if (typeof options !== "number") refuseAfterOptions("logSigmoid", more);
  const temperature = checkTemperature(options, "logSigmoid");
  const flat = checkLogits(logits, "logSigmoid");
  refuseNaN(flat, "logSigmoid");
  const out = Float64Array.from(flat.data, (logit) => logSigmoidOf(logit / temperature));
  return rowsOf(out, flat);
}

/** min(x, 0) - log1p(exp(-|x|)): exact at both ends, and nothing overflows. */
function logSigmoidOf(logit: number): number {
  return Math.min(logit, 0) - Math.log1p(Math.exp(-Math.abs(logit)));
}
