import { expect } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import type { Mark } from "../readMarks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { emotions, sentences, seven } from "./galleryNumbers.js";

const name = "row, from the top";

/** The cells of one panel, row by row; a frame around a cell carries the same datum and is left out. */
function cellsOf(marks: readonly Mark[], panel: number): Mark[] {
  const cells = marks.filter((mark) => mark.panel === panel && mark.spoken.startsWith("row "));
  return cells.sort(
    (a, b) =>
      Number(a.datum.place) - Number(b.datum.place) ||
      Number(a.datum.index) - Number(b.datum.index),
  );
}

async function expectChosen(chart: LiveChart, row: number) {
  const texts = await chart.texts();
  expect(texts).toContain(`row ${row}: “${sentences[row]}”`);
  const listed = (await chart.marks("text")).filter(({ datum }) => "rank" in datum);
  const ranked = new Map(listed.map(({ datum }) => [Number(datum.rank), datum]));
  const sorted = softmax(seven[row]).sort((a, b) => b - a);
  expectClose(
    sorted.map((_, i) => ranked.get(i + 1)?.probability),
    sorted,
  );
}

export const batchHeatMap: ChartCheck = {
  builder: "batchHeatMap",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  async drawing(chart) {
    const marks = await chart.marks("rect");
    const [left, right] = [cellsOf(marks, 0), cellsOf(marks, 1)];
    expectClose(
      left.map(({ datum }) => datum.logit),
      seven.flat(),
    );
    expectClose(
      right.map(({ datum }) => datum.probability),
      softmax(seven).flat(),
    );
    for (const cells of [left, right]) {
      const [first, second] = cells;
      for (const { datum, x, y } of cells) {
        expect(x).toBeCloseTo(first.x + (second.x - first.x) * Number(datum.index), 6);
        expect(y).toBeCloseTo(first.y + first.height * Number(datum.place), 6);
      }
    }
    // Equal numbers have equal colours, and the highest probability has a different one from the lowest.
    const shades = right.map(({ fill }) => fill);
    const values = softmax(seven).flat();
    const [top, low] = [Math.max(...values), Math.min(...values)].map(
      (v) => shades[values.indexOf(v)],
    );
    expect(top).not.toBe(low);
    const texts = await chart.texts();
    for (const label of emotions) expect(texts.join(" ")).toContain(label);
    await expectChosen(chart, 0);
  },
  interactions: {
    async "the slider reads each row out below"(chart) {
      for (let row = seven.length - 1; row >= 0; row--) {
        await chart.move(name, row);
        await chart.soon(() => expectChosen(chart, row));
      }
    },
    async "a click on a cell chooses its row"(chart) {
      const cell = chart.root.locator('path[aria-label^="row 5, "]').first();
      await cell.click({ force: true });
      await chart.soon(() => expectChosen(chart, 5));
    },
  },
};
