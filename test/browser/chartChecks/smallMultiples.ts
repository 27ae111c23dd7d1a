import { expect } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { emotions, sentences, seven } from "./galleryNumbers.js";

export const smallMultiples: ChartCheck = {
  builder: "smallMultiples",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    const bars = (await chart.marks("rect")).filter(({ datum }) => "probability" in datum);
    const byClass = bars.sort(
      (a, b) =>
        Number(a.datum.place) - Number(b.datum.place) ||
        Number(a.datum.index) - Number(b.datum.index),
    );
    const probabilities = softmax(seven).flat();
    expectClose(
      byClass.map(({ datum }) => datum.probability),
      probabilities,
    );
    // One scale for all panels.
    const longest = byClass[probabilities.indexOf(Math.max(...probabilities))];
    const scale = longest.width / Number(longest.datum.probability);
    for (const { width, datum } of byClass) {
      expect(width).toBeCloseTo(scale * Number(datum.probability), 6);
    }
    const texts = (await chart.texts()).join("\n");
    for (const label of emotions) expect(texts).toContain(label);
    for (const sentence of sentences) expect(texts).toContain(sentence.slice(0, 12));
  },
  interactions: {},
};
