import { describe, expect, it } from "vitest";
import {
  binTable,
  claimWords,
  curveWithoutBins,
  storedBins,
  temperatureWords,
} from "../../../src/charts/parts/reliabilityPanels.js";
import { sortIntoBins } from "../../../src/evaluate/calibrationBins.js";

const answers = {
  confidence: Float64Array.from([0.55, 0.95, 0.9, 0.99]),
  hit: Uint8Array.from([0, 1, 1, 0]),
};
const bins = sortIntoBins(answers, { n_bins: 4 }, "test");

describe("what a reliability diagram stores", () => {
  it("has no empty bin, and means instead of sums", () => {
    expect(storedBins(3, bins)).toEqual({
      setting: 3,
      bins: "0.5,0.75,0.55,0,1 0.75,1,0.9467,2,3",
    });
  });

  it("has a row for each bin in its table", () => {
    const { columns, rows } = binTable(bins, "answers");
    expect(columns).toContain("answers");
    expect(rows).toEqual([
      ["0.500", "0.750", "1", "55.0%", "0.0%", "0.0% to 79.3%"],
      ["0.750", "1.000", "3", "94.7%", "66.7%", "20.8% to 93.9%"],
    ]);
  });

  it("draws a step of the curve without bins from end to end, and one of no width once", () => {
    const steps = { from: [0.5, 0.8], to: [0.7, 0.8], value: [0.25, 1], weight: [4, 1] };
    expect(curveWithoutBins(steps)).toBe("0.5,0.25 0.7,0.25 0.8,1");
  });

  it("says what is claimed and achieved, and a temperature in three digits", () => {
    expect(claimWords(answers)).toBe("84.7% claimed, 50.0% right");
    expect([1, 5.2749, 0.001234].map(temperatureWords)).toEqual(["1", "5.27", "0.00123"]);
  });
});
