import { expect } from "vitest";
import { loadDataset } from "../../../src/data/loadDataset.js";
import { confusionMatrix } from "../../../src/evaluate/confusionMatrix.js";
import type { LiveChart } from "../LiveChart.js";
import type { Mark } from "../readMarks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { differences } from "./galleryNumbers.js";

const { test } = await loadDataset("reviews");
const predicted = differences.map((difference) => Number(difference > 0));
const matrix = confusionMatrix(test.labels, predicted);
const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Shares of the true class, of the predicted class and of all, row by row. */
const shares = [
  matrix.flatMap((row) => row.map((count) => count / sum(row))),
  matrix.flatMap((row) => row.map((count, i) => count / sum(matrix.map((other) => other[i])))),
  matrix.flatMap((row) => row.map((count) => count / sum(matrix.flat()))),
];

async function cellsOf(chart: LiveChart): Promise<Mark[]> {
  return (await chart.marks("rect")).filter(({ spoken }) => spoken.startsWith("truth "));
}

async function expectShares(chart: LiveChart, reading: number) {
  expectClose(
    (await cellsOf(chart)).map(({ datum }) => datum.share),
    shares[reading],
  );
  const texts = await chart.texts();
  for (const share of shares[reading]) expect(texts).toContain(`${(100 * share).toFixed(1)}%`);
}

export const confusionMatrixChart: ChartCheck = {
  builder: "confusionMatrixChart",
  drawnBy: "vega",
  controls: ["radio: a stronger colour means a larger"],
  async drawing(chart) {
    const cells = await cellsOf(chart);
    expect(cells.map(({ datum }) => datum.count)).toEqual(matrix.flat());
    // The row is the truth, the column the prediction.
    expect(cells[0].box.y).toBe(cells[1].box.y);
    expect(cells[0].box.x).toBeLessThan(cells[1].box.x);
    const texts = await chart.texts();
    for (const count of matrix.flat()) expect(texts).toContain(String(count));
    await expectShares(chart, 0);
  },
  interactions: {
    async "each reading has its own shares"(chart) {
      for (const reading of [1, 2, 0]) {
        await chart.choose("a stronger colour means a larger", reading);
        await chart.soon(() => expectShares(chart, reading));
      }
    },
  },
};
