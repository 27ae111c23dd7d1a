import { expect } from "vitest";
import { expectPairedBars } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { abc, logits } from "./galleryNumbers.js";

const [start] = logits;

export const dragTheLogits: ChartCheck = {
  builder: "dragTheLogits",
  drawnBy: "vega",
  controls: abc.map((label) => `range: logit of ${label}`),
  async drawing(chart) {
    await expectPairedBars(chart, start, abc);
    expect(await chart.texts()).toContain("predicted label: B");
  },
  interactions: {
    async "each slider changes its own logit and all probabilities"(chart) {
      const moved = [...start];
      for (const [i, value] of [2.75, -3.5, 8].entries()) {
        moved[i] = await chart.move(`logit of ${abc[i]}`, value);
        expect(moved[i]).toBe(value);
        await chart.soon(() => expectPairedBars(chart, moved, abc));
      }
      expect(await chart.texts()).toContain("predicted label: C");
      expect(await chart.texts()).toContain(
        "exp(8.00) / (exp(2.75) + exp(-3.50) + exp(8.00)) = 0.9948",
      );
    },
    async "a bar follows the mouse: slider, bars, numbers and formula agree with softmax"(chart) {
      const values = () => Promise.all(abc.map((label) => chart.valueOf(`logit of ${label}`)));
      const before = await values();
      await chart.pull("logits_grip", 2, -90);
      await chart.soon(async () => {
        const moved = await values();
        expect(moved.slice(0, 2)).toEqual(before.slice(0, 2));
        expect(moved[2]).toBeLessThan(before[2] - 1);
        await expectPairedBars(chart, moved, abc);
      });
    },
  },
};
