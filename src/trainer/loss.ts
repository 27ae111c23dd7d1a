import { checkLogits } from "../logits/checkLogits.js";
import { checkOptions, refuseNaN } from "../logits/checks.js";
import { type ClassifierConfig, type ProblemType, problemTypes } from "../logits/config.js";
import { noLabel } from "../logits/labelColumn.js";
import { logSoftmax } from "../logits/logSoftmax.js";
import { logSigmoid, sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import { describe } from "../logits/text.js";
import type { LabelIds } from "./PredictionOutput.js";
import { TrainerError } from "./TrainerError.js";

/** What kind of problem the model is trained for; if its config doesn't say, Transformers' guess from the labels. */
export function problemTypeOf(
  { problem_type, num_labels }: Pick<ClassifierConfig, "problem_type" | "num_labels">,
  values: readonly unknown[],
): ProblemType {
  if (problem_type !== null) return problem_type as ProblemType;
  if (num_labels === 1) return "regression";
  return Array.isArray(values[0]) ? "multi_label_classification" : "single_label_classification";
}

/** Which loss it is, and what changes cross-entropy, with PyTorch's meanings. */
export interface LossOptions {
  /** Default: regression for one logit per row, several labels for labels that are lists, otherwise a single label. */
  readonly problem_type?: ProblemType | (string & {}) | null;
  /** How much each class counts, by class index, `[labels]`: PyTorch's `weight`. Default: 1 each. */
  readonly class_weights?: readonly number[] | undefined;
  /** The part of the truth, 0 to 1, that is spread over all classes. Default: 0. */
  readonly label_smoothing?: number | undefined;
}

/** The loss of a run, checked and complete. */
export interface Loss extends LossOptions {
  readonly problem_type: ProblemType;
}

/**
 * The mean loss of a batch of logits `[n, labels]`: cross-entropy (in nats), binary cross-entropy or squared error, as
 * Transformers' sequence classifiers compute it.
 *
 * Cross-entropy also takes class weights, label smoothing and soft labels (a row of probabilities for each text), and
 * ignores texts with the label -100: all as PyTorch's `CrossEntropyLoss`, whose mean over weighted texts divides by the sum
 * of their weights, but over soft labels by the number of texts.
 *
 * @param problem a problem type, or {@link LossOptions}
 * @throws {TrainerError} for a label that can't be, an unknown problem type, and labels, weights and logits that don't fit
 *
 * @example
 * classificationLoss([[1, 2, 0.5]], [1], "single_label_classification") // 0.4644: -ln(0.6285)
 * classificationLoss([[1, 2, 0.5]], [1], { label_smoothing: 0.1 }) // 0.5477
 * classificationLoss([[1, 2], [0, 3]], [0, 1], { class_weights: [3, 1] }) // 0.9971
 * classificationLoss([[1, 2, 0.5]], [[0.2, 0.7, 0.1]], "single_label_classification") // 0.8144: soft labels
 */
export function classificationLoss(
  logits: readonly ArrayLike<number>[],
  labels: LabelIds,
  problem: ProblemType | LossOptions = {},
): number {
  return checkedLoss("classificationLoss", logits, labels, problem);
}

/** The same for another function, which its errors name. */
export function checkedLoss(
  caller: string,
  logits: readonly ArrayLike<number>[],
  labels: LabelIds,
  problem: ProblemType | LossOptions,
): number {
  const options = typeof problem === "string" ? { problem_type: problem } : problem;
  checkOptions(caller, options, lossOptions);
  const flat = checkLogits(logits, caller);
  refuseNaN(flat, caller);
  const { data, rows, columns } = flat;
  const batch = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => data[row * columns + column]),
  );
  const values = checkCount(caller, labels, rows);
  const { problem_type = null, class_weights } = options;
  const loss: Loss = {
    ...options,
    problem_type: checkProblemType(
      caller,
      problemTypeOf({ problem_type, num_labels: columns }, values),
    ),
  };
  checkLoss(caller, loss, columns);
  const targets = values.map((value, row) =>
    checkTarget(`${caller}: row ${row}`, value, loss, columns),
  );
  if (new Set(targets.map(Array.isArray)).size > 1) {
    const row = targets.findIndex((target) => Array.isArray(target) !== Array.isArray(targets[0]));
    throw new TrainerError(
      `${caller} needs labels of one kind: row 0 has ${describe(values[0])}, row ${row} has ${describe(values[row])}`,
    );
  }
  const counts = (target: number | number[]) =>
    Array.isArray(target) || (target !== noLabel && (class_weights?.[target] ?? 1) > 0);
  if (loss.problem_type === "single_label_classification" && !targets.some(counts)) {
    throw new TrainerError(
      `${caller} needs at least one label that counts: each of the ${rows} is -100${class_weights ? " or of a class with weight 0" : ""}`,
    );
  }
  return batchLoss(batch, targets as LabelIds, loss);
}

