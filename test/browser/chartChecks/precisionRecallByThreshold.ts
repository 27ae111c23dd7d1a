import { expect } from "vitest";
import { aboveThreshold } from "../../../src/evaluate/aboveThreshold.js";
import { multiLabelPrecisionRecallF1 } from "../../../src/evaluate/precisionRecallF1.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { emotions, seven } from "./galleryNumbers.js";

const name = "threshold (give at or above)";
const felt = [[0, 1], [1], [2], [3, 6], [4], [5], [6], [1, 2]];
const sets = felt.map((given) => emotions.map((_, index) => Number(given.includes(index))));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

async function expectShares(chart: LiveChart, threshold: number) {
  const taken = aboveThreshold(sigmoid(seven), threshold, { or_equal: true });
  const { per_label, micro } = multiLabelPrecisionRecallF1(sets, taken);
  const isNone = taken.flat().every((is) => is === 0);
  const texts = await chart.texts();
  expect(texts).toContain(
    `Threshold ${threshold.toFixed(2)}: precision ${isNone ? "none" : percent(micro.precision)}, recall ${percent(micro.recall)} over all 7 labels`,
  );
  const said = emotions.map((_, index) => {
    const isGiven = taken.some((row) => row[index] === 1);
    const precision = isGiven ? percent(per_label.precision[index]) : "none";
    return `P ${precision}, R ${percent(per_label.recall[index])}`;
  });
  expect(texts.filter((text) => text.startsWith("P ")).sort()).toEqual(said.sort());
}

export const precisionRecallByThreshold: ChartCheck = {
  builder: "precisionRecallByThreshold",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  drawing: (chart) => expectShares(chart, 0.5),
  interactions: {
    async "the threshold moves through all panels, and the headline with it"(chart) {
      for (const threshold of [0, 1, 0.25, 0.9]) {
        await chart.move(name, threshold);
        await chart.soon(() => expectShares(chart, threshold));
      }
    },
  },
};
