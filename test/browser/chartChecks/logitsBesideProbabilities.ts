import { expect } from "vitest";
import { expectPairedBars } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { movie, sentiments } from "./galleryNumbers.js";

export const logitsBesideProbabilities: ChartCheck = {
  builder: "logitsBesideProbabilities",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    await expectPairedBars(chart, movie, sentiments);
    expect(await chart.texts()).toContain("“This is a fantastic movie!”");
  },
  interactions: {},
};
