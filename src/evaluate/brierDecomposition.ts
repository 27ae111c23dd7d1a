import { checkOptions } from "../logits/checks.js";
import { type BinOptions, binOptions, conventionOf, sortIntoBins } from "./calibrationBins.js";
import {
  type Confidences,
  isMultiLabel,
  readConfidences,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";

/** A Brier score in parts, so that score = reliability - resolution + uncertainty + within_bins. */
export interface BrierParts {
  /** As `brierScore` gives it: halved for two classes, the sum over the classes for more; for label sets the mean over labels. */
  readonly score: number;
  /** What probabilities cost that are not how often it was so: the square of the calibration error. 0 is best. */
  readonly reliability: number;
  /** How far the bins' shares lie from the overall one: what the model tells apart. The more the better. */
  readonly resolution: number;
  /** What the overall share would cost if it were always said; it belongs to the texts, not to the model. */
  readonly uncertainty: number;
  /** What the other three leave out, because the probabilities in a bin differ; 0 where all in a bin are equal. */
  readonly within_bins: number;
}

const known = [...binOptions, ...scoresOptions];
const instead = {
  bins: "write n_bins",
  of: "each class is measured by itself",
  scale_by_half: "it is halved for two classes only",
};

/**
 * Splits the Brier score into what calibration costs (reliability), what telling texts apart saves (resolution), and what the
 * task costs anybody (uncertainty), in bins of probability.
 *
 * `isotonicReliability` gives such parts without bins.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits, or of probabilities (see `function_to_apply`)
 * @throws {EvaluateError} when labels and scores don't fit, a number is NaN, or an option is unknown
 *
 * @example
 * const scores = [[0.2, 0.8], [0.2, 0.8], [0.2, 0.8], [0.9, 0.1]];
 * brierDecomposition([1, 1, 0, 0], scores)
 * // { score: 0.1825, reliability: 0.0158, resolution: 0.0833, uncertainty: 0.25, within_bins: 0 }
 *
 * @see Murphy (1973), https://doi.org/10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2; Stephenson, Coelho and Jolliffe (2008),
 *   https://doi.org/10.1175/2007WAF2006116.1, for what lies within bins
 */
export function brierDecomposition(
  label_ids: Truth,
  scores: ScoresBatch,
  options: BinOptions & ScoresOptions = {},
  ...more: never[]
): BrierParts {
  const caller = "brierDecomposition";
  refuseArguments(caller, more, instead);
  checkOptions(caller, options, { known, instead, ErrorType: EvaluateError });
  conventionOf(options, caller);
  const each = readConfidences(label_ids, scores, caller, options, "each");
  const isSets = isMultiLabel(options, caller);
  // Of two classes either says the same.
  const counted = !isSets && each.length === 2 ? each.slice(1) : each;
  const parts = counted.map((one) => partsOf(one, options, caller));
  const share = isSets ? 1 / counted.length : 1;
  const all = (name: keyof BrierParts) => parts.reduce((sum, of) => sum + share * of[name], 0);
  return {
    score: all("score"),
    reliability: all("reliability"),
    resolution: all("resolution"),
    uncertainty: all("uncertainty"),
    within_bins: all("within_bins"),
  };
}

function partsOf(measured: Confidences, options: BinOptions, caller: string): BrierParts {
  const { confidence, hit } = measured;
  const n = confidence.length;
  let [score, hits] = [0, 0];
  for (let i = 0; i < n; i++) {
    score += (confidence[i] - hit[i]) ** 2 / n;
    hits += hit[i];
  }
  const base = hits / n;
  const bins = sortIntoBins(measured, options, caller);
  let [reliability, resolution] = [0, 0];
  for (let bin = 0; bin < bins.count.length; bin++) {
    const count = bins.count[bin];
    if (count === 0) continue;
    reliability += ((bins.confidence[bin] - bins.hits[bin]) / count) ** 2 * (count / n);
    resolution += (bins.hits[bin] / count - base) ** 2 * (count / n);
  }
  const uncertainty = base * (1 - base);
  const within_bins = score - (reliability - resolution + uncertainty);
  return { score, reliability, resolution, uncertainty, within_bins };
}
