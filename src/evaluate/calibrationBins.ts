import { describe, listed, quoted } from "../logits/text.js";
import type { Confidences } from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";

/** The libraries whose bins can be had; each has its own, so that each gives its own calibration error. */
export type CalibrationLike =
  | "evaluate"
  | "guo"
  | "mapie"
  | "netcal"
  | "relplot"
  | "sklearn"
  | "torchmetrics";

/** How confidences are sorted into bins. */
interface Convention {
  readonly n_bins: number;
  /** Which end of a bin belongs to it. */
  readonly closed: "left" | "right";
  /** What becomes of a confidence of exactly 1 where bins are closed on the left, or of exactly 0 where on the right. */
  readonly end: "inside" | "own bin" | "dropped";
  /** How the library rounds the edges: i / n, numpy's i * (1 / n), or torch's, from either end. */
  readonly edges: "exact" | "numpy" | "torch";
  /** Whose confidence it takes where there are two classes. */
  readonly ofTwo: "top" | "positive";
}

/** The kit's own: as Guo et al., but a confidence of 0 counts, in the first bin. */
const own: Convention = {
  n_bins: 15,
  closed: "right",
  end: "inside",
  edges: "exact",
  ofTwo: "top",
};

// netcal/metrics/Miscalibration.py, `binning`: `np.histogramdd`; two columns are read as the second alone.
const netcal: Convention = {
  n_bins: 10,
  closed: "left",
  end: "inside",
  edges: "numpy",
  ofTwo: "positive",
};

const conventions: Readonly<Record<CalibrationLike, Convention>> = {
  // huggingface/evaluate #785, the measure proposed there, calls netcal.
  evaluate: netcal,
  // gpleiss/temperature_scaling, temperature_scaling.py, `_ECELoss`: `confidences.gt(lower) * confidences.le(upper)`.
  guo: { n_bins: 15, closed: "right", end: "dropped", edges: "torch", ofTwo: "top" },
  // mapie/metrics/calibration.py, `_calc_bins`: `np.digitize(y_score, np.linspace(0, 1, num_bins), right=True)`.
  mapie: { n_bins: 49, closed: "right", end: "own bin", edges: "numpy", ofTwo: "top" },
  netcal,
  // relplot/metrics.py, `binning`: `(f / bin_size).astype(int)`.
  relplot: { n_bins: 10, closed: "left", end: "own bin", edges: "numpy", ofTwo: "top" },
  // sklearn/calibration.py, `calibration_curve`: `np.searchsorted(bins[1:-1], y_prob)`.
  sklearn: { n_bins: 5, closed: "right", end: "inside", edges: "numpy", ofTwo: "positive" },
  // torchmetrics/functional/classification/calibration_error.py, `_binning_bucketize`: `torch.bucketize(…, right=True) - 1`.
  torchmetrics: { n_bins: 15, closed: "left", end: "own bin", edges: "torch", ofTwo: "positive" },
};

/** Where the edges of the bins lie. */
export interface BinOptions {
  /** Whose bins these are, with its number of bins and its choice of confidence; see {@link calibrationCurve}. */
  like?: CalibrationLike;
  /** How many bins; 15 unless `like` says otherwise. */
  n_bins?: number;
  /**
   * "uniform" (the default): of equal width. "quantile": edges at the quantiles of the confidences, as in scikit-learn.
   * "equal_mass": consecutive groups of equal size, cut from the sorted confidences, ties in the order of the rows.
   */
  strategy?: "uniform" | "quantile" | "equal_mass";
}

/** The names of {@link BinOptions}. */
export const binOptions = ["like", "n_bins", "strategy"] as const;

/** What came to lie in each bin. */
export interface Bins {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly count: Float64Array;
  /** The sum of the confidences. */
  readonly confidence: Float64Array;
  /** The number of hits. */
  readonly hits: Float64Array;
  /** How many confidences there were, those in no bin included. */
  readonly n: number;
}

export function conventionOf(options: BinOptions, caller: string): Convention {
  const { like, n_bins, strategy = "uniform" } = options;
  if (like !== undefined && !Object.hasOwn(conventions, like)) {
    throw new EvaluateError(
      `${caller} needs like to be ${listed(Object.keys(conventions).map(quoted), { last: "or" })}, got ${describe(like)}`,
    );
  }
  if (!["uniform", "quantile", "equal_mass"].includes(strategy)) {
    throw new EvaluateError(
      `${caller} needs strategy to be "uniform", "quantile" or "equal_mass", got ${describe(strategy)}`,
    );
  }
  const convention = like === undefined ? own : conventions[like];
  if (n_bins === undefined) return convention;
  if (!Number.isInteger(n_bins) || n_bins < 1 || n_bins > 1_000_000) {
    throw new EvaluateError(
      `${caller} needs n_bins to be a whole number from 1 to 1000000, got ${describe(n_bins)}`,
    );
  }
  return { ...convention, n_bins };
}

