import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { applyTemperature, fitTemperature } from "../../src/evaluate/temperature.js";
import { argmax } from "../../src/logits/argmax.js";
import { mersenneTwister } from "../../src/logits/random.js";
import { law, lawOfMany } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

const logit = fc.oneof(
  fc.integer({ min: -900, max: 900 }).map((i) => i / 100),
  fc.integer({ min: -2, max: 2 }),
);
const scale = fc.constantFrom(1e-5, 1e-2, 1, 1, 1, 30, 1e5);
/** Rows of three logits, in any unit, with a true class. */
const sets = fc
  .tuple(
    fc.array(fc.tuple(fc.nat(2), fc.array(logit, { minLength: 3, maxLength: 3 })), {
      minLength: 1,
      maxLength: 20,
    }),
    scale,
  )
  .map(([rows, by]) => ({
    labels: rows.map(([label]) => label),
    // The first logit is moved off the others' sum, so that no row looks like probabilities.
    logits: rows.map(([, row]) => row.map((each) => (each - 20) * by)),
  }));

describe("fitTemperature", () => {
  law("never returns NaN, and says why there is no optimum", sets, ({ labels, logits }) => {
    const { temperature, converged, reason, gradient } = fitTemperature(labels, logits);
    if (!converged) return temperature === null && gradient === null && reason !== "minimum";
    return (
      Number(temperature) > 0 &&
      Number.isFinite(temperature) &&
      Math.abs(Number(gradient)) <= 1e-10 &&
      reason === "minimum"
    );
  });

  law("finds what no other temperature beats", sets, ({ labels, logits }) => {
    const { temperature, reason } = fitTemperature(labels, logits);
    const nll = (t: number) => crossEntropy(labels, applyTemperature(t, logits));
    const others = [1e-9, 1e-3, 0.1, 1, 10, 1e3, 1e9];
    if (reason === "separable") return nll(1e-12) <= Math.min(...others.map(nll)) + 1e-9;
    if (temperature === null) return nll(1e12) <= Math.min(...others.map(nll)) + 1e-9;
    const best = nll(temperature);
    return [...others, temperature * 1.01, temperature / 1.01].every((t) => best <= nll(t) + 1e-9);
  });

  law("turns with the unit of the logits", sets, ({ labels, logits }) => {
    const one = fitTemperature(labels, logits);
    const two = fitTemperature(
      labels,
      logits.map((row) => row.map((each) => each * 2)),
    );
    if (one.temperature === null || two.temperature === null) return one.reason === two.reason;
    return Math.abs(two.temperature / one.temperature / 2 - 1) < 1e-4;
  });

  law("is the same for rows in another order", sets, ({ labels, logits }) => {
    const one = fitTemperature(labels, logits);
    const two = fitTemperature([...labels].reverse(), [...logits].reverse());
    if (one.temperature === null || two.temperature === null) return one.reason === two.reason;
    return Math.abs(one.temperature / two.temperature - 1) < 1e-4;
  });

  lawOfMany("never changes an answer", sets, ({ labels, logits }) => {
    const { temperature } = fitTemperature(labels, logits);
    const by = temperature ?? 1;
    return argmax(applyTemperature(by, logits)).every((top, row) => {
      const best = Math.max(...logits[row]);
      return Math.abs(logits[row][top] - best) <= 1e-12 * Math.abs(best);
    });
  });

  it("takes at most 12 steps for 10,000 rows of 7 logits", () => {
    const random = mersenneTwister(1);
    const logits = Array.from({ length: 10_000 }, () =>
      Array.from({ length: 7 }, () => (random() / 2 ** 32 - 0.5) * 12),
    );
    const labels = argmax(logits).map((top) => (random() % 4 === 0 ? random() % 7 : top));
    const fit = fitTemperature(labels, logits);
    expect(fit.converged).toBe(true);
    expect(fit.iterations).toBeLessThanOrEqual(12);
  });

  it("says why there is none", () => {
    const reason = (labels: number[], logits: number[][]) => fitTemperature(labels, logits).reason;
    expect(
      reason(
        [0, 1],
        [
          [2, 1],
          [1, 2],
        ],
      ),
    ).toBe("separable");
    expect(
      reason(
        [1, 0],
        [
          [2, 1],
          [1, 2],
        ],
      ),
    ).toBe("no better than chance");
    expect(
      reason(
        [0, 1],
        [
          [2, 1],
          [2, 1],
        ],
      ),
    ).toBe("no better than chance");
    expect(
      reason(
        [0, 1],
        [
          [1, 1],
          [2, 2],
        ],
      ),
    ).toBe("flat");
  });

  it("gives one temperature for all labels of label sets", () => {
    const sets = [
      [1, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ];
    const logits = [
      [4, -4],
      [4, -4],
      [4, -4],
      [4, -4],
    ];
    const fit = fitTemperature(sets, logits, { problem_type: "multi_label_classification" });
    expect(fit.temperature).toBeCloseTo(4 / Math.log(3), 10);
  });

  it("refuses label sets with what may be probabilities", () => {
    const options = { problem_type: "multi_label_classification" } as const;
    expect(messageOf(() => fitTemperature([[1, 0]], [[0.9, 0.2]], options))).toContain(
      "these may be probabilities",
    );
  });

  it("draws the same interval from the same seed, and it holds the temperature", () => {
    const random = mersenneTwister(7);
    const logits = Array.from({ length: 80 }, () => [random() / 2 ** 30, random() / 2 ** 30]);
    const labels = argmax(logits).map((top) => (random() % 4 === 0 ? 1 - top : top));
    const options = { resamples: 100, seed: 3 };
    const fit = fitTemperature(labels, logits, options);
    expect(fitTemperature(labels, logits, options).interval).toEqual(fit.interval);
    expect(Number(fit.interval?.lower)).toBeLessThan(Number(fit.temperature));
    expect(Number(fit.interval?.upper)).toBeGreaterThan(Number(fit.temperature));
  });

  it("the interval holds the middle 95 % of the temperatures of rows drawn again", () => {
    const random = mersenneTwister(11);
    const logits = Array.from({ length: 60 }, () => [random() / 2 ** 29, random() / 2 ** 29]);
    const labels = argmax(logits).map((top) => (random() % 3 === 0 ? 1 - top : top));
    const { interval } = fitTemperature(labels, logits, { resamples: 41, seed: 5 });
    const draws = mersenneTwister(5);
    const fits = Array.from({ length: 41 }, () => {
      const rows = labels.map(() => draws() % labels.length);
      return fitTemperature(
        rows.map((row) => labels[row]),
        rows.map((row) => logits[row]),
      ).temperature;
    });
    const sorted = fits.map((fit) => fit ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
    expect(interval?.lower).toBeCloseTo(sorted[1], 8);
    expect(interval?.upper).toBeCloseTo(sorted[39], 8);
  });

  it("the interval reaches 0 and infinity where rows drawn again are all right, or half of them wrong", () => {
    const logits = [1, 2, 3, 4].map((z) => [z, 0]);
    const { interval } = fitTemperature([0, 0, 0, 1], logits, { resamples: 200 });
    expect(interval).toEqual({ lower: 0, upper: Number.POSITIVE_INFINITY });
  });

  it.each([
    [[[0.4, 0.6]], {}, "these are probabilities"],
    [[[Number.POSITIVE_INFINITY, 1]], {}, "row 0, column 0 is Infinity"],
    [[[1, 2]], { lr: 0.01 }, 'has no option "lr": the search needs no learning rate'],
    [[[1, 2]], { resamples: -1 }, "resamples to be a whole number from 0"],
    [[[1, 2]], { seed: 0.5 }, "seed to be a whole number from 0"],
    [[[1, 2]], { problem_type: "regression" }, "problem_type to be"],
  ])("refuses %j with %j", (logits, options, message) => {
    expect(messageOf(() => fitTemperature([0], logits, wrong(options)))).toContain(message);
  });
});

describe("applyTemperature", () => {
  const logits = [
    [4, 0],
    [4, 0],
    [0, 4],
    [4, 0],
  ];
  const fit = fitTemperature([0, 0, 1, 1], logits);

  it("refuses the rows of the fit, in any order, unless told", () => {
    const message = "applyTemperature needs other rows than the 4 that were fitted";
    expect(messageOf(() => applyTemperature(fit, logits))).toContain(message);
    expect(messageOf(() => applyTemperature(fit, [...logits].reverse()))).toContain(message);
    expect(applyTemperature(fit, logits, { on_fitted_rows: true })).toHaveLength(4);
    expect(applyTemperature(JSON.parse(JSON.stringify(fit)), [[4, 0]])).toHaveLength(1);
  });

  it("refuses a fit without a temperature, and what is no fit", () => {
    const none = fitTemperature(
      [0, 1],
      [
        [1, 1],
        [2, 2],
      ],
    );
    expect(messageOf(() => applyTemperature(none, logits))).toContain("no finite optimum (flat)");
    expect(messageOf(() => applyTemperature(0, logits))).toContain(
      "above 0 and below Infinity, got 0",
    );
    expect(messageOf(() => applyTemperature(wrong("2"), logits))).toContain('the string "2"');
  });
});
