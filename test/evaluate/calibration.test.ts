import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calibrationCurve,
  classwiseCalibrationError,
  expectedCalibrationError,
  maximumCalibrationError,
  rootMeanSquareCalibrationError,
} from "../../src/evaluate/calibration.js";
import type { CalibrationLike } from "../../src/evaluate/calibrationBins.js";
import { isNear, lawOfMany, scored } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

type Rows = [number, number[]][];
const labelsOf = (rows: Rows) => rows.map(([label]) => label);
const logitsOf = (rows: Rows) => rows.map(([, logits]) => logits);
const likes: CalibrationLike[] = ["evaluate", "guo", "mapie", "netcal", "relplot", "torchmetrics"];
const like = fc.option(fc.constantFrom(...likes), { nil: undefined });

/** Rows of one confidence in class 1, and whether it is the true class. */
const pairs = (confidence: number[], hits: number[]) =>
  [hits, confidence.map((p) => [1 - p, p])] as const;

describe("the calibration errors", () => {
  it("are torchmetrics' on its own first case", () => {
    const [labels, scores] = pairs([1, 1, 1, 1, 0], [0, 0, 1, 1, 1]);
    const options = { n_bins: 2, like: "torchmetrics" } as const;
    expect(expectedCalibrationError(labels, scores, options)).toBeCloseTo(0.6, 12);
  });

  it("are torchmetrics' on its second case", () => {
    const confidence = [0.9, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.01, 0.33, 0.34, 0.99, 0.61];
    const [labels, scores] = pairs(confidence, [1, 1, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0]);
    const ece = (n_bins: number) =>
      expectedCalibrationError(labels, scores, { n_bins, of: "positive" });
    expect([10, 15, 99, 100].map((n) => ece(n).toFixed(6))).toEqual([
      "0.418333",
      "0.473333",
      "0.473333",
      "0.473333",
    ]);
    const options = { of: "positive" } as const;
    expect(rootMeanSquareCalibrationError(labels, scores, options)).toBeCloseTo(0.540586, 6);
    expect(maximumCalibrationError(labels, scores, options)).toBeCloseTo(0.99, 12);
  });

  it("differ at the edges of bins as the libraries do", () => {
    const [labels, scores] = pairs([0, 0.5, 0.5, 1, 1], [1, 0, 1, 1, 0]);
    const error = (name: CalibrationLike) =>
      expectedCalibrationError(labels, scores, { like: name, n_bins: 2, of: "positive" });
    expect(error("guo")).toBeCloseTo(0.2, 12);
    expect(error("torchmetrics")).toBeCloseTo(0.4, 12);
    expect(error("netcal")).toBeCloseTo(0.4, 12);
    expect(error("sklearn")).toBeCloseTo(0.4, 12);
    expect(error("mapie")).toBeCloseTo(0.4, 12);
  });

  it("count every label of every text for label sets", () => {
    const sets = [
      [1, 0],
      [1, 1],
    ];
    const logits = [
      [2, -2],
      [1, -1],
    ];
    const options = { problem_type: "multi_label_classification", n_bins: 2 } as const;
    const s = (x: number) => 1 / (1 + Math.exp(-x));
    const high = Math.abs(s(2) + s(1) - 2);
    const low = Math.abs(s(-2) + s(-1) - 1);
    expect(expectedCalibrationError(sets, logits, options)).toBeCloseTo((high + low) / 4, 12);
    const { per_class } = classwiseCalibrationError(sets, logits, options);
    expect(per_class[0]).toBeCloseTo(high / 2, 12);
    expect(per_class[1]).toBeCloseTo(low / 2, 12);
  });

  lawOfMany("don't depend on the order of the rows", fc.tuple(scored, like), ([rows, name]) => {
    const error = (some: Rows) =>
      expectedCalibrationError(labelsOf(some), logitsOf(some), { like: name });
    return isNear(error(rows), error([...rows].reverse()));
  });

  lawOfMany(
    "are at most the maximum one, the root mean square between",
    fc.tuple(scored, like),
    (given) => {
      const [rows, name] = given;
      const of = <T>(measure: (l: number[], s: number[][], o: { like?: CalibrationLike }) => T) =>
        measure(labelsOf(rows), logitsOf(rows), { like: name });
      const [ece, rms, mce] = [
        of(expectedCalibrationError),
        of(rootMeanSquareCalibrationError),
        of(maximumCalibrationError),
      ];
      return ece >= 0 && ece <= rms + 1e-12 && rms <= mce + 1e-12 && mce <= 1;
    },
  );

  lawOfMany("are the difference of confidence and accuracy in a single bin", scored, (rows) => {
    const [bin] = calibrationCurve(labelsOf(rows), logitsOf(rows), { n_bins: 1 });
    const gap = Math.abs(Number(bin.confidence) - Number(bin.accuracy?.proportion));
    const options = { n_bins: 1 };
    return isNear(expectedCalibrationError(labelsOf(rows), logitsOf(rows), options), gap);
  });

  lawOfMany("of a doubled test set are the same", fc.tuple(scored, like), ([rows, name]) => {
    const error = (some: Rows) =>
      expectedCalibrationError(labelsOf(some), logitsOf(some), { like: name });
    return isNear(error(rows), error([...rows, ...rows]));
  });

  lawOfMany("take off something when corrected for chance", scored, (rows) => {
    const error = (debias: boolean) =>
      rootMeanSquareCalibrationError(labelsOf(rows), logitsOf(rows), { debias });
    return error(true) <= error(false) + 1e-12;
  });
});

