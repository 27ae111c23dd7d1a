import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyIsotonic, applyPlatt, fitIsotonic, fitPlatt } from "../../src/evaluate/scaling.js";
import { peers } from "./goldenCalibration.js";
import { law } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

describe("fitPlatt", () => {
  it("is scikit-learn's on its own case", () => {
    const { a, b } = fitPlatt(
      [1, 0, 0],
      [
        [0, 5],
        [0, -4],
        [0, 1],
      ],
    );
    expect(a).toBeCloseTo(-0.20261354, 5);
    expect(b).toBeCloseTo(0.65236314980010512, 5);
  });

  it("is scikit-learn's on random sets, to its own precision", () => {
    for (const { z, y, platt } of peers.ranking) {
      if (!platt) continue;
      const { a, b } = fitPlatt(y, z);
      expect(Math.abs(a - platt[0])).toBeLessThan(1e-3);
      expect(Math.abs(b - platt[1])).toBeLessThan(1e-3);
    }
  });
});

const texts = fc.array(fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: -50, max: 50 })), {
  minLength: 1,
  maxLength: 20,
});
const labels = (some: number[][]) => some.map(([label]) => label);
const logits = (some: number[][]) => some.map(([, odds]) => [-1, odds - 1]);
const near = (some: number[][]) => some.map(([, odds]) => [-1, odds - 0.5]);

describe("what is fitted", () => {
  law("gives probabilities", texts, (some) => {
    const platt = applyPlatt(fitPlatt(labels(some), logits(some)), near(some));
    const steps = applyIsotonic(fitIsotonic(labels(some), logits(some)), near(some));
    return [...platt, ...steps].every(([q, p]) => p >= 0 && p <= 1 && Math.abs(p + q - 1) < 1e-12);
  });

  law("rises with the log-odds, as steps do", texts, (some) => {
    const fit = fitIsotonic(labels(some), logits(some));
    const grid = Array.from({ length: 40 }, (_, i) => [0, -60.25 + 3 * i]);
    const heights = applyIsotonic(fit, grid).map(([, p]) => p);
    return heights.every((p, i) => i === 0 || p >= heights[i - 1] - 1e-15);
  });

  it.each([
    [[[1, 2, 3]], "is for two classes, got 3 columns"],
    [[[0.5, 0.5]], "these are probabilities"],
    [[[0, Number.POSITIVE_INFINITY]], "row 0, column 1 is Infinity"],
  ])("refuses %j", (scores, message) => {
    expect(messageOf(() => fitPlatt([0], scores))).toContain(message);
  });

  it("Platt's probability of class 1 is in column 1", () => {
    const odds = [-3, -1, 0, 1, 2, 4];
    const fit = fitPlatt(
      [0, 0, 1, 0, 1, 1],
      odds.map((x) => [0, x]),
    );
    const [low, high] = applyPlatt(fit, [
      [0, -5],
      [0, 5],
    ]);
    expect(low[1]).toBeCloseTo(1 / (1 + Math.exp(-5 * fit.a + fit.b)), 12);
    expect(high[1]).toBeCloseTo(1 / (1 + Math.exp(5 * fit.a + fit.b)), 12);
    expect(low[1]).toBeLessThan(0.2);
    expect(high[1]).toBeGreaterThan(0.8);
  });

  it("is not applied to its own rows, nor is anything else", () => {
    const fit = fitPlatt(
      [0, 1],
      [
        [1, 2],
        [2, 1],
      ],
    );
    expect(
      messageOf(() =>
        applyPlatt(fit, [
          [1, 2],
          [2, 1],
        ]),
      ),
    ).toContain("needs other rows");
    expect(messageOf(() => applyIsotonic(wrong({}), [[1, 2]]))).toContain("what its fit returned");
  });
});
