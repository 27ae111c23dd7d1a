import { expect, it } from "vitest";
import {
  isotonicReliability,
  smoothCalibrationError,
} from "../../src/evaluate/binFreeCalibration.js";
import { expectNear } from "./expectNear.js";
import { peers } from "./goldenCalibration.js";

it("relplot's smooth error, a step of its search included", () => {
  const sets = peers.calibration.filter(({ smece }) => smece !== undefined);
  expect(sets).toHaveLength(125);
  for (const { y, z, p, smece } of sets) {
    const ours = smoothCalibrationError(y, (z ?? p) as number[][]);
    expect(Math.abs(ours - Number(smece)), `${ours} for ${smece}`).toBeLessThan(1e-9);
  }
});

it("model-diagnostics' decomposition of the Brier score", () => {
  const sets = peers.calibration.filter(({ corp }) => corp);
  expect(sets.length).toBeGreaterThan(100);
  for (const { y, z, p, corp } of sets) {
    const { steps, ...parts } = isotonicReliability(y, (z ?? p) as number[][]);
    expect(steps.length).toBeGreaterThan(0);
    expectNear(Object.values(parts), corp);
  }
});
