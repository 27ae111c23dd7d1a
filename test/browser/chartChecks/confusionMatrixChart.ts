import { expect } from "vitest";
import { confusionMatrix } from "../../../src/evaluate/confusionMatrix.js";
import { loadDataset } from "../../../src/trainer/loadDataset.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { differences } from "./galleryNumbers.js";

export const confusionMatrixChart: ChartCheck = {
  builder: "confusionMatrixChart",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    const { test } = await loadDataset("reviews");
    const predicted = differences.map((difference) => Number(difference > 0));
    const matrix = confusionMatrix(predicted, test.labels);
    const cells = (await chart.marks("rect")).filter(({ datum }) => "count" in datum);
    expect(cells.map(({ datum }) => datum.count)).toEqual(matrix.flat());
    expectClose(
      cells.map(({ datum }) => datum.share),
      matrix.flatMap((row) => row.map((count) => count / row.reduce((sum, n) => sum + n, 0))),
    );
    // The row is the truth, the column the prediction.
    expect(cells[0].box.y).toBe(cells[1].box.y);
    expect(cells[0].box.x).toBeLessThan(cells[1].box.x);
    const texts = await chart.texts();
    for (const count of matrix.flat()) expect(texts).toContain(String(count));
  },
  interactions: {},
};
