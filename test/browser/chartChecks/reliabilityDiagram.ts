import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { calibrationCurve, expectedCalibrationError } from "../../../src/evaluate/calibration.js";
import { applyTemperature } from "../../../src/evaluate/temperature.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { two } from "./galleryNumbers.js";

const { test: reviews } = await loadDataset("reviews");
const readings = [two, applyTemperature(4, two)];
const strategies = ["uniform", "equal_mass"] as const;
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** The headline and the points are those of the kit's own functions. */
async function expectBins(chart: LiveChart, n_bins: number, strategy: number, scaled: number) {
  const options = { n_bins, strategy: strategies[strategy] };
  const ece = percent(expectedCalibrationError(reviews.labels, readings[scaled], options));
  const places = n_bins === 1 ? "1 bin" : `${n_bins} equally ${strategy ? "full" : "wide"} bins`;
  const headline = (await chart.texts()).find((text) => text.includes(" claimed, ")) ?? "";
  expect(headline).toContain(`ECE ${ece} in ${places}`);
  expect(headline.startsWith("T = 4: ")).toBe(scaled === 1);
  const points = (await chart.marks("symbol")).filter(({ datum }) => "spoken" in datum);
  const curve = calibrationCurve(reviews.labels, readings[scaled], options);
  const filled = curve.filter(({ count }) => count > 0);
  expect(points.map(({ datum }) => datum.texts)).toEqual(filled.map(({ count }) => count));
  expect(points.map(({ datum }) => datum.accuracy)).toEqual(
    filled.map(({ accuracy }) => accuracy?.proportion),
  );
}

export const reliabilityDiagram: ChartCheck = {
  builder: "reliabilityDiagram",
  drawnBy: "vega",
  controls: ["range: number of bins", "radio: bins of equal", "radio: logits"],
  drawing: (chart) => expectBins(chart, 15, 0, 0),
  interactions: {
    async "the number of bins, their kind and the temperature change points and headline"(chart) {
      for (const [scaled, strategy, bins] of [
        [0, 0, 1],
        [0, 1, 30],
        [1, 1, 1],
        [1, 0, 30],
        [0, 0, 10],
      ]) {
        await chart.choose("logits", scaled);
        await chart.choose("bins of equal", strategy);
        await chart.move("number of bins", bins);
        await chart.soon(() => expectBins(chart, bins, strategy, scaled));
      }
    },
  },
};
