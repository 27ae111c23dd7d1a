import { checkRoom, type NumbersOut } from "./checkRoom.js";
import { largestOf } from "./largestOf.js";
import { softmaxLimitInto } from "./softmaxLimitInto.js";
import { softmaxOfTwoInto } from "./softmaxOfTwoInto.js";

/**
 * Turns rows of logits into rows of probabilities without allocating anything: the kernel under `softmax`.
 *
 * Three passes over a row: find the largest logit; take exponentials and their sum; divide. Subtracting the largest
 * changes no probability, because it divides every exponential by the same number, and it keeps `Math.exp` between
 * 0 and 1, where nothing overflows.
 *
 * @param data `rows × columns` logits (log-odds), row after row: any typed array or plain array of numbers
 * @param rows how many rows
 * @param columns how many logits a row
 * @param out where the `rows × columns` probabilities go; may be `data` itself
 * @param temperature divides the logits, > 0
 * @returns `out`
 * @throws {LogitsError} for NaN and for infinities without a limit, and when `data` or `out` has another size
 *
 * @example
 * softmaxInto(Float32Array.of(1, 2, 0.5), 1, 3, new Float64Array(3)) // [0.2312, 0.6285, 0.1402]
 *
 * @see Blanchard, Higham, Higham (2021), https://doi.org/10.1093/imanum/draa038: the relative error is at most about
 *   (k + largest gap + 4)·2⁻⁵³.
 */
export function softmaxInto<Out extends NumbersOut>(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  out: Out,
  temperature = 1,
): Out {
  checkRoom(data, rows, columns, out, "softmaxInto");
  if (columns === 2) softmaxOfTwoInto(data, rows, out, temperature);
  else softmaxOfManyInto(data, rows, columns, out, temperature);
  return out;
}

function softmaxOfManyInto(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  out: NumbersOut,
  temperature: number,
): void {
  for (let start = 0; start < rows * columns; start += columns) {
    const end = start + columns;
    const largest = largestOf(data, start, end);
    if (!Number.isFinite(largest)) {
      softmaxLimitInto(data, start / columns, columns, out);
      continue;
    }
    let sum = 0;
    for (let i = start; i < end; i++) {
      const gap = data[i] - largest;
      const exponential = gap < 0 ? Math.exp(temperature === 1 ? gap : gap / temperature) : 1;
      out[i] = exponential;
      sum += exponential;
    }
    for (let i = start; i < end; i++) out[i] /= sum;
  }
}
