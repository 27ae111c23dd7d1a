import { checkOptions } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import {
  isMultiLabel,
  readLabelProbabilities,
  readProbabilities,
  type ScoresBatch,
  type ScoresOptions,
  scoresOptions,
  type Truth,
} from "./confidences.js";
import { EvaluateError } from "./EvaluateError.js";
import { checkWeights, rank } from "./ranking.js";
import { refuseArguments } from "./refuseArguments.js";

/** How the areas of several classes become one. */
export interface RocAucOptions extends ScoresOptions {
  /**
   * "ovr" (the default): each class against all others. "ovo": each pair of classes by itself, which their sizes don't change.
   */
  multi_class?: "ovr" | "ovo";
  /** "macro" (the default): the mean. "weighted": by the number of texts. "micro": all decisions in one ranking, not for "ovo". */
  average?: "macro" | "weighted" | "micro";
  /** How much each text counts, `[n]`, 0 or more; not for "ovo". */
  sample_weight?: ArrayLike<number>;
}

const known = ["multi_class", "average", "sample_weight", ...scoresOptions];

/**
 * Returns the area under the ROC curve: how often a text of the class scores higher than another one, ties counted half.
 *
 * It depends on the order of the scores alone: no temperature changes it for two classes, and it says nothing about calibration.
 *
 * @param label_ids the true classes, `[n]`, or label sets with `problem_type: "multi_label_classification"`
 * @param scores a batch `[n, k]` of logits or probabilities
 * @returns from 0 to 1; 0.5 is a random order. Of two classes the area of class 1
 * @throws {EvaluateError} when labels and scores don't fit, a class has no text or all of them, or an option is unknown
 *
 * @example
 * rocAuc([0, 0, 1, 1], [[0.9, 0.1], [0.6, 0.4], [0.65, 0.35], [0.2, 0.8]]) // 0.75
 *
 * @see scikit-learn's `roc_auc_score`; Hand and Till (2001) for "ovo", https://doi.org/10.1023/A:1010920819831
 */
export function rocAuc(
  label_ids: Truth,
  scores: ScoresBatch,
  options: RocAucOptions = {},
  ...more: never[]
): number {
  const caller = "rocAuc";
  refuseArguments(caller, more, {});
  const instead = { max_fpr: "the whole area is measured", labels: "write the names as id2label" };
  checkOptions(caller, options, { known, instead, ErrorType: EvaluateError });
  const { multi_class = "ovr", average = "macro" } = options;
  if (multi_class !== "ovr" && multi_class !== "ovo") {
    throw new EvaluateError(
      `${caller} needs multi_class to be "ovr" or "ovo", got ${describe(multi_class)}`,
    );
  }
  if (!["macro", "weighted", "micro"].includes(average)) {
    throw new EvaluateError(
      `${caller} needs average to be "macro", "weighted" or "micro", got ${describe(average)}`,
    );
  }
  const isSets = isMultiLabel(options, caller);
  const read = isSets
    ? readLabelProbabilities(label_ids, scores, caller, options)
    : readProbabilities(label_ids, scores, caller, options);
  const { rows, columns, labels, data } = read;
  const isOf = isSets
    ? (row: number, column: number) => labels[row * columns + column]
    : (row: number, column: number) => (labels[row] === column ? 1 : 0);
  const weights = checkWeights(options.sample_weight, rows, caller);
  if (multi_class === "ovo") {
    if (isSets || average === "micro" || weights) {
      throw new EvaluateError(
        `${caller} compares pairs of classes ("ovo") without ${isSets ? "label sets" : weights ? "sample_weight" : 'average "micro"'}: use "ovr"`,
      );
    }
    return pairwise(data, rows, columns, labels as Int32Array, average === "weighted", caller);
  }
  const column = (k: number) => columnOf(data, rows, columns, k);
  const truth = (k: number) => {
    const hit = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) hit[row] = isOf(row, k);
    return hit;
  };
  if (!isSets && columns === 2) return area(column(1), truth(1), weights, "class 1", caller);
  if (average === "micro") {
    const hit = new Uint8Array(data.length);
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < columns; k++) hit[row * columns + k] = isOf(row, k);
    }
    const each = weights && Float64Array.from(hit, (_, i) => weights[Math.floor(i / columns)]);
    return area(data, hit, each, "all classes", caller);
  }
  let [sum, total] = [0, 0];
  for (let k = 0; k < columns; k++) {
    const hit = truth(k);
    let size = 1;
    if (average === "weighted") size = hit.reduce((s, h, row) => s + h * (weights?.[row] ?? 1), 0);
    sum += size * area(column(k), hit, weights, `class ${k}`, caller);
    total += size;
  }
  return sum / total;
}

function columnOf(data: Float64Array, rows: number, columns: number, k: number): Float64Array {
  const column = new Float64Array(rows);
  for (let row = 0; row < rows; row++) column[row] = data[row * columns + k];
  return column;
}

/** The trapezia under the curve. */
function area(
  scores: ArrayLike<number>,
  hit: ArrayLike<number>,
  weights: ArrayLike<number> | undefined,
  name: string,
  caller: string,
): number {
  const { found, false_alarms } = rank(scores, hit, weights);
  const positives = found[found.length - 1];
  const negatives = false_alarms[false_alarms.length - 1];
  if (positives === 0 || negatives === 0) {
    throw new EvaluateError(
      `${caller} needs texts of each class and others: ${name} has ${positives === 0 ? "none" : "all of them"}`,
    );
  }
  let [sum, beforeFound, beforeFalse] = [0, 0, 0];
  for (let i = 0; i < found.length; i++) {
    sum += ((found[i] + beforeFound) / 2) * (false_alarms[i] - beforeFalse);
    [beforeFound, beforeFalse] = [found[i], false_alarms[i]];
  }
  return sum / positives / negatives;
}

/** The mean over the pairs of classes, each from both sides. */
function pairwise(
  data: Float64Array,
  rows: number,
  columns: number,
  labels: Int32Array,
  isWeighted: boolean,
  caller: string,
): number {
  let [sum, total] = [0, 0];
  for (let a = 0; a < columns; a++) {
    for (let b = a + 1; b < columns; b++) {
      const members: number[] = [];
      for (let row = 0; row < rows; row++) {
        if (labels[row] === a || labels[row] === b) members.push(row);
      }
      const side = (k: number) =>
        area(
          members.map((row) => data[row * columns + k]),
          members.map((row) => (labels[row] === k ? 1 : 0)),
          undefined,
          `the pair of classes ${a} and ${b}: class ${k}`,
          caller,
        );
      const size = isWeighted ? members.length : 1;
      if (members.length === 0) {
        throw new EvaluateError(
          `${caller} needs texts of each class: classes ${a} and ${b} have none`,
        );
      }
      sum += (size * (side(a) + side(b))) / 2;
      total += size;
    }
  }
  return sum / total;
}
