import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptAbove } from "../../../src/charts/parts/keptAbove.js";

describe("keptAbove", () => {
  /** Confidences of any size, and many that equal a threshold exactly. */
  const confidence = fc.oneof(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.integer({ min: 0, max: 100 }).map((hundredths) => hundredths / 100),
  );
  const answers = fc.array(fc.record({ confidence, isRight: fc.boolean() }), { minLength: 1 });

  it("counts at each of 101 thresholds what is equal to it or above, as counting one by one does", () => {
    fc.assert(
      fc.property(answers, (all) => {
        const steps = keptAbove(all);
        expect(steps).toHaveLength(101);
        for (const [hundredths, step] of steps.entries()) {
          const kept = all.filter((answer) => answer.confidence >= hundredths / 100);
          const right = kept.filter(({ isRight }) => isRight).length;
          const mean = kept.reduce((sum, { confidence }) => sum + confidence, 0) / kept.length;
          expect(step).toEqual({
            hundredths,
            kept: kept.length,
            right,
            coverage: kept.length / all.length,
            accuracy: kept.length === 0 ? null : right / kept.length,
            claimed: kept.length === 0 ? null : expect.closeTo(mean, 12),
          });
        }
      }),
    );
  });

  it("keeps what equals the threshold, also where hundredths are no exact numbers", () => {
    for (const hundredths of [7, 14, 28, 29, 55, 56, 57, 58]) {
      const steps = keptAbove([{ confidence: hundredths / 100, isRight: true }]);
      expect([hundredths, hundredths + 1].map((at) => steps[at].kept)).toEqual([1, 0]);
    }
  });
});
