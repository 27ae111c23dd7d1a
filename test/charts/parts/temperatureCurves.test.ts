import { describe, expect, it } from "vitest";
import { fitWords, temperatureCurves } from "../../../src/charts/parts/temperatureCurves.js";
import { fitTemperature } from "../../../src/evaluate/temperature.js";

const logits = [
  [4, 0],
  [4, 0],
  [0, 4],
  [4, 0],
];
const fit = fitTemperature([0, 0, 1, 1], logits);

describe("what is drawn against the temperature", () => {
  it("says the best one, and its interval with ends that may be infinite", () => {
    expect(fitWords(fit)).toBe("Lowest NLL at T = 3.64");
    const interval = { lower: 1.234567, upper: Number.POSITIVE_INFINITY };
    expect(fitWords({ ...fit, interval })).toBe("Lowest NLL at T = 3.64 (95% interval 1.23 to ∞)");
  });

  it("leaves out upright lines that the axis doesn't reach", () => {
    const steps = [{ temperature: 1, nll: 1, ece: 0.1 }];
    const rules = (given: number) => {
      const shared = { steps, fit, given, classes: 2, domain: [0.1, 20] as const, width: 100 };
      return JSON.stringify(temperatureCurves(shared)).split(`"temperature":${given}`).length - 1;
    };
    expect([rules(15), rules(30)]).toEqual([2, 0]);
  });
});
