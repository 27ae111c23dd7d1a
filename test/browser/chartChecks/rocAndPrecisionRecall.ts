import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { aboveThreshold } from "../../../src/evaluate/aboveThreshold.js";
import { confusionMatrix } from "../../../src/evaluate/confusionMatrix.js";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { two } from "./galleryNumbers.js";

const name = "threshold (take at or above)";
const { test: reviews } = await loadDataset("reviews");
const probabilities = softmax(two);
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

/** Counts, points and headline are those of the confusion matrix at this threshold. */
async function expectTaken(chart: LiveChart, threshold: number) {
  const sets = aboveThreshold(probabilities, threshold, { or_equal: true });
  const taken = sets.map(([, positive]) => positive);
  const [[tn, fp], [fn, tp]] = confusionMatrix(reviews.labels, taken, 2);
  const cells = (await chart.marks("rect")).filter(({ datum }) => "cell" in datum);
  const counts = Object.fromEntries(cells.map(({ datum }) => [datum.cell, datum.count]));
  expect(counts).toEqual({ tp, fp, fn, tn });
  const precision = tp + fp === 0 ? "none" : percent(tp / (tp + fp));
  expect(await chart.texts()).toContain(
    `Threshold ${threshold.toFixed(2)}: precision ${precision}, recall ${percent(tp / (tp + fn))}, false positive rate ${percent(fp / (fp + tn))}`,
  );
  const points = (await chart.marks("symbol")).filter(({ datum }) => "place" in datum);
  expect(points).toHaveLength(tp + fp === 0 ? 1 : 2);
  for (const { datum } of points) expect(Number(datum.recall)).toBeCloseTo(tp / (tp + fn), 4);
}

export const rocAndPrecisionRecall: ChartCheck = {
  builder: "rocAndPrecisionRecall",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  drawing: (chart) => expectTaken(chart, 0.5),
  interactions: {
    async "the threshold moves along both curves and changes the four counts"(chart) {
      for (const threshold of [0, 1, 0.25, 0.9]) {
        await chart.move(name, threshold);
        await chart.soon(() => expectTaken(chart, threshold));
      }
    },
  },
};
