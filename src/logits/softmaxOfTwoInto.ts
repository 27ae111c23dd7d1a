import type { NumbersOut } from "./checkRoom.js";
import { softmaxLimitInto } from "./softmaxLimitInto.js";

/**
 * The softmax of two logits a row, `[rows, 2]`: the sigmoid of their difference, with one exponential instead of two.
 *
 * exp(a) / (exp(a) + exp(b)) = 1 / (1 + exp(b - a)).
 */
export function softmaxOfTwoInto(
  data: ArrayLike<number>,
  rows: number,
  out: NumbersOut,
  temperature: number,
): void {
  for (let i = 0; i < 2 * rows; i += 2) {
    const difference = data[i] - data[i + 1];
    if (!Number.isFinite(difference)) {
      softmaxLimitInto(data, i / 2, 2, out);
      continue;
    }
    const gap = -Math.abs(difference);
    const exponential = Math.exp(temperature === 1 ? gap : gap / temperature);
    const larger = 1 / (1 + exponential);
    const smaller = exponential / (1 + exponential);
    out[i] = difference < 0 ? smaller : larger;
    out[i + 1] = difference < 0 ? larger : smaller;
  }
}
