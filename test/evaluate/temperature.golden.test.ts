import { expect, it } from "vitest";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { applyTemperature, fitTemperature } from "../../src/evaluate/temperature.js";
import { cases } from "./goldenCalibration.js";

it.each(cases)("$name", ({ logits, labels, optimal_temperature, after }) => {
  const fit = fitTemperature(labels, logits);
  if (optimal_temperature === null) {
    expect(fit.temperature).toBeNull();
    expect(fit.converged).toBe(false);
    return;
  }
  expect(Math.abs(Number(fit.temperature) / optimal_temperature - 1)).toBeLessThan(1e-8);
  expect(Math.abs(Number(fit.gradient))).toBeLessThan(1e-10);
  const cooled = applyTemperature(fit, logits, { on_fitted_rows: true });
  expect(crossEntropy(labels, cooled)).toBeCloseTo(Number(after?.nll), 11);
  expect(fit.nll.after).toBeCloseTo(Number(after?.nll), 11);
});
