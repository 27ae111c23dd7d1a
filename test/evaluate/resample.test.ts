import { describe, expect, it } from "vitest";
import { classwiseCalibrationError } from "../../src/evaluate/calibration.js";
import type { LabelSets } from "../../src/evaluate/checks.js";
import type { ScoresBatch } from "../../src/evaluate/confidences.js";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { bootstrapInterval, mcNemar, pairedBootstrap } from "../../src/evaluate/resample.js";
import { rocAuc } from "../../src/evaluate/rocAuc.js";
import type { LogitsTensor } from "../../src/logits/Logits.js";
import { mersenneTwister } from "../../src/logits/random.js";
import { expectNear } from "./expectNear.js";
import { peers } from "./goldenCalibration.js";
import { messageOf, wrong } from "./messageOf.js";

const logits = Array.from({ length: 30 }, (_, i) => [Math.sin(i * 7) * 2, Math.cos(i * 5) * 2]);
const labels = logits.map(([a, b], i) => (i % 4 === 0 ? Number(a > b) : Number(a < b)));

describe("bootstrapInterval", () => {
  it("is the same from the same seed, another from another, and holds the value", () => {
    const of = (seed: number) =>
      bootstrapInterval(labels, logits, crossEntropy, { seed, resamples: 200 });
    expect(of(1)).toEqual(of(1));
    expect(of(1).lower).not.toBe(of(2).lower);
    expect(of(1).lower).toBeLessThan(of(1).value);
    expect(of(1).upper).toBeGreaterThan(of(1).value);
  });

  /** What a measure says of rows drawn again, as the seed has it: in order. */
  const drawn = (seed: number, resamples: number, of: (rows: number[]) => number) => {
    const random = mersenneTwister(seed);
    const values = Array.from({ length: resamples }, () => of(labels.map(() => random() % 30)));
    return values.sort((a, b) => a - b);
  };
  const at = <Item>(list: readonly Item[], rows: readonly number[]) => rows.map((row) => list[row]);

  it("leaves out as many of the values on either side as its level says", () => {
    const values = drawn(4, 101, (rows) => crossEntropy(at(labels, rows), at(logits, rows)));
    const options = { seed: 4, resamples: 101, level: 0.9 };
    const { lower, upper } = bootstrapInterval(labels, logits, crossEntropy, options);
    expect(lower).toBeCloseTo(values[5], 12);
    expect(upper).toBeCloseTo(values[95], 12);
  });

  it("hands on an error that is not about the rows", () => {
    let calls = 0;
    const broken = () => {
      if (calls++ > 2) throw new RangeError("mine");
      return 1;
    };
    expect(() => bootstrapInterval(labels, logits, broken)).toThrow(RangeError);
  });

  it("leaves out draws that the measure refuses", () => {
    const few = bootstrapInterval(
      [0, 1, 1],
      [
        [2, 1],
        [1, 2],
        [0, 1],
      ],
      (l, s) => rocAuc(l, s),
    );
    expect(few.draws).toBeGreaterThan(500);
    expect(few.draws).toBeLessThan(1000);
  });

  it("draws label sets with their scores", () => {
    const sets = logits.map(([a, b]) => [a > 0 ? 1 : 0, b > 1 ? 1 : 0]);
    const ofSets = { problem_type: "multi_label_classification" } as const;
    const options = { ...ofSets, resamples: 50 };
    const error = (s: LabelSets, p: ScoresBatch) => classwiseCalibrationError(s, p, ofSets).mean;
    const interval = bootstrapInterval(sets, logits, error, options);
    expect(interval.value).toBeCloseTo(error(sets, logits), 14);
    expect(interval.lower).toBeLessThan(interval.upper);
    // Every set that is drawn stands beside its own scores.
    const fits = (s: LogitsTensor, p: LogitsTensor) =>
      Array.from(s.data as ArrayLike<number>).every(
        (one, i) => (one === 1) === Number(p.data[i]) > (i % 2 === 0 ? 0 : 1),
      );
    const all = bootstrapInterval(sets, logits, (s, p) => Number(fits(s, p)), options);
    expect([all.lower, all.upper]).toEqual([1, 1]);
    const cooler = logits.map((row) => row.map((logit) => logit / 2));
    const pair = pairedBootstrap(sets, logits, cooler, error, options);
    expect(pair.value).toBeCloseTo(error(sets, cooler) - error(sets, logits), 14);
  });

  it.each([
    [crossEntropy, { problem_type: "regression" }, "problem_type to be"],
    ["crossEntropy", {}, "what to measure as a function"],
    [() => Number.NaN, {}, "it returned no number"],
    [crossEntropy, { resamples: 0 }, "resamples of 1 or more"],
    [crossEntropy, { level: 95 }, "a level above 0 and below 1"],
    [crossEntropy, { n_boot: 9 }, 'no option "n_boot"'],
  ])("refuses %s with %j", (measure, options, message) => {
    const call = () => bootstrapInterval(labels, logits, wrong(measure), wrong(options));
    expect(messageOf(call)).toContain(message);
  });
});

describe("pairedBootstrap", () => {
  it("finds no difference between a model and itself", () => {
    const { value, lower, upper } = pairedBootstrap(labels, logits, logits, crossEntropy);
    expect([value, lower, upper]).toEqual([0, 0, 0]);
  });

  it("says by how much the second is higher, and in what share of the draws", () => {
    const bolder = logits.map((row) => row.map((logit) => logit * 3));
    const there = pairedBootstrap(labels, logits, bolder, crossEntropy, { resamples: 200 });
    const back = pairedBootstrap(labels, bolder, logits, crossEntropy, { resamples: 200 });
    const gap = crossEntropy(labels, bolder) - crossEntropy(labels, logits);
    expect(there.value).toBeCloseTo(gap, 12);
    expect(back.upper).toBeCloseTo(-there.lower, 12);
    expect(Math.sign(there.lower + there.upper)).toBe(Math.sign(gap));
    expect(there.second_higher + back.second_higher).toBeCloseTo(1, 12);
    expect(pairedBootstrap(labels, logits, logits, crossEntropy).second_higher).toBe(0);
  });

  it("is narrower than the intervals of both models", () => {
    const near = logits.map((row) => row.map((logit) => logit * 1.1));
    const pair = pairedBootstrap(labels, logits, near, crossEntropy);
    const alone = bootstrapInterval(labels, logits, crossEntropy);
    expect(pair.upper - pair.lower).toBeLessThan((alone.upper - alone.lower) / 2);
  });
});

it("McNemar's test is scipy's on 500 random sets", () => {
  for (const { y, predicted, other, mcnemar, z } of peers.ranking) {
    expectNear(mcNemar(y, predicted, other, z[0].length).p_value, mcnemar);
  }
});
