import type { ClassifierConfig, ProblemType } from "../logits/config.js";
import { logSoftmax } from "../logits/logSoftmax.js";
import { logSigmoid, sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import type { LabelIds } from "./PredictionOutput.js";

/** The label of a text that the loss ignores, as in PyTorch. */
const ignoredLabel = -100;

/** What kind of problem the model is trained for; if its config doesn't say, Transformers' guess from the labels. */
export function problemTypeOf(
  { problem_type, num_labels }: Pick<ClassifierConfig, "problem_type" | "num_labels">,
  values: readonly unknown[],
): ProblemType {
  if (problem_type !== null) return problem_type as ProblemType;
  if (num_labels === 1) return "regression";
  return Array.isArray(values[0]) ? "multi_label_classification" : "single_label_classification";
}

/**
 * The mean loss of a batch of logits `[n, labels]`: cross-entropy (in nats), binary cross-entropy or squared error, as
 * Transformers' sequence classifiers compute it.
 *
 * @example
 * classificationLoss([[1, 2, 0.5]], [1], "single_label_classification") // 0.4644: -ln(0.6285)
 */
export function classificationLoss(
  logits: readonly (readonly number[])[],
  labels: LabelIds,
  problem_type: ProblemType,
): number {
  if (problem_type === "single_label_classification")
    return crossEntropy(logits, labels as number[]);
  const rowLosses = logits.map((row, i) => {
    const target = [labels[i] ?? []].flat();
    return problem_type === "regression" ? squaredError(row, target) : binaryEntropy(row, target);
  });
  return mean(rowLosses);
}

function crossEntropy(logits: readonly (readonly number[])[], labels: readonly number[]): number {
  const counted = logits.flatMap((row, i) => {
    const label = labels[i] as number;
    return label === ignoredLabel ? [] : [inSingleRange(-logSoftmax([...row])[label])];
  });
  return mean(counted);
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
 * For cross-entropy it is (probability - truth) / n: the whole of learning is in this one difference.
 *
 * @example
 * lossGradient([[1, 2, 0.5]], [1], "single_label_classification") // [[0.2312, -0.3715, 0.1402]]
 */
export function lossGradient(
  logits: readonly number[][],
  labels: LabelIds,
  problem_type: ProblemType,
): number[][] {
  if (problem_type === "single_label_classification") {
    const counted = (labels as number[]).filter((label) => label !== ignoredLabel).length;
    return logits.map((row, i) =>
      softmax(row).map((p, k) =>
        labels[i] === ignoredLabel ? 0 : (p - (labels[i] === k ? 1 : 0)) / counted,
      ),
    );
  }
  return logits.map((row, i) => {
    const target = [labels[i]].flat();
    const count = logits.length * row.length;
    if (problem_type === "regression") return row.map((z, k) => (2 * (z - target[k])) / count);
    return sigmoid(row).map((p, k) => (p - target[k]) / count);
  });
}

/** How the loss changes with each parameter of the head, W row after row, then b: the logits' gradient times the vectors. */
export function headGradient(
  logitGradient: readonly number[][],
  vectors: readonly ArrayLike<number>[],
): Float64Array {
  const labels = logitGradient[0].length;
  const size = vectors[0].length;
  const gradient = new Float64Array(labels * (size + 1));
  logitGradient.forEach((row, text) => {
    const vector = vectors[text];
    row.forEach((slope, label) => {
      for (let i = 0; i < size; i++) gradient[label * size + i] += slope * vector[i];
      gradient[labels * size + label] += slope;
    });
  });
  return gradient;
}
