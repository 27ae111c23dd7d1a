import { describe, expect, it } from "vitest";
import { averagePrecision, precisionRecallCurve, rocCurve } from "../../src/evaluate/ranking.js";
import { expectNear } from "./expectNear.js";
import { peers } from "./goldenCalibration.js";

describe("scikit-learn's numbers of 500 random sets", () => {
  const two = peers.ranking.filter(({ roc }) => roc);

  it("roc_curve", () => {
    expect(two).toHaveLength(250);
    for (const { p, y, roc } of two) {
      const { fpr, tpr, thresholds } = rocCurve(y, p);
      expectNear([fpr, tpr, thresholds.slice(1)], roc);
      expect(thresholds[0]).toBe(Number.POSITIVE_INFINITY);
    }
  });

  it("precision_recall_curve", () => {
    for (const { p, y, pr } of two) {
      const { precision, recall, thresholds } = precisionRecallCurve(y, p);
      expectNear([precision, recall, thresholds], pr);
    }
  });

  it("average_precision_score", () => {
    for (const { p, y, w, ap } of peers.ranking) {
      const pos_label = p[0].length === 2 ? 1 : 0;
      const ours = [averagePrecision(y, p, { pos_label })];
      if (ap.length > 1) ours.push(averagePrecision(y, p, { pos_label, sample_weight: w }));
      expectNear(ours, ap);
    }
  });
});
