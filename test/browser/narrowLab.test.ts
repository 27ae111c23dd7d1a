import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { galleryCharts, galleryName, waitForGallery } from "./galleryPage.js";
import { JupyterLab } from "./jupyterLab.js";
import { chromiumPath, noChromium } from "./openBrowser.js";

let lab: JupyterLab;
let page: Page;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  lab = await JupyterLab.open();
  page = await lab.lesson(galleryName);
  await waitForGallery(page);
  // The file browser would take most of a window at 200 %.
  await page.locator('.jp-SideBar [data-id="filebrowser"]').click();
});
afterAll(() => lab?.close());

/** How wide each chart is drawn, and each picture or cell that something sticks out of. */
function layout(): { widths: number[]; cut: string[] } {
  const outputs = [
    ...document.querySelectorAll(".jp-OutputArea-output:has(.vega-embed, .js-plotly-plot)"),
  ];
  const widths: number[] = [];
  const cut: string[] = [];
  for (const [i, output] of outputs.entries()) {
    const picture = output.querySelector(".marks, .svg-container") as Element;
    const [box, place] = [picture, output].map((element) => element.getBoundingClientRect());
    widths.push(Math.round(box.width));
    if (output.scrollWidth > output.clientWidth + 1) cut.push(`output ${i} scrolls`);
    if (box.right > place.right + 1) cut.push(`output ${i} sticks out`);
  }
  return { widths, cut };
}

it("at 200 % every chart fits its cell, without scrolling", async () => {
  const wide = await page.evaluate(layout);
  expect(wide.widths.length).toBeGreaterThan(15);
  await page.setViewportSize({ width: 683, height: 900 });
  await expect.poll(async () => (await page.evaluate(layout)).cut, { timeout: 30_000 }).toEqual([]);
  const { widths } = await page.evaluate(layout);
  expect(Math.max(...widths)).toBeLessThan(600);
});

it("a chart that was moved is as it was left when the window becomes wide again", async () => {
  const chart = (await galleryCharts(page)).get("logitPlayground");
  if (!chart) throw new Error("the gallery has no logitPlayground");
  const narrow = await chart.root.boundingBox();
  await chart.control("temperature").focus();
  await page.keyboard.press("Home");
  await page.setViewportSize({ width: 1366, height: 900 });
  await expect
    .poll(() => page.evaluate(layout).then(({ widths }) => Math.max(...widths)), {
      timeout: 30_000,
    })
    .toBeGreaterThan(800);
  await expect
    .poll(async () => (await chart.root.boundingBox())?.height, { timeout: 30_000 })
    .toBeLessThan(narrow?.height ?? 0);
  expect(await chart.valueOf("temperature")).toBe(0.1);
  expect((await chart.texts()).join("\n")).toContain("at temperature 0.1");
});
