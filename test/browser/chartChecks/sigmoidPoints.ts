import { expect } from "vitest";
import { sigmoid } from "../../../src/logits/sigmoid.js";
import type { LiveChart } from "../LiveChart.js";
import type { ChartCheck } from "./ChartCheck.js";
import { expectClose } from "./expectClose.js";
import { differences } from "./galleryNumbers.js";

async function points(chart: LiveChart) {
  const symbols = (await chart.marks("symbol")).filter(({ datum }) => "difference" in datum);
  return symbols.sort((a, b) => Number(a.datum.index) - Number(b.datum.index));
}

/** The differences in the table below the curve. */
async function listed(chart: LiveChart): Promise<number[]> {
  const texts = (await chart.marks("text")).filter(({ datum }) => "place" in datum);
  return texts.filter(({ text }) => /^-?\d+\.\d\d$/.test(text)).map(({ text }) => Number(text));
}

export const sigmoidPoints: ChartCheck = {
  builder: "sigmoidPoints",
  drawnBy: "vega",
  controls: [],
  async drawing(chart) {
    const drawn = await points(chart);
    expectClose(
      drawn.map(({ datum }) => datum.difference),
      differences,
    );
    expectClose(
      drawn.map(({ datum }) => datum.probability),
      sigmoid(differences),
    );
    // Both axes are linear: two points give the scale, and all the others fit it.
    const [a, b] = [drawn[0], drawn[3]];
    const across = (b.x - a.x) / (differences[3] - differences[0]);
    const up = (b.y - a.y) / (Number(b.datum.height) - Number(a.datum.height));
    for (const point of drawn) {
      const { difference, height: drawnAt } = point.datum;
      expect(point.x).toBeCloseTo(a.x + across * (Number(difference) - differences[0]), 6);
      const height = Number(drawnAt) - Number(a.datum.height);
      expect(point.y).toBeCloseTo(a.y + up * height, 6);
    }
    expect(await listed(chart)).toHaveLength(12);
  },
  interactions: {
    async "dragging over points lists those inside, and no others"(chart) {
      await chart.root.scrollIntoViewIfNeeded();
      const far = (await points(chart)).filter(({ datum }) => Number(datum.difference) > 5);
      const left = Math.min(...far.map(({ box }) => box.x)) - 2;
      const right = Math.max(...far.map(({ box }) => box.x + box.width));
      const top = Math.min(...far.map(({ box }) => box.y));
      const bottom = Math.max(...far.map(({ box }) => box.y + box.height)) + 8;
      await chart.page.mouse.move(left, bottom);
      await chart.page.mouse.down();
      await chart.page.mouse.move(right, top, { steps: 6 });
      await chart.page.mouse.up();
      await chart.soon(async () => {
        const now = await listed(chart);
        expect(now.length).toBeGreaterThan(0);
        expect(Math.min(...now)).toBeGreaterThan(5);
      });
    },
    async "hovering over a point shows its text"(chart) {
      const circles = chart.root.locator('path[aria-roledescription="point"]');
      const said = (await circles.last().getAttribute("aria-label")) ?? "";
      await circles.last().hover({ force: true });
      const tooltip = chart.page.locator("#vg-tooltip-element.visible");
      await tooltip.waitFor();
      expect(await tooltip.innerText()).toContain(said.slice(0, 30));
      await chart.page.mouse.move(0, 0);
    },
  },
};
