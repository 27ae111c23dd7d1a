import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { expectedCalibrationError } from "../../../src/evaluate/calibration.js";
import { crossEntropy } from "../../../src/evaluate/logLoss.js";
import { applyTemperature, fitTemperature } from "../../../src/evaluate/temperature.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { two } from "./galleryNumbers.js";

const { test: reviews } = await loadDataset("reviews");
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** Headline, curves and diagram say what the kit's own functions say at this temperature. */
async function expectAt(chart: LiveChart, temperature: number) {
  const rows = applyTemperature(temperature, two);
  const nll = crossEntropy(reviews.labels, rows);
  const ece = expectedCalibrationError(reviews.labels, rows);
  const headline = `T = ${temperature}: NLL ${nll.toFixed(3)}, ECE ${percent(ece)}; `;
  expect((await chart.texts()).some((text) => text.startsWith(headline))).toBe(true);
  const points = await chart.marks("symbol");
  const here = points.filter(({ datum }) => "place" in datum);
  expect(here.length).toBeGreaterThan(0);
  for (const { datum } of here) expect(Number(datum.nll)).toBeCloseTo(nll, 4);
  const bins = points.filter(({ datum }) => "least" in datum);
  const texts = bins.reduce((sum, { datum }) => sum + Number(datum.texts), 0);
  expect(texts).toBe(two.length);
}

export const temperatureFit: ChartCheck = {
  builder: "temperatureFit",
  drawnBy: "vega",
  controls: ["range: temperature"],
  async drawing(chart) {
    await expectAt(chart, 1);
    const fit = fitTemperature(reviews.labels, two);
    const rules = (await chart.marks("rule")).map(({ datum }) => datum.temperature);
    expect(rules.filter((temperature) => temperature === fit.temperature)).toHaveLength(2);
  },
  interactions: {
    async "the temperature moves the diagram, the NLL and the ECE together"(chart) {
      for (const temperature of [0.1, 20, 4, 1.5]) {
        await chart.move("temperature", temperature);
        await chart.soon(() => expectAt(chart, temperature));
      }
    },
  },
};