const lossOptions = {
  known: ["problem_type", "class_weights", "label_smoothing"],
  instead: {
    weight: "write class_weights",
    reduction: "it is always the mean; average the losses of single rows yourself for another one",
    ignore_index: "the label to ignore is always -100",
    pos_weight:
      "weigh the labels' losses yourself; class_weights are for models that choose one class",
  },
  ErrorType: TrainerError,
};

/** @throws {TrainerError} for a problem type that Transformers doesn't know */
export function checkProblemType(caller: string, problem_type: unknown): ProblemType {
  if (problemTypes.includes(problem_type as string)) return problem_type as ProblemType;
  throw new TrainerError(
    `${caller} needs problem_type to be ${problemTypes.map((type) => `"${type}"`).join(" or ")}, got ${describe(problem_type)}`,
  );
}

/** @throws {TrainerError} for class weights or a label smoothing that the loss can't have */
export function checkLoss(caller: string, loss: Loss, columns: number): void {
  const { problem_type, class_weights, label_smoothing = 0 } = loss;
  if (typeof label_smoothing !== "number" || !(label_smoothing >= 0 && label_smoothing <= 1)) {
    throw new TrainerError(
      `${caller} needs label_smoothing to be a number from 0 to 1, got ${describe(label_smoothing)}`,
    );
  }
  const isSingle = problem_type === "single_label_classification";
  if (!isSingle && (class_weights !== undefined || label_smoothing > 0)) {
    const name = class_weights === undefined ? "label_smoothing" : "class_weights";
    throw new TrainerError(
      `${caller} has ${name} only for a model that chooses one class; this problem_type is "${problem_type}", so leave it out`,
    );
  }
  if (class_weights === undefined) return;
  const isList = Array.isArray(class_weights) || ArrayBuffer.isView(class_weights);
  const weights: unknown[] = isList ? Array.from(class_weights) : [];
  const isWeight = (weight: unknown) => Number.isFinite(weight) && (weight as number) >= 0;
  if (isList && weights.length === columns && weights.every(isWeight)) return;
  const wrong = weights.findIndex((weight) => !isWeight(weight));
  const got =
    !isList || weights.length !== columns
      ? describe(class_weights)
      : `${describe(weights[wrong])} for class ${wrong}`;
  throw new TrainerError(
    `${caller} needs class_weights to be a list of ${columns} numbers of at least 0, one for each class, got ${got}`,
  );
}

function checkCount(caller: string, labels: unknown, rows: number): unknown[] {
  if (!Array.isArray(labels) && !ArrayBuffer.isView(labels)) {
    throw new TrainerError(`${caller} needs a list of labels, got ${describe(labels)}`);
  }
  const values = Array.from(labels as ArrayLike<unknown>);
  if (values.length === rows) return values;
  throw new TrainerError(
    `${caller} needs one label for each row: ${rows} rows of logits, ${values.length} labels`,
  );
}

/** A label as the loss computes with it: a class index, or a number for each class. */
function checkTarget(place: string, label: unknown, { problem_type }: Loss, columns: number) {
  const value = typeof label === "bigint" ? Number(label) : label;
  if (problem_type === "single_label_classification") {
    return typeof value === "number"
      ? checkClass(place, value, columns)
      : checkShares(place, value, columns);
  }
  const numbers = Array.isArray(value) || ArrayBuffer.isView(value) ? toNumbers(value) : [value];
  const isMulti = problem_type === "multi_label_classification";
  const isOne = (one: unknown) =>
    Number.isFinite(one) && (!isMulti || ((one as number) >= 0 && (one as number) <= 1));
  if (numbers.length === columns && numbers.every(isOne)) return numbers as number[];
  const needs = isMulti ? "0 or 1 (or a number between)" : "a number";
  const each = columns === 1 ? needs : `${needs} for each of the ${columns} logits`;
  const wrong =
    numbers.length === columns && columns > 1 ? numbers.find((one) => !isOne(one)) : label;
  throw new TrainerError(`${place} needs ${each} as its label, got ${describe(wrong)}`);
}

function checkClass(place: string, value: number, columns: number): number {
  if (value === noLabel) return value;
  if (Number.isInteger(value) && value >= 0 && value < columns) return value;
  throw new TrainerError(
    `${place} has the label ${value}, but with ${columns} logits the classes are 0 to ${columns - 1}; -100 is a row to ignore`,
  );
}

