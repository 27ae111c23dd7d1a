import type { FlatLogits } from "../logits/checkLogits.js";

/** The mean negative log-likelihood at one inverse temperature, with its first three derivatives. */
interface NllPoint {
  readonly beta: number;
  readonly value: number;
  readonly slope: number;
  readonly curvature: number;
  readonly bend: number;
}

/**
 * The loss of softmax(beta × logits), convex in beta = 1 / T. All of it is measured in `scale`, so that neither very large nor
 * very small logits lose digits: beta 1 stands for T = scale, and `beta: scale` for the logits as they are.
 */
export interface Nll {
  /** The loss at beta, with as many copies of each text as `counts` says. */
  at(beta: number, counts?: Float64Array): NllPoint;
  /** The slope at beta 0 and as beta goes to infinity, and how far apart the logits of a row lie. */
  ends(counts?: Float64Array): { start: number; end: number; spread: number };
  /** The mean spread of a row's logits. */
  readonly scale: number;
  readonly texts: number;
}

/** The loss of one class for each text, `labels[row]`. */
export function nllOf({ data, rows, columns }: FlatLogits, labels: Int32Array): Nll {
  const tops = new Int32Array(rows);
  let spread = 0;
  for (let row = 0; row < rows; row++) {
    let top = row * columns;
    let least = data[top];
    for (let i = top + 1; i < (row + 1) * columns; i++) {
      if (data[i] > data[top]) top = i;
      else if (data[i] < least) least = data[i];
    }
    tops[row] = top;
    spread += (data[top] - least) / rows;
  }
  const scale = spread || 1;
  const behind = new Float64Array(rows * (columns - 1));
  const lead = new Float64Array(rows);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const top = data[tops[row]];
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (i !== tops[row]) behind[next++] = (data[i] - top) / scale;
    }
    lead[row] = (data[row * columns + labels[row]] - top) / scale;
  }
  return lossOf(behind, lead, scale, 1);
}

/** The loss of label sets, in which each label is a choice between log-odds of 0 and its logit. */
export function nllOfSets({ data, rows, columns }: FlatLogits, labels: ArrayLike<number>): Nll {
  const decisions = rows * columns;
  let spread = 0;
  for (let i = 0; i < decisions; i++) spread += Math.abs(data[i]) / decisions;
  const scale = spread || 1;
  const behind = new Float64Array(decisions);
  const lead = new Float64Array(decisions);
  for (let i = 0; i < decisions; i++) {
    behind[i] = -Math.abs(data[i]) / scale;
    if (labels[i] === 1 ? data[i] < 0 : data[i] > 0) lead[i] = behind[i];
  }
  return lossOf(behind, lead, scale, columns);
}

/**
 * @param behind how far each logit but the highest of its row is below that one
 * @param lead how far the true class's logit is
 * @param each how many rows a text has, all drawn together: one for each label of a label set
 */
function lossOf(behind: Float64Array, lead: Float64Array, scale: number, each: number): Nll {
  const rows = lead.length;
  const width = behind.length / rows;
  const weightOf = (row: number, counts?: Float64Array) =>
    counts === undefined ? 1 : counts[each === 1 ? row : Math.floor(row / each)];

  const at = (beta: number, counts?: Float64Array): NllPoint => {
    let [value, slope, curvature, bend] = [0, 0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const weight = weightOf(row, counts);
      if (weight === 0) continue;
      // The highest logit's share, exp(0), adds nothing to the moments.
      let [sum, first, second, third] = [1, 0, 0, 0];
      for (let i = row * width; i < (row + 1) * width; i++) {
        const distance = behind[i];
        const share = Math.exp(beta * distance);
        sum += share;
        const one = share * distance;
        const two = one * distance;
        first += one;
        second += two;
        third += two * distance;
      }
      const mean = first / sum;
      const square = second / sum;
      value += weight * (Math.log(sum) - beta * lead[row]);
      slope += weight * (mean - lead[row]);
      curvature += weight * (square - mean * mean);
      bend += weight * (third / sum - 3 * mean * square + 2 * mean * mean * mean);
    }
    // Every draw has as many rows as there are.
    return {
      beta,
      value: value / rows,
      slope: slope / rows,
      curvature: curvature / rows,
      bend: bend / rows,
    };
  };

  const ends = (counts?: Float64Array) => {
    let [start, end, spread] = [0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const weight = weightOf(row, counts);
      if (weight === 0) continue;
      let sum = 0;
      for (let i = row * width; i < (row + 1) * width; i++) sum += behind[i];
      start += (weight * (sum / (width + 1) - lead[row])) / rows;
      end -= (weight * lead[row]) / rows;
      spread -= weight * sum;
    }
    return { start, end, spread };
  };
  return { at, ends, scale, texts: rows / each };
}

/** The minimum along beta, or why there is none. */
interface NllMinimum {
  /** The place of the minimum. */
  readonly found: NllPoint | null;
  readonly reason: "minimum" | "separable" | "no better than chance" | "flat";
  /** The slope along log T there. */
  readonly gradient: number | null;
  /** At how many places the loss was computed. */
  readonly iterations: number;
}

const none = (reason: NllMinimum["reason"], iterations = 0): NllMinimum => ({
  found: null,
  reason,
  gradient: null,
  iterations,
});

/**
 * A slope of this size beside the spread of the logits may be the rounding of a slope of 0; the best T would be a thousand
 * million times the logits, and lower the loss by less than a double shows.
 */
const rounding = 1e-9;
/** Halvings alone would need about a thousand steps from one end of the numbers to the other. */
const mostSteps = 200;

/**
 * Halley's method, which is Newton's with one more derivative, between two bounds that always enclose the minimum: a step that
 * leaves them is halved instead.
 *
 * @param from where to begin
 */
export function minimiseNll(loss: Nll, from: NllPoint, counts?: Float64Array): NllMinimum {
  const { start, end, spread } = loss.ends(counts);
  if (spread === 0) return none("flat");
  if (end <= 0) return none("separable");
  if (start >= -rounding) return none("no better than chance");
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let point = from;
  let best = point;
  let iterations = 1;
  // Along log T, where it doesn't depend on the unit of the logits.
  const gradientOf = ({ beta, slope }: NllPoint) => -beta * slope;
  while (iterations < mostSteps) {
    const { beta, slope, curvature, bend } = point;
    const size = Math.abs(gradientOf(point));
    if (size < Math.abs(gradientOf(best))) best = point;
    if (slope === 0) break;
    if (slope > 0) high = beta;
    else low = beta;
    const newton = slope / curvature;
    if (size <= 1e-10 && (Math.abs(newton) <= 1e-10 * beta || point !== best)) break;
    let next = beta - newton / (1 - (newton * bend) / (2 * curvature));
    if (!(next > low && next < high)) next = beta - newton;
    if (!(next > low && next < high)) next = between(low, high, beta);
    if (next === beta) break;
    point = loss.at(next, counts);
    iterations++;
  }
  const gradient = gradientOf(best);
  if (!(Math.abs(gradient) <= 1e-10)) return none("no better than chance", iterations);
  return { found: best, reason: "minimum", gradient, iterations };
}

function between(low: number, high: number, beta: number): number {
  if (high === Number.POSITIVE_INFINITY) return beta * 4;
  return low === 0 ? beta / 4 : Math.sqrt(low * high);
}
