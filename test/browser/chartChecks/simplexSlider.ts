import { expect } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { logits } from "./galleryNumbers.js";

const name = "temperature";

/** The positions of the points in the picture, by row: as Vega has them, and as softmax and the corners of the simplex give them. */
async function expectPoints(chart: LiveChart, temperature: number) {
  const points = (await chart.marks("symbol")).filter(({ spoken }) => spoken !== "");
  const byRow = points.sort((a, b) => Number(a.datum.index) - Number(b.datum.index));
  const probabilities = softmax(logits, { temperature });
  expectClose(
    byRow.flatMap(({ datum }) => [datum.p0, datum.p1, datum.p2]),
    probabilities.flat(),
  );
  // The first class is the top, the second the left corner, the third the right one, 520 pixels apart.
  for (const [i, [top, left, right]] of probabilities.entries()) {
    expect(top + left + right).toBeCloseTo(1, 12);
    expect(byRow[i].x).toBeCloseTo(520 * (right + top / 2), 4);
    expect(byRow[i].y).toBeCloseTo(450 * (1 - top), 0);
  }
}

export const simplexSlider: ChartCheck = {
  builder: "simplexSlider",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  drawing: (chart) => expectPoints(chart, 1),
  interactions: {
    async "the slider carries the points to the corners and to the centre"(chart) {
      for (const wanted of [0.05, 0.35, 4.5, 20]) {
        const temperature = await chart.move(name, wanted);
        expect(temperature).toBe(wanted);
        await chart.soon(() => expectPoints(chart, temperature));
      }
    },
  },
};
