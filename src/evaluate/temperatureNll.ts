import type { FlatLogits } from "../logits/checkLogits.js";

/** The mean negative log-likelihood at one inverse temperature, with its first two derivatives. */
interface NllPoint {
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
}

/** The loss of softmax(beta × logits), convex in beta = 1 / T. */
export interface Nll {
  /** The loss at beta, with as many copies of each text as `counts` says. */
  at(beta: number, counts?: Float64Array): NllPoint;
  /** The slope as beta goes to infinity: the mean lead of the highest logit over the true one. */
  slopeAtEnd(counts?: Float64Array): number;
  /** The mean spread of a row's logits: the size of beta is that of 1 / scale. */
  readonly scale: number;
  readonly texts: number;
}

/** @param each how many rows a text has, all drawn together: one for each label of a label set */
export function nllOf({ data, rows, columns }: FlatLogits, labels: Int32Array, each = 1): Nll {
  const tops = new Float64Array(rows);
  let spread = 0;
  for (let row = 0; row < rows; row++) {
    let [top, least] = [data[row * columns], data[row * columns]];
    for (let i = row * columns + 1; i < (row + 1) * columns; i++) {
      if (data[i] > top) top = data[i];
      else if (data[i] < least) least = data[i];
    }
    tops[row] = top;
    spread += (top - least) / rows;
  }
  const weightOf = (row: number, counts?: Float64Array) =>
    counts === undefined ? 1 : counts[each === 1 ? row : Math.floor(row / each)];

  const at = (beta: number, counts?: Float64Array): NllPoint => {
    let [value, slope, curvature] = [0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const weight = weightOf(row, counts);
      if (weight === 0) continue;
      const start = row * columns;
      let [sum, first, second] = [0, 0, 0];
      for (let i = start; i < start + columns; i++) {
        const behind = data[i] - tops[row];
        const share = Math.exp(beta * behind);
        sum += share;
        first += share * behind;
        second += share * behind * behind;
      }
      const mean = first / sum;
      const behind = data[start + labels[row]] - tops[row];
      value += weight * (Math.log(sum) - beta * behind);
      slope += weight * (mean - behind);
      curvature += weight * (second / sum - mean * mean);
    }
    // Every draw has as many rows as there are.
    return { value: value / rows, slope: slope / rows, curvature: curvature / rows };
  };

  const slopeAtEnd = (counts?: Float64Array) => {
    let lead = 0;
    for (let row = 0; row < rows; row++) {
      lead += (weightOf(row, counts) * (tops[row] - data[row * columns + labels[row]])) / rows;
    }
    return lead;
  };
  return { at, slopeAtEnd, scale: spread, texts: rows / each };
}

/** The minimum along beta, or why there is none. */
interface NllMinimum {
  readonly beta: number | null;
  readonly reason: "minimum" | "separable" | "no better than chance" | "flat";
  readonly gradient: number | null;
  readonly iterations: number;
}

const none = (reason: NllMinimum["reason"]): NllMinimum => ({
  beta: null,
  reason,
  gradient: null,
  iterations: 0,
});

/**
 * A slope of this size beside the spread of the logits may be the rounding of a slope of 0; the best T would be a thousand
 * million times the logits, and lower the loss by less than a double shows.
 */
const rounding = 1e-9;
/** Halvings alone would need about a thousand steps from one end of the numbers to the other. */
const mostSteps = 200;

/** Newton's method between two bounds that always enclose the minimum: a step that leaves them is halved instead. */
export function minimiseNll(loss: Nll, counts?: Float64Array): NllMinimum {
  const { scale } = loss;
  if (scale === 0) return none("flat");
  const start = loss.at(0);
  if (start.curvature === 0) return none("flat");
  const end = loss.slopeAtEnd(counts);
  if (end <= 0) return none("separable");
  if (start.slope >= -rounding * scale) return none("no better than chance");
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let beta = scale > 0.1 && scale < 100 ? 1 : 4 / scale;
  let best = { beta, gradient: Number.POSITIVE_INFINITY };
  let iterations = 0;
  while (iterations < mostSteps) {
    iterations++;
    const { slope, curvature } = loss.at(beta);
    // Along log T, where it doesn't depend on the unit of the logits.
    const gradient = -beta * slope;
    if (Math.abs(gradient) < Math.abs(best.gradient)) best = { beta, gradient };
    if (slope > 0) high = beta;
    else low = beta;
    const step = slope / curvature;
    const isSettled = Math.abs(step) <= 1e-14 * beta && Math.abs(gradient) <= 1e-10;
    if (slope === 0 || isSettled) break;
    let next = beta - step;
    if (!(next > low && next < high)) next = between(low, high, beta);
    if (next === beta) break;
    beta = next;
  }
  if (Math.abs(best.gradient) > 1e-10) return { ...none("no better than chance"), iterations };
  return { beta: best.beta, reason: "minimum", gradient: best.gradient, iterations };
}

function between(low: number, high: number, beta: number): number {
  if (high === Number.POSITIVE_INFINITY) return beta * 4;
  return low === 0 ? beta / 4 : Math.sqrt(low * high);
}
