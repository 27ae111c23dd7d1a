import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { expectedCalibrationError } from "../../../src/evaluate/calibration.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { two } from "./galleryNumbers.js";

const { test: reviews } = await loadDataset("reviews");
const likes = ["guo", "torchmetrics", "netcal", "evaluate", "sklearn", "mapie", "relplot"] as const;
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** Each library's error is listed, and the headline has the least and the largest. */
async function expectBins(chart: LiveChart, n_bins: number) {
  const points = (await chart.marks("symbol")).filter(({ datum }) => "words" in datum);
  const errors = likes.map((like) => {
    const error = expectedCalibrationError(reviews.labels, two, { like, n_bins });
    const ofLike = ({ datum }: (typeof points)[number]) =>
      String(datum.name).split(", ").includes(like);
    expect(points.find(ofLike)?.datum.words, like).toBe(percent(error));
    return error;
  });
  const headline = (await chart.texts()).find((text) => text.startsWith(`${n_bins} bins: ECE `));
  expect(headline).toContain(percent(Math.min(...errors)));
  expect(headline).toContain(percent(Math.max(...errors)));
}

export const eceConventions: ChartCheck = {
  builder: "eceConventions",
  drawnBy: "vega",
  controls: ["range: number of bins"],
  drawing: (chart) => expectBins(chart, 15),
  interactions: {
    async "the number of bins changes what the libraries say, each its own"(chart) {
      for (const bins of [2, 50, 10]) {
        await chart.move("number of bins", bins);
        await chart.soon(() => expectBins(chart, bins));
      }
    },
  },
};
