import { sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import { IGNORED, type ProblemType } from "./classificationLoss.js";
import type { LabelIds } from "./EvalPrediction.js";

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
    const counted = (labels as number[]).filter((label) => label !== IGNORED).length;
    return logits.map((row, i) =>
      softmax(row).map((p, k) =>
        labels[i] === IGNORED ? 0 : (p - (labels[i] === k ? 1 : 0)) / counted,
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
