import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { batchHeatMap, interpret, sigmoidPoints } from "../../src/index.js";
import { openCharts } from "./ChartsPage.js";
import { LiveChart } from "./LiveChart.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

const labels = ["NEGATIVE", "POSITIVE"];
const logits = [-4, -3, -2, -1, 1, 2, 3, 4].map((difference) => [0, difference]);
const texts = logits.map((_, i) => `text number ${i}`);
const charts = [
  { name: "points", chart: sigmoidPoints(interpret(logits), [0, 0, 0, 0, 1, 1, 1, 1], texts) },
  { name: "map", chart: batchHeatMap(logits, labels, { texts }) },
];

/** A small phone, where even the narrow form is shrunk; a phone; and a window where the wide form is. */
const widths = [330, 390, 700];
let browser: Browser;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(widths)("at %d px", (width) => {
  let page: Page;
  const chart = (name: string) =>
    new LiveChart(page, page.locator(`figure[data-name="${name}"] .live`));

  beforeAll(async () => {
    if (!chromiumPath) return;
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    page = await openCharts(context, charts);
  });

  it("what is under the pointer is what the tooltip says", async () => {
    const points = chart("points");
    if (width !== 390) expect(await scaleOf(points)).toBeLessThan(0.95);
    await points.root.scrollIntoViewIfNeeded();
    for (const { text, x, y } of await pointsOf(points)) {
      await page.mouse.move(x, y);
      await expect
        .poll(() => page.locator("#vg-tooltip-element").textContent(), { timeout: 5000 })
        .toContain(text);
    }
  });

  it("a brush takes the points that it is drawn around", async () => {
    const points = chart("points");
    await points.root.scrollIntoViewIfNeeded();
    const inside = (await pointsOf(points)).filter(({ text }) => /[456]$/.test(text));
    const edge = (of: "x" | "y", side: 1 | -1) =>
      side * Math.max(...inside.map((point) => side * point[of])) + side * 4;
    await page.mouse.move(edge("x", -1), edge("y", -1));
    await page.mouse.down();
    await page.mouse.move(edge("x", 1), edge("y", 1), { steps: 5 });
    await page.mouse.up();
    await expect
      .poll(() => listed(points), { timeout: 5000 })
      .toEqual(inside.map(({ text }) => text).sort());
  });

  it("a click on a row of the heat map chooses that row", async () => {
    const map = chart("map");
    const cellOf = async (place: number) => {
      const cells = await map.marks("rect");
      const cell = cells.find(({ datum }) => datum.place === place && "probability" in datum);
      return cell?.box ?? { x: 0, y: 0, width: 0, height: 0 };
    };
    for (const place of [5, 2]) {
      await page.evaluate((distance) => scrollBy(0, distance), (await cellOf(place)).y - 300);
      const { x, y, width, height } = await cellOf(place);
      await page.mouse.click(x + width / 2, y + height / 2);
      await expect
        .poll(async () => (await map.texts()).join("\n"), { timeout: 5000 })
        .toContain(`row ${place}: “text number ${place}”`);
    }
  });
});

/** By how much the picture is shrunk. */
const scaleOf = (chart: LiveChart) =>
  chart.root
    .locator("svg.marks")
    .evaluate((svg) => svg.getBoundingClientRect().width / Number(svg.getAttribute("width")));

/** The points of the test set, each with the middle of where it is seen. */
async function pointsOf(chart: LiveChart) {
  const points = (await chart.marks("symbol")).filter(({ datum }) => "text" in datum);
  return points.map(({ datum, box }) => ({
    text: String(datum.text),
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
  }));
}

const listed = async (chart: LiveChart) =>
  (await chart.texts()).filter((text) => /^text number \d$/.test(text)).sort();