/** Sorts confidences into bins. */
export function sortIntoBins(
  { confidence, hit }: Confidences,
  options: BinOptions,
  caller: string,
): Bins {
  const convention = conventionOf(options, caller);
  if (options.strategy === "equal_mass") return equalMass(confidence, hit, convention.n_bins);
  const { n_bins, closed, end } = convention;
  const edges =
    options.strategy === "quantile" ? quantileEdges(confidence, n_bins) : uniformEdges(convention);
  const bins = emptyBins(edges.slice(0, -1), edges.slice(1), confidence.length);
  const ends = endBin(bins, convention);
  const isRight = closed === "right";
  const endValue = end === "inside" ? Number.NaN : isRight ? 0 : 1;
  const { count, confidence: sums, hits } = bins;
  for (let i = 0; i < confidence.length; i++) {
    const value = confidence[i];
    const bin = value === endValue ? ends : binOf(value, edges, isRight);
    if (bin < 0) continue;
    count[bin]++;
    sums[bin] += value;
    hits[bin] += hit[i];
  }
  return bins;
}

function emptyBins(lower: number[], upper: number[], n: number): Bins {
  const zeros = () => new Float64Array(lower.length + 1);
  return { lower, upper, count: zeros(), confidence: zeros(), hits: zeros(), n };
}

/** The place of the bin that an end of the scale has for itself, after all others; -1 where it is left out. */
function endBin({ lower, upper }: Bins, { n_bins, closed, end }: Convention): number {
  if (end !== "own bin") return -1;
  const value = closed === "right" ? 0 : 1;
  (lower as number[]).push(value);
  (upper as number[]).push(value);
  return n_bins;
}

/** How many inner edges lie below a value: for bins closed on the left, below or at it. */
function binOf(value: number, edges: readonly number[], isRight: boolean): number {
  const last = edges.length - 2;
  // Right at once for edges of equal width, but for rounding, and a search for others.
  const guess = Math.min(last, Math.floor(value * (last + 1)));
  let low = guess > 0 && isBeyond(value, edges[guess], isRight) ? guess : 0;
  let high = guess < last && !isBeyond(value, edges[guess + 1], isRight) ? guess : last;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isBeyond(value, edges[middle], isRight)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function isBeyond(value: number, edge: number, isRight: boolean): boolean {
  return isRight ? edge < value : edge <= value;
}

function uniformEdges({ n_bins, edges }: Convention): number[] {
  const step = 1 / n_bins;
  return Array.from({ length: n_bins + 1 }, (_, i) => {
    if (i === n_bins) return 1;
    if (edges === "numpy") return i * step;
    if (edges === "torch") return i < (n_bins + 1) / 2 ? i * step : 1 - (n_bins - i) * step;
    return i / n_bins;
  });
}

/** numpy's linear quantiles, rounded as numpy does, because a confidence may be an edge. */
function quantileEdges(confidence: Float64Array, n_bins: number): number[] {
  const sorted = confidence.slice().sort();
  const last = sorted.length - 1;
  return Array.from({ length: n_bins + 1 }, (_, i) => {
    const quantile = i === n_bins ? 1 : (i * (1 / n_bins) * 100) / 100;
    const place = last * quantile;
    const below = Math.floor(place);
    const [from, to] = [sorted[below], sorted[Math.min(below + 1, last)]];
    const share = place - below;
    return share < 0.5 ? from + (to - from) * share : to - (to - from) * (1 - share);
  });
}

/** numpy's `array_split` of the sorted confidences: the first groups are one larger where they don't divide evenly. */
function equalMass(confidence: Float64Array, hit: Uint8Array, n_bins: number): Bins {
  const n = confidence.length;
  const order = Uint32Array.from(confidence, (_, i) => i).sort(
    (a, b) => confidence[a] - confidence[b] || a - b,
  );
  const groups = Math.min(n, n_bins);
  const bins = emptyBins([], [], n);
  const sums = { count: [] as number[], confidence: [] as number[], hits: [] as number[] };
  let start = 0;
  for (let bin = 0; bin < groups; bin++) {
    const end = start + Math.floor(n / n_bins) + (bin < n % n_bins ? 1 : 0);
    let [total, hits] = [0, 0];
    for (let i = start; i < end; i++) {
      total += confidence[order[i]];
      hits += hit[order[i]];
    }
    (bins.lower as number[]).push(confidence[order[start]]);
    (bins.upper as number[]).push(confidence[order[end - 1]]);
    sums.count.push(end - start);
    sums.confidence.push(total);
    sums.hits.push(hits);
    start = end;
  }
  return {
    ...bins,
    count: Float64Array.from(sums.count),
    confidence: Float64Array.from(sums.confidence),
    hits: Float64Array.from(sums.hits),
  };
}