/** Soft labels; shares that were rounded to two decimals still count as a sum of 1. */
export function checkShares(place: string, value: unknown, columns: number): number[] {
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  const shares = isList ? toNumbers(value) : [];
  const isShare = (share: unknown) => Number.isFinite(share) && (share as number) >= 0;
  if (shares.length !== columns || !shares.every(isShare)) {
    throw new TrainerError(
      `${place} needs a class from 0 to ${columns - 1}, or a list of ${columns} probabilities, as its label, got ${describe(value)}`,
    );
  }
  const sum = (shares as number[]).reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) <= 0.005 * columns + 1e-9) return shares as number[];
  throw new TrainerError(
    `${place} has soft labels that sum to ${Number(sum.toFixed(4))}, not 1: give the probability of each class`,
  );
}

function toNumbers(list: object): unknown[] {
  return Array.from(list as ArrayLike<unknown>, (one) =>
    typeof one === "bigint" ? Number(one) : one,
  );
}

/** {@link classificationLoss} of what is known to fit; NaN if no row counts, as in PyTorch. */
export function batchLoss(
  logits: readonly (readonly number[])[],
  labels: LabelIds,
  loss: Loss,
): number {
  const { problem_type } = loss;
  if (problem_type === "single_label_classification") return crossEntropy(logits, labels, loss);
  const rowLosses = logits.map((row, i) => {
    const target = [labels[i] ?? []].flat();
    return problem_type === "regression" ? squaredError(row, target) : binaryEntropy(row, target);
  });
  return mean(rowLosses);
}

function crossEntropy(
  logits: readonly (readonly number[])[],
  labels: LabelIds,
  loss: LossOptions,
): number {
  let sum = 0;
  let weights = 0;
  logits.forEach((row, i) => {
    const label = labels[i];
    if (label === noLabel) return;
    const targets = weightedTargets(label, row.length, loss);
    const surprises = logSoftmax([...row]);
    // A class without a share counts for nothing, even where its log-probability is -Infinity.
    const rowLoss = targets.reduce(
      (total, q, k) => (q === 0 ? total : total - q * surprises[k]),
      0,
    );
    sum += inSingleRange(rowLoss);
    weights += weightOf(label, loss);
  });
  return sum / weights;
}

/** The true share of each class, smoothed, times its weight. */
function weightedTargets(
  label: number | number[],
  columns: number,
  { class_weights, label_smoothing = 0 }: LossOptions,
): number[] {
  return Array.from({ length: columns }, (_, k) => {
    const share = Array.isArray(label) ? label[k] : Number(label === k);
    return (class_weights?.[k] ?? 1) * ((1 - label_smoothing) * share + label_smoothing / columns);
  });
}

/** What a row adds to the divisor of the mean: its class's weight, or 1 for soft labels. */
function weightOf(label: number | number[], { class_weights }: LossOptions): number {
  return Array.isArray(label) ? 1 : (class_weights?.[label] ?? 1);
}

function binaryEntropy(row: readonly number[], target: readonly number[]): number {
  const inside = logSigmoid([...row]);
  const outside = logSigmoid(row.map((logit) => -logit));
  return mean(row.map((_, k) => -(target[k] * inside[k] + (1 - target[k]) * outside[k])));
}

function squaredError(row: readonly number[], target: readonly number[]): number {
  return mean(row.map((value, k) => (value - target[k]) ** 2));
}

/** Infinite if it would be so in single precision, in which PyTorch computes it; otherwise unchanged. */
function inSingleRange(loss: number): number {
  return Number.isFinite(Math.fround(loss)) ? loss : Number.POSITIVE_INFINITY;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * How the mean loss of a batch changes with each of its logits, `[n, labels]`.
 *
 * For cross-entropy it is (probability - truth) / n: the whole of learning is in this one difference. A batch in which no
 * row counts changes nothing.
 *
 * @example
 * lossGradient([[1, 2, 0.5]], [1], { problem_type: "single_label_classification" })
 * // [[0.2312, -0.3715, 0.1402]]
 */
export function lossGradient(
  logits: readonly number[][],
  labels: LabelIds,
  loss: Loss,
): number[][] {
  const { problem_type } = loss;
  if (problem_type === "single_label_classification") {
    const isCounted = (label: number | number[]) => label !== noLabel;
    const weights = (labels as (number | number[])[])
      .filter(isCounted)
      .reduce<number>((sum, label) => sum + weightOf(label, loss), 0);
    return logits.map((row, i) => {
      if (!isCounted(labels[i]) || weights === 0) return row.map(() => 0);
      const targets = weightedTargets(labels[i], row.length, loss);
      const all = targets.reduce((sum, q) => sum + q, 0);
      return softmax(row).map((p, k) => (all * p - targets[k]) / weights);
    });
  }
  return logits.map((row, i) => {
    const target = [labels[i]].flat();
    const count = logits.length * row.length;
    if (problem_type === "regression") return row.map((z, k) => (2 * (z - target[k])) / count);
    return sigmoid(row).map((p, k) => (p - target[k]) / count);
  });
}
