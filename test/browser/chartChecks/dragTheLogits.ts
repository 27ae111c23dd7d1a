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
  },
};
