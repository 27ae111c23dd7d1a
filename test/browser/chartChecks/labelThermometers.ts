import { expect } from "vitest";
import { interpret } from "../../../src/logits/interpret.js";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { emotions, seven } from "./galleryNumbers.js";

const nameOf = (index: number) => `threshold of ${emotions[index]}`;
const starts = emotions.map(() => 0.5);

/** Which labels are given is what interpret says with these thresholds. */
async function expectGiven(chart: LiveChart, row: number, thresholds: readonly number[]) {
  const tubes = (await chart.marks("rect"))
    .filter(({ datum, spoken }) => "given" in datum && spoken)
    .sort((a, b) => Number(a.datum.index) - Number(b.datum.index));
  expectClose(
    tubes.map(({ datum }) => datum.probability),
    sigmoid(seven[row]),
  );
  const problem_type = "multi_label_classification";
  const read = interpret(seven[row], { id2label: emotions, problem_type, threshold: thresholds });
  const given = emotions.filter((label) => read.predicted_labels?.includes(label));
  expect(tubes.map(({ datum }) => datum.given)).toEqual(
    emotions.map((label) => given.includes(label)),
  );
  const more = given.length > 3 ? ` and ${given.length - 3} more` : "";
  const headline =
    given.length === 0
      ? "none of 7 labels given"
      : `${given.length} of 7 labels given: ${given.slice(0, 3).join(", ")}${more}`;
  expect(await chart.texts()).toContain(`row ${row}: ${headline}`);
}

export const labelThermometers: ChartCheck = {
  builder: "labelThermometers",
  drawnBy: "vega",
  controls: ["range: row", ...emotions.map((_, index) => `range: ${nameOf(index)}`)],
  drawing: (chart) => expectGiven(chart, 0, starts),
  interactions: {
    async "each threshold decides on its own label, in every row"(chart) {
      const thresholds = [...starts];
      for (const [index, threshold] of [0.99, 0.6, 0.01].entries()) {
        thresholds[index] = await chart.move(nameOf(index), threshold);
        await chart.soon(() => expectGiven(chart, 0, thresholds));
      }
      for (const row of [7, 3]) {
        await chart.move("row", row);
        await chart.soon(() => expectGiven(chart, row, thresholds));
      }
    },
    async "a threshold follows the mouse, and no other does"(chart) {
      await chart.move("row", 0);
      const before = await Promise.all(emotions.map((_, i) => chart.valueOf(nameOf(i))));
      await chart.pull("tubes_grip", 4, 84);
      await chart.soon(async () => {
        const after = await Promise.all(emotions.map((_, i) => chart.valueOf(nameOf(i))));
        expect(after[4]).toBeCloseTo(before[4] + 84 / 420, 2);
        expect(after.with(4, before[4])).toEqual(before);
        await expectGiven(chart, 0, after);
      });
    },
  },
};
