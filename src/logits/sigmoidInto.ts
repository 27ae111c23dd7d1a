import { placeOf } from "./checkLimits.js";
import { checkRoom, type NumbersOut } from "./checkRoom.js";
import { LogitsError } from "./LogitsError.js";

/**
 * Turns each logit into a probability of its own without allocating anything: the kernel under `sigmoid`.
 *
 * @param data `rows × columns` logits (log-odds), row after row
 * @param rows how many rows
 * @param columns how many logits a row
 * @param out where the `rows × columns` probabilities go; may be `data` itself
 * @param temperature divides the logits, > 0
 * @returns `out`
 * @throws {LogitsError} for NaN, and when `data` or `out` has another size
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
  const target: NumbersOut = out;
  for (let i = 0; i < rows * columns; i++) {
    if (Number.isNaN(data[i])) {
      throw new LogitsError(`sigmoidInto needs finite logits: ${placeOf(i, columns, true)} is NaN`);
    }
    target[i] = sigmoidOf(data[i] / temperature);
  }
  return out;
}

/** 1 / (1 + exp(-x)), written so that `Math.exp` never overflows and small probabilities keep all their digits. */
export function sigmoidOf(logit: number): number {
  const exponential = Math.exp(-Math.abs(logit));
  return logit >= 0 ? 1 / (1 + exponential) : exponential / (1 + exponential);
}
