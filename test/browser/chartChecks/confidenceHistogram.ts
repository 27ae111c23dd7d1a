import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { differences } from "./galleryNumbers.js";

const name = "threshold (keep at or above)";

const { test: reviews } = await loadDataset("reviews");
const answers = differences.map((difference, i) => ({
  confidence: sigmoid([Math.abs(difference)])[0],
  isRight: Number(difference > 0) === reviews.labels[i],
}));
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;

const accuracyOfAll = answers.filter(({ isRight }) => isRight).length / answers.length;

async function expectKept(chart: LiveChart, threshold: number) {
  const kept = answers.filter(({ confidence }) => confidence >= threshold);
  const coverage = kept.length / answers.length;
  const accuracy = kept.filter(({ isRight }) => isRight).length / kept.length;
  const claimed = kept.reduce((sum, { confidence }) => sum + confidence, 0) / kept.length;
  const points = (await chart.marks("symbol")).filter(({ datum }) => "measure" in datum);
  const byMeasure = Object.fromEntries(points.map(({ datum }) => [datum.measure, datum]));
  expectClose(
    [byMeasure.coverage?.share, byMeasure.accuracy?.share, byMeasure.coverage?.threshold],
    [coverage, accuracy, threshold],
  );
  expect((await chart.texts()).join("\n")).toContain(
    `kept: ${kept.length} of ${answers.length} (coverage ${percent(coverage)}), claimed: ${percent(claimed)}, achieved: ${percent(accuracy)}`,
  );
  expect(await chart.texts()).toContain(
    `${percent(accuracyOfAll)} of all ${answers.length} are right, ${percent(accuracy)} of the ${kept.length} with a confidence of ${threshold.toFixed(2)} or more`,
  );
}

export const confidenceHistogram: ChartCheck = {
  builder: "confidenceHistogram",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  async drawing(chart) {
    const bars = (await chart.marks("rect")).filter(({ datum }) => "count" in datum);
    const [tallest] = bars.toSorted((a, b) => b.height - a.height);
    const perText = tallest.height / Number(tallest.datum.count);
    for (const { datum, height } of bars) {
      const { low, high, right, count } = datum as Record<"low" | "high" | "count", number> & {
        right: string;
      };
      const inside = answers.filter(
        ({ confidence, isRight }) =>
          isRight === (right === "right") &&
          confidence >= low &&
          (confidence < high || (high === 1 && confidence === 1)),
      );
      expect(count, `${right} from ${low} to ${high}`).toBe(inside.length);
      expect(height).toBeCloseTo(count * perText, 4);
    }
    const total = bars.reduce((sum, { datum }) => sum + Number(datum.count), 0);
    expect(total).toBe(answers.length);
    await expectKept(chart, 0.9);
  },
  interactions: {
    async "the threshold keeps fewer answers, and says how many of them are right"(chart) {
      for (const threshold of [0, 0.55, 0.75, 0.99]) {
        await chart.move(name, threshold);
        await chart.soon(() => expectKept(chart, threshold));
      }
    },
    async "the line follows the mouse, in either panel"(chart) {
      for (const grip of ["counts_grip", "curves_grip"]) {
        const before = await chart.move(name, 0.9);
        await chart.pull(grip, 0, -155);
        await chart.soon(async () => {
          const threshold = await chart.valueOf(name);
          expect(threshold).toBeCloseTo(before - 155 / 620, 2);
          await expectKept(chart, threshold);
        });
      }
    },
  },
};
