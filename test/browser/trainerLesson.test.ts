import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { chromiumPath, JupyterLab, noChromium } from "./jupyterLab.js";
import { waitForCharts } from "./lessonPage.js";

let lab: JupyterLab;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

/** The sigmoid chart of lesson 02, in view. */
async function sigmoidChart() {
  const page = await lab.lesson("02-trainer-batch");
  await waitForCharts(page, 3);
  const chart = page.locator(".vega-embed", { hasText: "Drag over points" });
  await chart.scrollIntoViewIfNeeded();
  return { page, chart };
}

it("lesson 02: hovering over a point shows its sentence", async () => {
  const { page, chart } = await sigmoidChart();
  const point = chart.locator('path[aria-roledescription="point"]').last();
  const said = (await point.getAttribute("aria-label")) ?? "";
  await point.hover({ force: true });
  const tooltip = page.locator("#vg-tooltip-element.visible");
  await tooltip.waitFor();
  expect(await tooltip.innerText()).toContain(said.slice(0, 30));
  await page.close();
});

it("lesson 02: dragging over the right end lists only sentences with a large difference", async () => {
  const { page, chart } = await sigmoidChart();
  const listed = () => chart.locator("text").filter({ hasText: /^[-−]?\d+\.\d\d$/ });
  const before = await listed().allTextContents();
  expect(before).toHaveLength(12);
  expect(before.some((text) => Number(text.replace("−", "-")) < 0)).toBe(true);

  const curve = await chart.locator(".mark-line path").first().boundingBox();
  if (!curve) throw new Error("the curve has no place in the page");
  await page.mouse.move(curve.x + 0.62 * curve.width, curve.y + 20);
  await page.mouse.down();
  await page.mouse.move(curve.x + 0.99 * curve.width, curve.y + 100, { steps: 12 });
  await page.mouse.up();
  await page.waitForFunction((old) => {
    const charts = [...document.querySelectorAll(".vega-embed")];
    const chart = charts.find((element) => element.textContent?.includes("Drag over points"));
    const numbers = [...(chart?.querySelectorAll("text") ?? [])]
      .map((text) => text.textContent ?? "")
      .filter((text) => /^[-−]?\d+\.\d\d$/.test(text));
    return numbers.join() !== old;
  }, before.join());
  const after = await listed().allTextContents();
  expect(after.length).toBeGreaterThan(0);
  expect(after.every((text) => Number(text.replace("−", "-")) > 0)).toBe(true);
  await page.close();
});
