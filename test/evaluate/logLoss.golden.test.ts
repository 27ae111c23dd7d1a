import { describe, it } from "vitest";
import { brierScore, crossEntropy, logLoss } from "../../src/evaluate/logLoss.js";
import { expectNear } from "./expectNear.js";
import { type MulticlassCase, metrics } from "./goldenMetrics.js";

describe.each(metrics.multiclass)("scikit-learn's numbers: $name", (golden: MulticlassCase) => {
  const { y_true, probabilities, logits, expected } = golden;

  it("logLoss, clipped and not, and crossEntropy from the logits", () => {
    const unclipped = Number(expected.log_loss_unclipped);
    expectNear(logLoss(y_true, probabilities), expected.log_loss);
    expectNear(logLoss(y_true, probabilities, { clip: 0 }), unclipped);
    if (logits) expectNear(crossEntropy(y_true, logits), unclipped);
  });

  it("brierScore, by scikit-learn's default and unhalved", () => {
    expectNear(brierScore(y_true, probabilities), expected.brier_sklearn_default);
    expectNear(brierScore(y_true, probabilities, { scale_by_half: false }), expected.brier);
    expectNear(brierScore(y_true, probabilities, { scale_by_half: true }), expected.brier / 2);
  });
});
