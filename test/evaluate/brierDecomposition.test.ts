import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brierDecomposition } from "../../src/evaluate/brierDecomposition.js";
import {
  classwiseCalibrationError,
  rootMeanSquareCalibrationError,
} from "../../src/evaluate/calibration.js";
import { brierScore } from "../../src/evaluate/logLoss.js";
import { softmax } from "../../src/logits/softmax.js";
import { expectNear } from "./expectNear.js";
import { isNear, lawOfMany, scored } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

describe("brierDecomposition", () => {
  it("is Murphy's where all probabilities in a bin are equal", () => {
    // 0.8 was right in 2 of 3, 0.1 never: worked out by hand.
    const scores = [0.8, 0.8, 0.8, 0.1].map((p) => [1 - p, p]);
    expectNear(brierDecomposition([1, 1, 0, 0], scores), {
      score: (2 * 0.2 ** 2 + 0.8 ** 2 + 0.1 ** 2) / 4,
      reliability: (3 / 4) * (0.8 - 2 / 3) ** 2 + (1 / 4) * 0.1 ** 2,
      resolution: (3 / 4) * (2 / 3 - 1 / 2) ** 2 + (1 / 4) * (1 / 2) ** 2,
      uncertainty: 1 / 4,
      within_bins: 0,
    });
  });

  lawOfMany(
    "adds up to the Brier score",
    fc.tuple(scored, fc.integer({ min: 1, max: 20 })),
    ([rows, n_bins]) => {
      const labels = rows.map(([label]) => label);
      const logits = rows.map(([, row]) => row);
      const parts = brierDecomposition(labels, logits, {
        n_bins,
        function_to_apply: "softmax",
      });
      const { score, reliability, resolution, uncertainty, within_bins } = parts;
      const isSum = isNear(score, reliability - resolution + uncertainty + within_bins);
      const isNotNegative = reliability >= 0 && resolution >= 0 && uncertainty >= 0;
      return isSum && isNotNegative && isNear(score, brierScore(labels, softmax(logits)));
    },
  );

  it("has the square of the calibration error as its reliability", () => {
    const labels = [1, 0, 1, 1, 0];
    const scores = [0.9, 0.35, 0.62, 0.2, 0.55].map((p) => [1 - p, p]);
    const options = { n_bins: 4 } as const;
    const rms = rootMeanSquareCalibrationError(labels, scores, { ...options, of: "positive" });
    const { reliability, score } = brierDecomposition(labels, scores, options);
    expect(reliability).toBeCloseTo(rms ** 2, 14);
    expect(score).toBeCloseTo(brierScore(labels, scores), 14);
  });

  it("is the mean over the labels of label sets", () => {
    const sets = [
      [1, 0],
      [0, 0],
    ];
    const p = [
      [0.7, 0.2],
      [0.4, 0.1],
    ];
    const options = {
      problem_type: "multi_label_classification",
      function_to_apply: "none",
    } as const;
    const { score, uncertainty } = brierDecomposition(sets, p, options);
    expect(score).toBeCloseTo((0.3 ** 2 + 0.4 ** 2 + 0.2 ** 2 + 0.1 ** 2) / 4, 14);
    expect(uncertainty).toBeCloseTo(1 / 8, 14);
    expect(classwiseCalibrationError(sets, p, options).per_class).toHaveLength(2);
  });

  it("refuses what it doesn't know", () => {
    const call = (options: unknown) =>
      messageOf(() => brierDecomposition([0], [[2, 1]], wrong(options)));
    expect(call({ of: "top" })).toContain("each class is measured by itself");
    expect(call({ n_bins: 0 })).toContain("n_bins to be a whole number");
    expect(call({ bins: 3 })).toContain("write n_bins");
  });
});
