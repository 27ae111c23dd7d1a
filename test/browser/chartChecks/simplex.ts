import { expect } from "vitest";
import { temperatures } from "../../../src/charts/simplex.js";
import { softmax } from "../../../src/logits/softmax.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { logits } from "./galleryNumbers.js";

/** The probabilities of the points at one temperature; all of them are right, so they are one group. */
async function expectShares(chart: LiveChart, temperature: number) {
  const { data } = await chart.figure();
  const rows = data.filter(({ customdata }) => Array.isArray(customdata));
  const shares = rows.flatMap(({ a, b }) =>
    (a as number[]).flatMap((first, i) => [first, (b as number[])[i]]),
  );
  const expected = softmax(logits, { temperature }).flatMap((row) => row.slice(0, 2));
  expectClose(shares, expected);
}

export const simplex: ChartCheck = {
  builder: "simplex",
  drawnBy: "plotly",
  controls: ["range: temperature T", "button: "],
  async drawing(chart) {
    await expectShares(chart, 1);
    expect((await chart.figure()).texts).toEqual(expect.arrayContaining(["A", "B", "C"]));
  },
  interactions: {
    async "the slider carries the points along"(chart) {
      await chart.root.scrollIntoViewIfNeeded();
      for (const step of [40, 33, 10]) {
        await chart.move("temperature T", step);
        await chart.soon(async () => {
          const stands = await chart.valueOf("temperature T");
          expect(Math.abs(stands - step)).toBeLessThan(2);
          await expectShares(chart, temperatures[stands]);
        });
      }
    },
    async "the play button runs through the temperatures"(chart) {
      const first = async () => {
        const { data } = await chart.figure();
        const points = data.find(({ customdata }) => Array.isArray(customdata)) as { a: number[] };
        return points.a[0];
      };
      const before = await first();
      await chart.root.locator("button", { hasText: "▶" }).click();
      await chart.soon(async () =>
        expect(Math.abs((await first()) - before)).toBeGreaterThan(0.05),
      );
    },
  },
};
