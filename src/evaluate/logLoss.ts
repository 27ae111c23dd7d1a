import type { FlatLogits } from "../logits/checkLogits.js";
import { checkOptions } from "../logits/checks.js";
import { type LogitsBatch, type LogitsTensor, rowOf } from "../logits/Logits.js";
import { logSoftmax } from "../logits/logSoftmax.js";
import { describe } from "../logits/text.js";
import {
  checkLabelledScores,
  checkProbabilities,
  type NamesOption,
  notOfScores,
} from "./checks.js";
import type { ClassIds } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";

/** How `logLoss` treats probabilities of 0 and 1. */
interface LogLossOptions extends NamesOption {
  /**
   * Probabilities are moved into [clip, 1 - clip], so that a single 0 doesn't make the mean infinite. The default is 2⁻⁵²
   * (2.2e-16), as in scikit-learn for double precision: a probability of 0 then costs 36 nats. With `clip: 0` it costs
   * `Infinity`.
   */
  clip?: number;
}

/**
 * Returns the mean of -log p over the rows, where p is the probability given to the true class: the surprise, in nats.
 *
 * 0 means sure and right; log k is a guess among k classes; a confident mistake costs a lot. `crossEntropy` gives the
 * same directly from logits, without clipping.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param probabilities a batch `[n, k]`, each row summing to 1 (to 0.001): `softmax(logits)`
 * @returns nats per row, 0 or more
 * @throws {EvaluateError} when the lists differ in length or are empty, a number is NaN or negative, a row doesn't sum
 *   to 1, a label is outside the k classes or has two readings, or an option is unknown
 *
 * @example
 * logLoss([1, 0], [[0.1, 0.9], [0.6, 0.4]]) // 0.3081: -(log 0.9 + log 0.6) / 2
 *
 * @see scikit-learn's `log_loss`
 */
export function logLoss(
  label_ids: ClassIds,
  probabilities: LogitsBatch | LogitsTensor,
  options: LogLossOptions = {},
  ...more: never[]
): number {
  refuseArguments("logLoss", more, notOfScores.instead);
  checkOptions("logLoss", options, { ...notOfScores, known: ["clip", "id2label"] });
  const { clip = 2 ** -52 } = options;
  if (typeof clip !== "number" || !(clip >= 0 && clip < 0.5)) {
    throw new EvaluateError(
      `logLoss needs clip to be a number of at least 0 and below 0.5, got ${describe(clip)}`,
    );
  }
  const { data, columns, labels } = checkProbabilities(
    label_ids,
    probabilities,
    "logLoss",
    options,
  );
  let loss = 0;
  for (let row = 0; row < labels.length; row++) {
    const probability = data[row * columns + labels[row]];
    loss -= Math.log(Math.min(Math.max(probability, clip), 1 - clip));
  }
  return loss / labels.length;
}

/**
 * Returns the mean of -log softmax(logits)[label] over the rows: the loss that a classifier is trained on, and the
 * `test_loss` that `trainer.predict` reports, in nats.
 *
 * Nothing is clipped: a class 1000 log-odds behind costs 1000 nats. Where the labels' source and the logits both know the
 * names of the classes, they are matched by name.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param logits a batch `[n, k]`, in log-odds
 * @returns nats per row, 0 or more
 * @throws {EvaluateError} when the lists differ in length or are empty, a number isn't finite, or a label is outside the
 *   k classes or has two readings
 *
 * @example
 * crossEntropy([1, 2], [[1, 2, 0.5], [-1, 0, 2]]) // 0.3171
 *
 * @see PyTorch's `torch.nn.functional.cross_entropy`
 */
export function crossEntropy(
  label_ids: ClassIds,
  logits: LogitsBatch | LogitsTensor,
  options: NamesOption = {},
  ...more: never[]
): number {
  refuseArguments("crossEntropy", more, notOfScores.instead);
  checkOptions("crossEntropy", options, { ...notOfScores, known: ["id2label"] });
  const noun = ["logit", "logits"] as const;
  const labelled = checkLabelledScores(
    label_ids,
    logits,
    "crossEntropy",
    noun,
    options,
    checkFinite,
  );
  const { data, columns, labels } = labelled;
  let loss = 0;
  for (let row = 0; row < labels.length; row++) {
    loss -= logSoftmax(rowOf(data, row, columns))[labels[row]];
  }
  return loss / labels.length;
}

function checkFinite({ data, rows, columns }: FlatLogits): void {
  for (let i = 0; i < rows * columns; i++) {
    if (Number.isFinite(data[i])) continue;
    throw new EvaluateError(
      `crossEntropy needs finite logits: row ${Math.floor(i / columns)}, column ${i % columns} is ${data[i]}`,
    );
  }
}

/** The scale of the Brier score. */
interface BrierOptions extends NamesOption {
  /** Whether to halve it, from 0…2 to 0…1. "auto" (the default, as in scikit-learn) halves it for two classes only. */
  scale_by_half?: boolean | "auto";
}

/**
 * Returns the mean squared distance between the probabilities and the truth (1 for the true class, 0 for the others).
 *
 * It punishes a confident mistake less than log loss does: the worst score is 2, or 1 when halved.
 *
 * @param label_ids the true classes, `[n]`: indices, names or a `Dataset`; rows without a label (-100) are left out
 * @param probabilities a batch `[n, k]`, each row summing to 1 (to 0.001): `softmax(logits)`
 * @returns from 0 (sure and right) to 1 for two classes, or to 2 for more
 * @throws {EvaluateError} when the lists differ in length or are empty, a number is NaN or negative, a row doesn't sum
 *   to 1, a label is outside the k classes or has two readings, or an option is unknown
 *
 * @example
 * brierScore([1, 0], [[0.1, 0.9], [0.6, 0.4]]) // 0.085: (0.1² + 0.4²) / 2
 *
 * @see Brier (1950), https://doi.org/10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; scikit-learn's `brier_score_loss`
 */
export function brierScore(
  label_ids: ClassIds,
  probabilities: LogitsBatch | LogitsTensor,
  options: BrierOptions = {},
  ...more: never[]
): number {
  refuseArguments("brierScore", more, notOfScores.instead);
  checkOptions("brierScore", options, { ...notOfScores, known: ["scale_by_half", "id2label"] });
  const { scale_by_half = "auto" } = options;
  if (scale_by_half !== "auto" && typeof scale_by_half !== "boolean") {
    throw new EvaluateError(
      `brierScore needs scale_by_half to be true, false or "auto", got ${describe(scale_by_half)}`,
    );
  }
  const { data, columns, labels } = checkProbabilities(
    label_ids,
    probabilities,
    "brierScore",
    options,
  );
  let distance = 0;
  for (let row = 0; row < labels.length; row++) {
    for (let column = 0; column < columns; column++) {
      const truth = column === labels[row] ? 1 : 0;
      distance += (data[row * columns + column] - truth) ** 2;
    }
  }
  const isHalved = scale_by_half === "auto" ? columns === 2 : scale_by_half;
  return distance / labels.length / (isHalved ? 2 : 1);
}
