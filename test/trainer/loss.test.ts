import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ProblemType } from "../../src/logits/config.js";
import { applyHead, headGradient, parametersHead } from "../../src/trainer/head.js";
import { classificationLoss, lossGradient } from "../../src/trainer/loss.js";
import type { LabelIds } from "../../src/trainer/PredictionOutput.js";

const [n, k, d] = [4, 3, 5];
const rowOf = (length: number, size = 2) =>
  fc.array(fc.double({ min: -size, max: size, noNaN: true }), {
    minLength: length,
    maxLength: length,
  });

const labelsOf: Record<ProblemType, fc.Arbitrary<LabelIds>> = {
  single_label_classification: fc
    .array(fc.constantFrom(0, 1, 2, -100), { minLength: n, maxLength: n })
    .filter((ids) => ids.some((id) => id >= 0)),
  multi_label_classification: fc.array(
    fc.array(fc.constantFrom(0, 1), { minLength: k, maxLength: k }),
    { minLength: n, maxLength: n },
  ),
  regression: fc.array(rowOf(k), { minLength: n, maxLength: n }),
};

describe.each(Object.keys(labelsOf) as ProblemType[])("the gradient of %s", (problem_type) => {
  it("is how much the loss changes when a parameter does (finite differences)", () => {
    const vectors = fc.array(rowOf(d), { minLength: n, maxLength: n });
    fc.assert(
      fc.property(rowOf(k * d + k), vectors, labelsOf[problem_type], (start, rows, labels) => {
        const parameters = Float64Array.from(start);
        const logits = () => rows.map((row) => applyHead(parametersHead(parameters, k), row));
        const loss = () => classificationLoss(logits(), labels, problem_type);
        const gradient = headGradient(lossGradient(logits(), labels, { problem_type }), rows);
        const step = 1e-5;
        for (let i = 0; i < parameters.length; i++) {
          const value = parameters[i];
          parameters[i] = value + step;
          const above = loss();
          parameters[i] = value - step;
          const below = loss();
          parameters[i] = value;
          expect(Math.abs(gradient[i] - (above - below) / (2 * step))).toBeLessThan(1e-7);
        }
      }),
      { numRuns: 100 },
    );
  });
});

it("of cross-entropy sums to zero in every row: what one class gains the others lose", () => {
  fc.assert(
    fc.property(fc.array(rowOf(k, 30), { minLength: 1, maxLength: 6 }), (logits) => {
      const labels = logits.map((_, i) => i % k);
      for (const row of lossGradient(logits, labels, {
        problem_type: "single_label_classification",
      })) {
        expect(Math.abs(row.reduce((sum, slope) => sum + slope, 0))).toBeLessThan(1e-15);
      }
    }),
  );
});
