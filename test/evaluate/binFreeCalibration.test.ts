import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isotonicReliability,
  smoothCalibrationError,
} from "../../src/evaluate/binFreeCalibration.js";
import { isNear, law, scored } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

type Rows = [number, number[]][];
const labelsOf = (rows: Rows) => rows.map(([label]) => label);
const logitsOf = (rows: Rows) => rows.map(([, logits]) => logits);
const score = fc.constantFrom("brier" as const, "log" as const);

describe("isotonicReliability", () => {
  law("adds up, and no part is below 0", fc.tuple(scored, score), ([rows, name]) => {
    const parts = isotonicReliability(labelsOf(rows), logitsOf(rows), { score: name });
    const { miscalibration, discrimination, uncertainty } = parts;
    if (parts.score === Number.POSITIVE_INFINITY) return miscalibration === parts.score;
    const sum = miscalibration - discrimination + uncertainty;
    return (
      Math.abs(sum - parts.score) < 1e-9 * Math.max(1, parts.score) &&
      miscalibration > -1e-9 &&
      discrimination > -1e-9 &&
      uncertainty >= 0
    );
  });

  it("costs nothing where the sure are always right", () => {
    const { steps, ...parts } = isotonicReliability(
      [1, 1],
      [
        [0, 1],
        [0, 1],
      ],
      { score: "log" },
    );
    expect(parts).toEqual({ score: 0, miscalibration: 0, discrimination: 0, uncertainty: 0 });
    expect(steps).toEqual([{ from: 1, to: 1, accuracy: 1, count: 2 }]);
  });
});

describe("smoothCalibrationError", () => {
  it("doesn't depend on the order of the rows, and lies from 0 to 1", () =>
    fc.assert(
      fc.property(scored, (rows) => {
        const error = (some: Rows) => smoothCalibrationError(labelsOf(some), logitsOf(some));
        const one = error(rows);
        return one >= 0 && one <= 1 && Math.abs(one - error([...rows].reverse())) < 2e-3;
      }),
      { numRuns: 50 },
    ));

  it("is the difference where all confidences are equal", () => {
    expect(
      isNear(
        smoothCalibrationError(
          [0, 0],
          [
            [0.4, 0.6],
            [0.4, 0.6],
          ],
        ),
        0.6,
      ),
    ).toBe(false);
    expect(
      smoothCalibrationError(
        [0, 0],
        [
          [0.4, 0.6],
          [0.4, 0.6],
        ],
      ),
    ).toBeCloseTo(0.6, 3);
  });
});

it("bins, other scores and other confidences are refused", () => {
  expect(messageOf(() => smoothCalibrationError([0], [[1, 2]], wrong({ n_bins: 3 })))).toBe(
    'smoothCalibrationError has no option "n_bins": it needs no bins',
  );
  expect(messageOf(() => isotonicReliability([0], [[1, 2]], wrong({ score: "nll" })))).toContain(
    'score to be "brier" or "log"',
  );
  expect(messageOf(() => isotonicReliability([0], [[1, 2]], wrong({ of: "all" })))).toContain(
    'of to be "top" or "positive"',
  );
});
