import { expect } from "vitest";
import { softmax } from "../../../src/logits/softmax.js";
import { topK } from "../../../src/logits/topK.js";
import type { LiveChart } from "../LiveChart.js";
import { barsOf, expectLengths } from "./barChecks.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { emotions, seven } from "./galleryNumbers.js";

const logits = seven[7];
const name = "how many answers do you list?";
const order = topK(logits, logits.length).map(({ index }) => index);
const probabilities = order.map((index) => softmax(logits)[index]);
const together = probabilities.map((_, i) =>
  probabilities.slice(0, i + 1).reduce((a, b) => a + b, 0),
);

async function expectRanking(chart: LiveChart, top_k: number) {
  const marks = await chart.marks();
  const [single, sums] = [barsOf(marks, 1), barsOf(marks, 2)];
  expect(single.map(({ datum }) => datum.label)).toEqual(order.map((index) => emotions[index]));
  expectClose(
    single.map(({ datum }) => datum.probability),
    probabilities,
  );
  expectClose(
    sums.map(({ datum }) => datum.cumulative),
    together,
  );
  expectLengths(single, probabilities);
  expectLengths(sums, together);
  // The listed ones have one colour, the others another.
  const fills = single.map(({ fill }) => fill);
  expect(new Set(fills.slice(0, top_k)).size).toBe(1);
  expect(fills.slice(top_k)).not.toContain(fills[0]);
  const title = (await chart.texts()).find((text) => text.startsWith("The top"));
  expect(title).toContain(together[top_k - 1].toFixed(4).replace("1.0000", ""));
}

export const rankingBars: ChartCheck = {
  builder: "rankingBars",
  drawnBy: "vega",
  controls: [`range: ${name}`],
  drawing: (chart) => expectRanking(chart, 3),
  interactions: {
    async "the slider says how many are listed, and what they hold together"(chart) {
      for (const top_k of [1, 5, 7]) {
        expect(await chart.move(name, top_k)).toBe(top_k);
        await chart.soon(() => expectRanking(chart, top_k));
      }
    },
    async "the line follows the mouse, row by row"(chart) {
      await chart.move(name, 1);
      const { x, y } = await chart.grip("share_lift");
      await chart.page.mouse.move(x, y);
      await chart.page.mouse.down();
      await chart.page.mouse.move(x, y + 62, { steps: 4 });
      await chart.page.mouse.up();
      await chart.soon(async () => {
        expect(await chart.valueOf(name)).toBe(3);
        await expectRanking(chart, 3);
      });
    },
  },
};
