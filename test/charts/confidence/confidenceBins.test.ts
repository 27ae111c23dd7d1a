import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { confidenceBins } from "../../../src/charts/confidence/confidenceBins.js";

const confidence = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 20 }).map((twentieths) => twentieths / 20),
);
const answers = fc.array(fc.record({ confidence, isRight: fc.boolean() }));

describe("confidenceBins", () => {
  it("counts each answer in the one bin that holds its confidence", () => {
    fc.assert(
      fc.property(answers, (all) => {
        const parts = confidenceBins(all);
        expect(parts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        for (const { low, high, right, count } of parts) {
          const inside = all.filter(
            (answer) =>
              answer.isRight === (right === "right") &&
              answer.confidence >= low &&
              (answer.confidence < high || high === 1),
          );
          expect(count).toBe(inside.length);
        }
      }),
    );
  });

  it("puts an edge into the bin above it, and 1 into the last", () => {
    for (let edge = 0; edge <= 20; edge++) {
      const [part] = confidenceBins([{ confidence: edge / 20, isRight: true }]);
      expect(part.low).toBe(Math.min(edge, 19) / 20);
    }
  });
});