describe("calibrationCurve", () => {
  lawOfMany(
    "has every text in a bin",
    fc.tuple(scored, fc.integer({ min: 1, max: 40 })),
    ([rows, n]) => {
      const curve = calibrationCurve(labelsOf(rows), logitsOf(rows), { n_bins: n });
      const inside = curve.every(
        ({ lower, upper, confidence }) =>
          confidence === null || (confidence > lower - 1e-12 && confidence <= upper + 1e-12),
      );
      return inside && curve.reduce((sum, { count }) => sum + count, 0) === rows.length;
    },
  );

  it("knows nothing of an empty bin", () => {
    const [first] = calibrationCurve([1], [[0.1, 0.9]]);
    expect(first).toEqual({ lower: 0, upper: 1 / 15, count: 0, confidence: null, accuracy: null });
  });
});

describe("what can't be measured is refused", () => {
  const scores = [[1, 2]];
  it.each([
    [{ n_bins: 0 }, "n_bins to be a whole number from 1 to 1000000, got 0"],
    [{ n_bins: 1.5 }, "got 1.5"],
    [{ like: "torch" }, 'like to be "evaluate", "guo"'],
    [{ strategy: "adaptive" }, 'strategy to be "uniform", "quantile" or "equal_mass"'],
    [{ of: "each" }, 'of to be "top" or "positive"'],
    [{ bins: 10 }, 'has no option "bins": write n_bins'],
    [{ norm: "l2" }, "rootMeanSquareCalibrationError for l2"],
    [{ problem_type: "regression" }, "problem_type to be"],
    [{ function_to_apply: "sigmoid" }, 'function_to_apply to be "softmax" or "none"'],
    [{ function_to_apply: "none" }, "needs probabilities: row 0, column 1 is 2"],
  ])("%o", (options, message) => {
    expect(messageOf(() => calibrationCurve([0], scores, wrong(options)))).toContain(message);
  });

  it("the positive class of three", () => {
    expect(messageOf(() => calibrationCurve([0], [[1, 2, 3]], { like: "sklearn" }))).toBe(
      'calibrationCurve measures the positive class of two classes only, got 3: write of: "top" or "each"',
    );
  });

  it("a further argument, and debias that is no truth value", () => {
    const further = wrong(expectedCalibrationError) as (...args: unknown[]) => number;
    expect(messageOf(() => further([0], scores, {}, 10))).toContain("has no further argument");
    expect(
      messageOf(() => rootMeanSquareCalibrationError([0], scores, wrong({ debias: 1 }))),
    ).toContain("debias to be true or false, got 1");
  });
});
