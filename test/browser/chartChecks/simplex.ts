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

const native = (chart: LiveChart) => chart.root.locator("input[type=range]");

/** Moves Plotly's own slider in JupyterLab, or the native one in an exported page, to a step or to the one next to it. */
async function moveTo(chart: LiveChart, step: number): Promise<void> {
  if ((await native(chart).count()) > 0) return void (await chart.move("temperature T", step));
  const rail = await chart.root.locator(".slider-rail-touch-rect").boundingBox();
  if (!rail) throw new Error("the slider has no place in the page");
  const inset = rail.height / 2;
  const at = rail.x + inset + ((rail.width - 2 * inset) * step) / (temperatures.length - 1);
  await chart.page.mouse.click(at, rail.y + rail.height / 2, { delay: 50 });
}

async function stepOf(chart: LiveChart): Promise<number> {
  const isNative = (await native(chart).count()) > 0;
  return isNative ? chart.valueOf("temperature T") : (await chart.figure()).active;
}

export const simplex: ChartCheck = {
  builder: "simplex",
  drawnBy: "plotly",
  controls: [],
  // In an exported page, Plotly's own controls are native ones.
  controlsWhenExported: ["range: temperature T", "button: "],
  async drawing(chart) {
    await expectShares(chart, 1);
    expect((await chart.figure()).texts).toEqual(expect.arrayContaining(["A", "B", "C"]));
  },
  interactions: {
    async "the slider carries the points along"(chart) {
      await chart.root.scrollIntoViewIfNeeded();
      for (const step of [40, 33, 10]) {
        await moveTo(chart, step);
        await chart.soon(async () => {
          const stands = await stepOf(chart);
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
      await chart.root.locator(".updatemenu-button, button", { hasText: "▶" }).click();
      await chart.soon(async () =>
        expect(Math.abs((await first()) - before)).toBeGreaterThan(0.05),
      );
    },
  },
};
