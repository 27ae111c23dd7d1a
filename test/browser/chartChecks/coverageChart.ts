import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { coverageCurve } from "../../../src/evaluate/coverage.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { two } from "./galleryNumbers.js";

const name = "threshold (keep at or above)";
const { test: reviews } = await loadDataset("reviews");
const curve = coverageCurve(reviews.labels, two);
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** The point and the headline are those of the last point of the curve whose threshold is high enough. */
async function expectKept(chart: LiveChart, threshold: number) {
  const last = curve.thresholds.findLastIndex((each) => each >= threshold);
  const points = (await chart.marks("symbol")).filter(({ datum }) => "place" in datum);
  const start = `Threshold ${threshold.toFixed(2)}: `;
  const headline = (await chart.texts()).find((text) => text.startsWith(start));
  if (last < 0) {
    expect(headline).toContain("none of 144 answers kept");
    expect(points).toEqual([]);
    return;
  }
  const [coverage, accuracy] = [curve.coverage[last], curve.accuracy[last]];
  expect(headline).toContain(`kept (${percent(coverage)}), ${percent(accuracy)} of them right`);
  expect(points.map(({ datum }) => [datum.coverage, datum.accuracy])).toEqual([
    [coverage, accuracy],
  ]);
}

export const coverageChart: ChartCheck = {
  builder: "coverageChart",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  drawing: (chart) => expectKept(chart, 0.9),
  interactions: {
    async "the threshold moves along the curve, and the headline with it"(chart) {
      for (const threshold of [0, 1, 0.75, 0.99]) {
        await chart.move(name, threshold);
        await chart.soon(() => expectKept(chart, threshold));
      }
    },
  },
};
