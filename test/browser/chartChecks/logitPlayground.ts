import { expect } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import { barsOf, expectLengths } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { abc, logits } from "./galleryNumbers.js";

const [start] = logits;
const temperatureName = "temperature";
const shiftName = "shift all logits by";

/** Checks the three panels of bars, the strip of the sum and the written numbers, for these logits at this temperature. */
async function expectSteps(chart: LiveChart, moved: readonly number[], temperature: number) {
  const marks = await chart.marks();
  const [z, exp, p, strip] = [0, 1, 2, 3].map((panel) => barsOf(marks, panel));
  const largest = Math.max(...moved);
  const exponentials = moved.map((logit) => Math.exp((logit - largest) / temperature));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const probabilities = softmax([...moved], { temperature });
  const read = (field: string) => z.map(({ datum }) => datum[field]);
  expectClose(read("logit"), moved);
  expectClose(read("exponential"), exponentials);
  expectClose(read("total"), [total, total, total]);
  expectClose(read("probability"), probabilities);
  expectLengths(z, moved);
  expectLengths(exp, exponentials);
  expectLengths(p, probabilities);
  expectLengths(strip, exponentials);
  const texts = await chart.texts();
  expect(texts).toContain(`sum ${total.toFixed(4)}`);
  expect(texts).toContain(`predicted label: ${abc[moved.indexOf(largest)]}`);
}

export const logitPlayground: ChartCheck = {
  builder: "logitPlayground",
  drawnBy: "vega",
  controls: [
    ...abc.map((label) => `range: logit of ${label}`),
    `range: ${temperatureName}`,
    `range: ${shiftName}`,
    "button: back to the start",
  ],
  drawing: (chart) => expectSteps(chart, start, 1),
  interactions: {
    async "each slider, the temperature, the shift and the way back give what softmax gives"(
      chart,
    ) {
      const moved = [...start];
      for (const [i, value] of [2.75, -3.5, 4.2].entries()) {
        moved[i] = await chart.move(`logit of ${abc[i]}`, value);
        await chart.soon(() => expectSteps(chart, moved, 1));
      }
      for (const wanted of [0.1, 10, 2.5]) {
        const temperature = await chart.move(temperatureName, wanted);
        expect(temperature).toBe(wanted);
        await chart.soon(() => expectSteps(chart, moved, temperature));
      }
      const shift = await chart.move(shiftName, -2);
      const shifted = moved.map((logit) => logit + shift);
      await chart.soon(() => expectSteps(chart, shifted, 2.5));
      expectClose(softmax(shifted), softmax(moved));
      await chart.choose("back to the start");
      await chart.soon(() => expectSteps(chart, start, 1));
    },
    async "a bar follows the mouse, by as much where all are shifted"(chart) {
      const shift = await chart.move(shiftName, 1);
      await chart.pull("logits_grip", 0, 60);
      const [, ...others] = start;
      await chart.soon(async () => {
        const moved = await chart.valueOf("logit of A");
        expect(moved).toBeGreaterThan(start[0] + 1);
        await expectSteps(
          chart,
          [moved, ...others].map((logit) => logit + shift),
          1,
        );
      });
      await chart.choose("back to the start");
      await chart.soon(() => expectSteps(chart, start, 1));
    },
  },
};
