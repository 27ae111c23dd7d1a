/**
 * Takes the pictures: `npm run screenshots` opens each lesson in a real JupyterLab, stores the whole of it as
 * `.cache/screenshots/<lesson>-<part>.png` for people to look at, each chart of the gallery in light and dark, in JupyterLab and
 * in the exported page, and the README's pictures in `notebooks/images/`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, it } from "vitest";
import { exportHtml } from "../../src/workshop/html.js";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { galleryName, waitForGallery } from "./galleryPage.js";
import { JupyterLab, root } from "./jupyterLab.js";
import { waitForCharts } from "./lessonPage.js";
import { openBrowser } from "./openBrowser.js";

const folder = join(root, ".cache", "screenshots");
let lab: JupyterLab;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  lab = await JupyterLab.open();
});
afterAll(() => lab.close());

/** One picture per screenful, from the top of the lesson to its end. */
async function photographWhole(page: Page, name: string): Promise<void> {
  const scroller = page.locator(".jp-WindowedPanel-outer").first();
  for (let part = 0; ; part++) {
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(folder, `${name}-${String(part).padStart(2, "0")}.png`) });
    const atEnd = await scroller.evaluate((element) => {
      const before = element.scrollTop;
      element.scrollBy(0, element.clientHeight - 60);
      return element.scrollTop === before;
    });
    if (atEnd) return;
  }
}

it.each(await lessonNames(root))("the whole of %s", async (name) => {
  const page = await lab.lesson(name);
  await waitForCharts(page, 1);
  await photographWhole(page, name);
  await page.close();
});

/** Takes a picture, for the README, of the output that has the named slider. */
async function photographForReadme(page: Page, slider: string, name: string): Promise<void> {
  const cell = page.locator(".jp-CodeCell", { has: page.getByLabel(slider) }).first();
  const output = cell.locator(".jp-OutputArea-output").first();
  await output.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await output.screenshot({ path: join(root, "notebooks", "images", `${name}.png`) });
  await page.close();
}

it("for the README: the sliders of lesson 01, one of them moved", async () => {
  const page = await lab.lesson("01-direct-model");
  await waitForCharts(page, 2);
  await page.getByLabel("logit of POSITIVE").fill("-2.5");
  await photographForReadme(page, "logit of POSITIVE", "drag-the-logits");
});

it("for the README: the logit playground of lesson 03, cooler and with one logit moved", async () => {
  const page = await lab.lesson("03-multi-class");
  await waitForCharts(page, 3);
  await page.getByLabel("logit of C").first().fill("1.2");
  const slider = page.getByLabel("temperature").first();
  await slider.focus();
  // To about half of what it was.
  for (let step = 0; step < 15; step++) await page.keyboard.press("ArrowLeft");
  await photographForReadme(page, "shift all logits by", "logit-playground");
});

/** Takes a picture of each chart of the opened gallery, with its controls and some of the page around it. */
async function photographCharts(page: Page, place: string): Promise<void> {
  await waitForGallery(page);
  const cells = await page.locator(".jp-CodeCell:has(.vega-embed, .js-plotly-plot)").all();
  for (const [i, cell] of cells.entries()) {
    await cell.scrollIntoViewIfNeeded();
    const number = String(i).padStart(2, "0");
    await cell.screenshot({ path: join(folder, `chart-${number}-${place}.png`) });
  }
  await page.close();
}

it("each chart in JupyterLab, light", async () => {
  await photographCharts(await lab.lesson(galleryName), "lab-light");
});

it("each chart in JupyterLab, dark", async () => {
  const dark = await JupyterLab.open("JupyterLab Dark");
  await photographCharts(await dark.lesson(galleryName), "lab-dark");
  await dark.close();
});

it.each(["light", "dark"] as const)("each chart in the exported page, %s", async (colorScheme) => {
  const file = join(folder, `${galleryName}.html`);
  await exportHtml(root, [
    { notebook: await judgedNotebook(root, galleryName, "learner"), page: file },
  ]);
  const browser = await openBrowser();
  const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 1000 } });
  await page.goto(pathToFileURL(file).href);
  await photographCharts(page, `page-${colorScheme}`);
  await browser.close();
});
