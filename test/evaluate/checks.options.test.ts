import { describe, expect, it } from "vitest";
import * as kit from "../../src/index.js";
import { messageOf, wrong } from "./messageOf.js";

const labels = [0, 1, 1, 0];
const logits = [
  [2, 0],
  [0, 1],
  [1, 0],
  [0.5, 0],
];
const fresh = [[3, 1]];

/** Calls of every measure and fit that takes options. */
const calls: Record<string, (options: never) => unknown> = {
  applyIsotonic: (o) => kit.applyIsotonic(kit.fitIsotonic(labels, logits), fresh, o),
  applyPlatt: (o) => kit.applyPlatt(kit.fitPlatt(labels, logits), fresh, o),
  applyTemperature: (o) => kit.applyTemperature(2, fresh, o),
  applyVectorScaling: (o) => kit.applyVectorScaling(kit.fitVectorScaling(labels, logits), fresh, o),
  averagePrecision: (o) => kit.averagePrecision(labels, logits, o),
  bootstrapInterval: (o) => kit.bootstrapInterval(labels, logits, () => 1, o),
  brierDecomposition: (o) => kit.brierDecomposition(labels, logits, o),
  brierScore: (o) => kit.brierScore(labels, kit.softmax(logits), o),
  calibrationCurve: (o) => kit.calibrationCurve(labels, logits, o),
  classwiseCalibrationError: (o) => kit.classwiseCalibrationError(labels, logits, o),
  cohenKappa: (o) => kit.cohenKappa(labels, labels, o),
  conformalSets: (o) => kit.conformalSets(kit.fitConformal(labels, logits), fresh, o),
  coverageCurve: (o) => kit.coverageCurve(labels, logits, o),
  expectedCalibrationError: (o) => kit.expectedCalibrationError(labels, logits, o),
  fBeta: (o) => kit.fBeta(labels, labels, 2, o),
  fitConformal: (o) => kit.fitConformal(labels, logits, o),
  fitIsotonic: (o) => kit.fitIsotonic(labels, logits, o),
  fitPlatt: (o) => kit.fitPlatt(labels, logits, o),
  fitTemperature: (o) => kit.fitTemperature(labels, logits, o),
  fitVectorScaling: (o) => kit.fitVectorScaling(labels, logits, o),
  isotonicReliability: (o) => kit.isotonicReliability(labels, logits, o),
  jaccard: (o) => kit.jaccard(labels, labels, o),
  maximumCalibrationError: (o) => kit.maximumCalibrationError(labels, logits, o),
  pairedBootstrap: (o) => kit.pairedBootstrap(labels, logits, logits, () => 1, o),
  precisionRecallCurve: (o) => kit.precisionRecallCurve(labels, logits, o),
  rocAuc: (o) => kit.rocAuc(labels, logits, o),
  rocCurve: (o) => kit.rocCurve(labels, logits, o),
  rootMeanSquareCalibrationError: (o) => kit.rootMeanSquareCalibrationError(labels, logits, o),
  smoothCalibrationError: (o) => kit.smoothCalibrationError(labels, logits, o),
  thresholdFor: (o) => kit.thresholdFor(labels, logits, o),
};

describe.each(Object.entries(calls))("%s", (name, call) => {
  it.each([null, 5, "guo", [1]])("says that %j is no options", (options) => {
    expect(messageOf(() => call(wrong(options)))).toMatch(
      new RegExp(`^${name} needs (its options as an object|one of accuracy)`),
    );
  });

  it("refuses an option that it doesn't know", () => {
    const options = { accuracy: 0.5, optoin: 1 };
    if (name !== "thresholdFor") Reflect.deleteProperty(options, "accuracy");
    expect(messageOf(() => call(wrong(options)))).toContain(`${name} has no option "optoin"`);
  });
});
