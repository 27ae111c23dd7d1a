import { expect } from "vitest";
import { formatProbability } from "../../../src/charts/parts/words.js";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { emotions, seven } from "./galleryNumbers.js";

const logits = seven[7];
const temperatureName = "temperature";

/** The points on the curves and the list beside them, at one temperature. */
async function expectPoints(chart: LiveChart, temperature: number) {
  const probabilities = softmax(logits, { temperature });
  const points = (await chart.marks("symbol")).filter(
    ({ datum, panel }) => "temperature" in datum && "label" in datum && panel === 0,
  );
  const byLabel = new Map(points.map((point) => [point.datum.label, point]));
  expect(byLabel.size).toBe(emotions.length);
  const drawn = emotions.map((label) => byLabel.get(label));
  expectClose(
    drawn.map((point) => point?.datum.probability),
    probabilities,
  );
  // The axis of probabilities is linear, from 1 at the top to 0 at the bottom.
  const bottom = Math.max(
    ...drawn.map((point) => (point?.y ?? 0) / (1 - Number(point?.datum.probability))),
  );
  for (const [i, point] of drawn.entries()) {
    expect(point?.y).toBeCloseTo(bottom * (1 - probabilities[i]), 4);
  }
  expect(new Set(drawn.map((point) => point?.x)).size).toBe(1);
  const texts = await chart.texts();
  for (const probability of probabilities) expect(texts).toContain(formatProbability(probability));
}

export const temperatureTrajectories: ChartCheck = {
  builder: "temperatureTrajectories",
  drawnBy: "vega",
  controls: [`range: ${temperatureName}`],
  async drawing(chart) {
    await expectPoints(chart, 1);
    const curves = (await chart.marks("line")).filter(({ datum }) => "label" in datum);
    expect(curves.map(({ datum }) => datum.label).sort()).toEqual([...emotions].sort());
    const coldest = softmax(logits, { temperature: 0.05 });
    for (const { datum } of curves) {
      expectClose([datum.probability], [coldest[emotions.indexOf(String(datum.label))]]);
    }
  },
  interactions: {
    async "the slider moves the points along their curves"(chart) {
      for (const wanted of [0.05, 0.3, 2.85, 20]) {
        const temperature = await chart.move(temperatureName, wanted);
        expect(temperature).toBe(wanted);
        await chart.soon(() => expectPoints(chart, temperature));
      }
    },
    async "the line follows the mouse along the log scale"(chart) {
      await chart.move(temperatureName, 1);
      // The axis is 520 pixels long, from 1/20 to 20: a quarter of it is a factor of the root of 20.
      // A page may show the picture smaller than it was drawn.
      const shown = await chart.root
        .locator("svg.marks")
        .evaluate((svg: SVGSVGElement) => svg.clientWidth / svg.viewBox.baseVal.width);
      await chart.pull("curves_grip", 0, 130 * shown);
      await chart.soon(async () => {
        const temperature = await chart.valueOf(temperatureName);
        expect(temperature).toBeCloseTo(Math.sqrt(20), 1);
        await expectPoints(chart, temperature);
      });
    },
  },
};
