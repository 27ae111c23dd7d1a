import { expect } from "vitest";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import { barsOf, expectLengths } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";

const labels = ["joy", "surprise", "anger"];
const start = [2, 1, -1];

async function expectBoth(chart: LiveChart, logits: readonly number[], threshold: number) {
  const marks = await chart.marks();
  const [left, right] = [barsOf(marks, 1), barsOf(marks, 2)];
  const [shared, alone] = [softmax([...logits]), sigmoid([...logits])];
  expectClose(
    left.map(({ datum }) => datum.probability),
    shared,
  );
  expectClose(
    right.map(({ datum }) => datum.sigmoid),
    alone,
  );
  expectLengths(left, shared);
  expectLengths(right, alone);
  const on = alone.map((score) => score > threshold);
  expect(right.map(({ datum }) => datum.on)).toEqual(on);
  const sum = alone.reduce((a, b) => a + b, 0).toFixed(4);
  const texts = await chart.texts();
  expect(texts).toContain("softmax: sum 1.0000");
  expect(texts).toContain(`sigmoid: sum ${sum}, ${on.filter(Boolean).length} of 3 on`);
}

export const softmaxAgainstSigmoid: ChartCheck = {
  builder: "softmaxAgainstSigmoid",
  drawnBy: "vega",
  controls: [
    ...labels.map((label) => `range: logit of ${label}`),
    "range: shift all logits by",
    "range: sigmoid threshold",
  ],
  drawing: (chart) => expectBoth(chart, start, 0.5),
  interactions: {
    async "each slider moves every bar of softmax and its own of sigmoid"(chart) {
      const moved = [...start];
      for (const [i, value] of [-2.5, 3.25, 0.5].entries()) {
        moved[i] = await chart.move(`logit of ${labels[i]}`, value);
        await chart.soon(() => expectBoth(chart, moved, 0.5));
      }
      for (const threshold of [0.97, 0.05]) {
        await chart.move("sigmoid threshold", threshold);
        await chart.soon(() => expectBoth(chart, moved, threshold));
      }
      const shift = await chart.move("shift all logits by", -1.5);
      const shifted = moved.map((logit) => logit + shift);
      await chart.soon(() => expectBoth(chart, shifted, 0.05));
    },
    async "the threshold's line follows the mouse"(chart) {
      const before = await chart.move("sigmoid threshold", 0.5);
      const logits = await Promise.all(labels.map((label) => chart.valueOf(`logit of ${label}`)));
      const shift = await chart.valueOf("shift all logits by");
      await chart.pull("alone_grip", 0, 54);
      await chart.soon(async () => {
        const threshold = await chart.valueOf("sigmoid threshold");
        expect(threshold).toBeCloseTo(before + 54 / 270, 2);
        await expectBoth(
          chart,
          logits.map((logit) => logit + shift),
          threshold,
        );
      });
    },
  },
};
