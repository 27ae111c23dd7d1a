import { describe, listed, quoted } from "../logits/text.js";
import type { Confidences } from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import type { AnswerSink } from "./topAnswers.js";

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
export interface Convention {
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
  const bins =
    options.strategy === "quantile"
      ? new FixedBins(quantileEdges(confidence, convention.n_bins), convention)
      : uniformBins(convention);
  for (let i = 0; i < confidence.length; i++) bins.add(confidence[i], hit[i] === 1);
  return bins;
}

/** Empty bins of equal width. */
export function uniformBins(convention: Convention): Bins & AnswerSink {
  return new FixedBins(uniformEdges(convention), convention);
}

/** Bins whose edges are known before the confidences come, one after the other. */
class FixedBins implements Bins, AnswerSink {
  readonly lower: number[];
  readonly upper: number[];
  readonly count: Float64Array;
  readonly confidence: Float64Array;
  readonly hits: Float64Array;
  n = 0;
  readonly #edges: Float64Array;
  readonly #isRight: boolean;
  /** The end of the scale that belongs to no bin between two edges; NaN where both belong to one. */
  readonly #endValue: number;
  /** The place of the bin that this end has for itself, after all others; -1 where it is left out. */
  readonly #endBin: number;

  constructor(edges: readonly number[], { closed, end }: Convention) {
    const n_bins = edges.length - 1;
    const value = closed === "right" ? 0 : 1;
    const own = end === "own bin" ? [value] : [];
    this.lower = [...edges.slice(0, -1), ...own];
    this.upper = [...edges.slice(1), ...own];
    this.count = new Float64Array(n_bins + 1);
    this.confidence = new Float64Array(n_bins + 1);
    this.hits = new Float64Array(n_bins + 1);
    this.#edges = Float64Array.from(edges);
    this.#isRight = closed === "right";
    this.#endValue = end === "inside" ? Number.NaN : value;
    this.#endBin = end === "own bin" ? n_bins : -1;
  }

  add(confidence: number, isHit: boolean): void {
    this.n++;
    const isEnd = confidence === this.#endValue;
    const bin = isEnd ? this.#endBin : binOf(confidence, this.#edges, this.#isRight);
    if (bin < 0) return;
    this.count[bin]++;
    this.confidence[bin] += confidence;
    if (isHit) this.hits[bin]++;
  }
}

/** How many inner edges lie below a value: for bins closed on the left, below or at it. */
function binOf(value: number, edges: Float64Array, isRight: boolean): number {
  const last = edges.length - 2;
  // Right at once for edges of equal width, but for rounding.
  const guess = Math.min(last, Math.floor(value * (last + 1)));
  const isLower = guess > 0 && !isBeyond(value, edges[guess], isRight);
  const isUpper = guess < last && isBeyond(value, edges[guess + 1], isRight);
  if (!isLower && !isUpper) return guess;
  let [low, high] = isLower ? [0, guess - 1] : [guess + 1, last];
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
  const bins = { lower: [] as number[], upper: [] as number[] };
  const sums = { count: [] as number[], confidence: [] as number[], hits: [] as number[] };
  let start = 0;
  for (let bin = 0; bin < groups; bin++) {
    const end = start + Math.floor(n / n_bins) + (bin < n % n_bins ? 1 : 0);
    let [total, hits] = [0, 0];
    for (let i = start; i < end; i++) {
      total += confidence[order[i]];
      hits += hit[order[i]];
    }
    bins.lower.push(confidence[order[start]]);
    bins.upper.push(confidence[order[end - 1]]);
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
    n,
  };
}
