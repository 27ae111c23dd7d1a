import { describe, expect, it } from "vitest";
import {
  calibrationCurve,
  expectedCalibrationError,
  maximumCalibrationError,
  rootMeanSquareCalibrationError,
} from "../../src/evaluate/calibration.js";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { expectNear } from "./expectNear.js";
import { cases, type PeerMeasures, type PeerSet, peers } from "./goldenCalibration.js";

describe("the reference cases", () => {
  it.each(cases)("$name", ({ logits, labels, before }) => {
    expectNear(crossEntropy(labels, logits), before.nll);
    for (const [n, bins] of Object.entries(before.bins)) {
      const options = { n_bins: Number(n), like: "guo", of: "top" } as const;
      expectNear(expectedCalibrationError(labels, logits, options), bins.ece, `ece ${n}`);
      expectNear(maximumCalibrationError(labels, logits, options), bins.mce, `mce ${n}`);
      expectNear(rootMeanSquareCalibrationError(labels, logits, options), bins.rms_ce, `rms ${n}`);
      const adaptive = (strategy: "equal_mass" | "quantile") =>
        expectedCalibrationError(labels, logits, { ...options, strategy });
      expectNear(adaptive("equal_mass"), bins.adaptive_ece, `equal mass ${n}`);
      expectNear(adaptive("quantile"), bins.adaptive_ece_quantile_edges, `quantiles ${n}`);
      const curve = calibrationCurve(labels, logits, options).map((bin) => ({
        count: bin.count,
        mean_confidence: bin.confidence,
        accuracy: bin.accuracy?.proportion ?? null,
      }));
      const table = bins.table.map(({ count, mean_confidence, accuracy }) => ({
        count,
        mean_confidence,
        accuracy,
      }));
      expectNear(curve, table, `curve ${n}`);
    }
  });
});

describe("500 random sets", () => {
  it("were measured", () => expect(peers.calibration).toHaveLength(500));

  const each = (check: (set: PeerSet, measured: PeerMeasures, of: "top" | "positive") => void) =>
    peers.calibration.forEach((set) => {
      check(set, set.top, "top");
      if (set.positive) check(set, set.positive, "positive");
    });
  const scoresOf = ({ z, p }: PeerSet) => (z ?? p) as number[][];

  it("torchmetrics' l1, l2 and max", () =>
    each((set, { torchmetrics }, of) => {
      const { y, n_bins } = set;
      const options = { n_bins, of, like: "torchmetrics" } as const;
      const scores = scoresOf(set);
      expectNear(expectedCalibrationError(y, scores, options), torchmetrics.l1);
      expectNear(rootMeanSquareCalibrationError(y, scores, options), torchmetrics.l2);
      expectNear(maximumCalibrationError(y, scores, options), torchmetrics.max);
    }));

  it("torchmetrics' public functions, which choose the confidence and round to single precision", () => {
    // A confidence within single precision of an edge may change its bin.
    const near = peers.calibration.filter((set) => {
      if (set.p) return false;
      const { y, n_bins, torchmetrics_float32 } = set;
      const ours = expectedCalibrationError(y, scoresOf(set), { n_bins, like: "torchmetrics" });
      expect(ours).toBeCloseTo(torchmetrics_float32[0], 6);
      return true;
    });
    expect(near).toHaveLength(400);
  });

  it("netcal's ECE and MCE", () =>
    each((set, { netcal }, of) => {
      const options = { n_bins: set.n_bins, of, like: "netcal" } as const;
      expectNear(expectedCalibrationError(set.y, scoresOf(set), options), netcal.ece);
      expectNear(maximumCalibrationError(set.y, scoresOf(set), options), netcal.mce);
    }));

  it.each(["guo", "mapie", "relplot"] as const)("the ECE of %s", (like) =>
    each((set, measured, of) => {
      const { y, n_bins } = set;
      expectNear(
        expectedCalibrationError(y, scoresOf(set), { n_bins, of, like }),
        measured[like],
        JSON.stringify([n_bins, of, scoresOf(set)]),
      );
    }),
  );

  it("Kumar's debiased error", () =>
    each((set, { kumar }, of) => {
      const options = { n_bins: set.n_bins, of, like: "sklearn", debias: true } as const;
      if (scoresOf(set)[0].length > 2) return;
      const ours = rootMeanSquareCalibrationError(set.y, scoresOf(set), options);
      expect(ours ** 2).toBeCloseTo(kumar ** 2, 12);
    }));

  it.each(["uniform", "quantile"] as const)("scikit-learn's curve, %s", (strategy) =>
    each((set, { sklearn }, of) => {
      if (scoresOf(set)[0].length > 2) return;
      const options = { n_bins: set.n_bins, of, like: "sklearn", strategy } as const;
      const curve = calibrationCurve(set.y, scoresOf(set), options).filter(({ count }) => count);
      const points = [curve.map((bin) => bin.accuracy?.proportion), curve.map((b) => b.confidence)];
      expectNear(points, sklearn[strategy]);
    }),
  );
});
