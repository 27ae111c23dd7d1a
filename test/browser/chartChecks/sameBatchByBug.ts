import { expect } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { logits } from "./galleryNumbers.js";

const flip = (rows: number[][]) => rows[0].map((_, i) => rows.map((row) => row[i]));
const right = softmax(logits);
const panels = [
  right,
  flip(softmax(flip(logits))),
  softmax(right),
  right.map((row) => [...row].reverse()),
];

export const sameBatchByBug: ChartCheck = {
  builder: "sameBatchByBug",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    const cells = (await chart.marks("rect")).filter(({ datum }) => "isLargest" in datum);
    expect(cells).toHaveLength(4 * 9);
    for (const [index, values] of panels.entries()) {
      const own = cells.filter(({ datum }) => datum.index === index);
      expectClose(
        own.map(({ datum }) => Number(Number(datum.probability).toFixed(8))),
        values.flat().map((value) => Number(value.toFixed(8))),
      );
    }
    const texts = await chart.texts();
    expect(texts).toContain(
      "Every row sums to 1 in 3 of 4 panels; 1 of those gives other answers than the first",
    );
    // Three rows of three panels, and three columns of the one that sums over the batch.
    expect(texts.filter((text) => text === "1.0000")).toHaveLength(12);
  },
  interactions: {},
};
