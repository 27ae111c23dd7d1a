import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { fitTemperature } from "../../src/evaluate/temperature.js";
import { applyVectorScaling, fitVectorScaling } from "../../src/evaluate/vectorScaling.js";
import { peers } from "./goldenCalibration.js";
import { isNear, law } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

it("finds scipy's weights and biases on 60 sets, which a linear program says have them", () => {
  const sets = peers.ranking.filter(({ vector }) => vector !== undefined);
  expect(sets).toHaveLength(60);
  for (const { z, y, vector } of sets) {
    const { weights, biases, reason, gradient } = fitVectorScaling(y, z);
    expect(reason).toBe("minimum");
    expect(Math.abs(Number(gradient))).toBeLessThanOrEqual(1e-10);
    [...(weights ?? []), ...(biases ?? [])].forEach((value, i) => {
      expect(Math.abs(value - (vector ?? []).flat()[i])).toBeLessThan(1e-5 * (1 + Math.abs(value)));
    });
  }
});

const logit = fc.integer({ min: -90, max: 90 }).map((i) => i / 20);
const scale = fc.constantFrom(1e-5, 1, 1, 1e5);
/** Rows of three logits, in any unit, with a true class; moved, so that no row looks like probabilities. */
const sets = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(2), fc.array(logit, { minLength: 3, maxLength: 3 })), {
      minLength: 3,
      maxLength: 20,
    }),
    scale,
  )
  .map(([rows, by]) => ({
    labels: rows.map(([label]) => label),
    logits: rows.map(([, row]) => row.map((each) => (each - 20) * by)),
  }));

describe("fitVectorScaling", () => {
  law("never returns NaN, and says why there is no optimum", sets, ({ labels, logits }) => {
    const { weights, biases, converged, reason, nll, gradient } = fitVectorScaling(labels, logits);
    if (!converged) return weights === null && biases === null && reason !== "minimum";
    const numbers = [...(weights ?? []), ...(biases ?? []), nll.after ?? Number.NaN];
    return numbers.every(Number.isFinite) && Math.abs(Number(gradient)) <= 1e-10;
  });

  law("is at least as good as a temperature and as nothing", sets, ({ labels, logits }) => {
    const { nll } = fitVectorScaling(labels, logits);
    const { nll: cooled } = fitTemperature(labels, logits);
    if (nll.after === null) return true;
    return nll.after <= Math.min(nll.before, cooled.after ?? nll.before) + 1e-9;
  });

  law("reports the loss that its logits have", sets, ({ labels, logits }) => {
    const fit = fitVectorScaling(labels, logits);
    if (!isNear(fit.nll.before, crossEntropy(labels, logits))) return false;
    if (!fit.converged) return true;
    const scaled = applyVectorScaling(fit, logits, { on_fitted_rows: true });
    return Math.abs(crossEntropy(labels, scaled) - Number(fit.nll.after)) < 1e-9;
  });

  it("says that a class is missing, or that the classes can be told apart", () => {
    const logits = [
      [3, 0, 0],
      [0, 3, 0],
      [0, 0, 3],
    ];
    expect(fitVectorScaling([0, 1, 1], logits).reason).toBe("missing class");
    expect(fitVectorScaling([0, 1, 2], logits).reason).toBe("separable");
  });

  it("needs no column that varies", () => {
    const logits = [
      [7, 7],
      [7, 7],
      [7, 7],
      [7, 7],
    ];
    const fit = fitVectorScaling([0, 1, 1, 1], logits);
    expect(fit.weights).toEqual([0, 0]);
    expect(fit.biases?.[1]).toBeCloseTo(Math.log(3) / 2, 9);
  });

  it("gives each class its own temperature", () => {
    const of = (logits: number[], right: number, wrong: number, top: number) =>
      Array.from({ length: right + wrong }, (_, i) => ({
        logits,
        label: i < right ? top : 1 - top,
      }));
    const rows = [...of([6, 0], 3, 1, 0), ...of([0, 2], 9, 1, 1)];
    const fit = fitVectorScaling(
      rows.map(({ label }) => label),
      rows.map(({ logits }) => logits),
    );
    const scaled = applyVectorScaling(fit, [
      [6, 0],
      [0, 2],
    ]);
    expect(scaled[0][0] - scaled[0][1]).toBeCloseTo(Math.log(3), 8);
    expect(scaled[1][1] - scaled[1][0]).toBeCloseTo(Math.log(9), 8);
  });

  it.each([
    [[[0.4, 0.6]], {}, "these are probabilities"],
    [[[Number.NaN, 1]], {}, "is NaN"],
    [[[1, 2]], { max_iter: 5 }, 'has no option "max_iter"'],
  ])("refuses %j with %j", (logits, options, message) => {
    expect(messageOf(() => fitVectorScaling([0], logits, wrong(options)))).toContain(message);
  });
});

describe("applyVectorScaling", () => {
  const logits = [
    [3, 0],
    [3, 0],
    [0, 1],
    [0, 1],
  ];
  const fit = fitVectorScaling([0, 1, 1, 0], logits);

  it("refuses the rows of the fit unless told, other columns, and what is no fit", () => {
    expect(messageOf(() => applyVectorScaling(fit, logits))).toContain(
      "needs other rows than the 4",
    );
    expect(applyVectorScaling(fit, logits, { on_fitted_rows: true })).toHaveLength(4);
    expect(messageOf(() => applyVectorScaling(fit, [[1, 2, 3]]))).toBe(
      "applyVectorScaling needs logits for the 2 classes of the fit, got 3 columns",
    );
    expect(messageOf(() => applyVectorScaling(wrong({}), logits))).toContain(
      "what fitVectorScaling returned",
    );
    const none = fitVectorScaling([0, 0, 1, 1], logits);
    expect(messageOf(() => applyVectorScaling(none, [[1, 2]]))).toContain(
      "this one didn't (separable); fit it on more rows, or use fitTemperature",
    );
  });
});
