import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { exportHtml } from "../../src/workshop/html.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { galleryName, waitForGallery } from "./galleryPage.js";
import { root } from "./jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

/** What is left of A4 inside margins of 10 mm, in CSS pixels. */
const paper = { width: 718, height: 1046 };
let browser: Browser;
let page: Page;
let folder: string;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  folder = await mkdtemp(join(root, ".cache", "paper-"));
  const file = join(folder, `${galleryName}.html`);
  const notebook = await judgedNotebook(root, galleryName, "learner");
  await exportHtml(root, [{ notebook, page: file }]);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
  await page.goto(pathToFileURL(file).href, { timeout: 120_000 });
  await waitForGallery(page);
  // Printing lays the page out anew but tells no script of it, so the charts stay as they were drawn for the screen.
  await page.evaluate(() => {
    for (const chart of document.querySelectorAll(".live > *")) {
      chart.replaceWith(chart.cloneNode(true));
    }
  });
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize(paper);
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

it("on A4 every chart of the gallery is as wide as the paper at most, and no part of it is cut off", async () => {
  const charts = await page.evaluate((width) => {
    const pictures = [
      ...document.querySelectorAll(".chart :is(svg.marks, .js-plotly-plot), .chart > .still"),
    ];
    return pictures
      .map((picture) => {
        const { left, right, height } = picture.getBoundingClientRect();
        const boxes = Array.from(picture.querySelectorAll("text"), (text) =>
          text.getBoundingClientRect(),
        );
        const cut = boxes.filter(
          (box) => box.width > 0 && (box.right > width + 1 || box.left < -1),
        );
        return { left, right, height, cut: cut.length };
      })
      .filter(({ height }) => height > 0);
  }, paper.width);
  const cells = await page.locator("figure.chart").count();
  expect(charts.length).toBe(cells);
  for (const { left, right, height, cut } of charts) {
    expect(left).toBeGreaterThanOrEqual(0);
    expect(right).toBeLessThanOrEqual(paper.width);
    expect(height).toBeLessThan(paper.height);
    expect(cut).toBe(0);
  }
});

it("a chart's cell is not broken across pages, and is printed without its controls", async () => {
  const cells = await page.locator(".jp-CodeCell:has(figure.chart)").evaluateAll((all) =>
    all.map((cell) => ({
      kept: getComputedStyle(cell).breakInside,
      height: cell.getBoundingClientRect().height,
    })),
  );
  expect(cells.length).toBeGreaterThan(15);
  for (const { kept, height } of cells) {
    expect(kept).toBe("avoid");
    expect(height).toBeLessThan(paper.height);
  }
  const controls = page.locator(".vega-bindings:visible, .vega-embed > details:visible");
  expect(await controls.count()).toBe(0);
});
