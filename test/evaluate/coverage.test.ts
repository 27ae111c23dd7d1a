import { describe, expect, it } from "vitest";
import { coverageCurve, thresholdFor } from "../../src/evaluate/coverage.js";
import { isNear, law, scored } from "./laws.js";
import { messageOf, wrong } from "./messageOf.js";

type Rows = [number, number[]][];
const labelsOf = (rows: Rows) => rows.map(([label]) => label);
const logitsOf = (rows: Rows) => rows.map(([, logits]) => logits);

describe("coverageCurve", () => {
  law("ends with all answers, at the accuracy of argmax", scored, (rows) => {
    const { coverage, accuracy, area } = coverageCurve(labelsOf(rows), logitsOf(rows));
    const rises = coverage.every((share, i) => i === 0 || share > coverage[i - 1]);
    return rises && coverage.at(-1) === 1 && Number(accuracy.at(-1)) <= 1 && area <= 1 + 1e-12;
  });
});

const scores = [
  [0.1, 0.9],
  [0.2, 0.8],
  [0.3, 0.7],
  [0.4, 0.6],
  [0.8, 0.2],
];
const labels = [1, 1, 0, 1, 0];

describe("thresholdFor", () => {
  law("reaches what is wanted, or says that nothing does", scored, (rows) => {
    const { threshold, reached } = thresholdFor(labelsOf(rows), logitsOf(rows), { accuracy: 0.6 });
    const { accuracy, thresholds } = coverageCurve(labelsOf(rows), logitsOf(rows));
    if (threshold === null) return accuracy.every((share) => share < 0.6);
    const at = thresholds.indexOf(threshold);
    return Number(reached?.proportion) >= 0.6 && isNear(accuracy[at], Number(reached?.proportion));
  });

  it("finds as much as a precision allows, and as little as a recall needs", () => {
    expect(thresholdFor(labels, scores, { precision: 0.75 }).threshold).toBe(0.6);
    expect(thresholdFor(labels, scores, { recall: 0.6 }).threshold).toBe(0.8);
    expect(thresholdFor(labels, scores, { recall: 0.6 }).reached?.proportion).toBeCloseTo(2 / 3);
    expect(thresholdFor([0], [[0.2, 0.8]], { precision: 0.5 })).toEqual({
      threshold: null,
      reached: null,
      coverage: 0,
    });
  });

  it.each([
    [{}, "needs one of accuracy, precision and recall, such as { precision: 0.9 }, got none"],
    [{ recall: 0.5, precision: 0.5 }, "got precision and recall"],
    [{ recall: 2 }, "recall to be a share above 0 and at most 1, got 2"],
    [{ recall: 0.5, n_bins: 3 }, 'no option "n_bins"'],
  ])("refuses %j", (options, message) => {
    expect(messageOf(() => thresholdFor(labels, scores, wrong(options)))).toContain(message);
  });
});
