/**
 * Takes the pictures: `npm run screenshots` opens each lesson in a real JupyterLab, stores the whole of it as
 * `.cache/screenshots/<lesson>-<part>.png` for people to look at, and the README's picture in `notebooks/images/`.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, test } from "vitest";
import { lessonNames } from "../../src/cli/lessons.js";
import { JupyterLab, root } from "./jupyterLab.js";
import { waitForCharts } from "./lessonPage.js";

const folder = join(root, ".cache", "screenshots");
let lab: JupyterLab;

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  lab = await JupyterLab.open();
});
afterAll(() => lab.close());

/** One picture a screenful, from the top of the lesson to its end. */
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

test.each(await lessonNames(root))("the whole of %s", async (name) => {
  const page = await lab.lesson(name);
  await waitForCharts(page, 1);
  await photographWhole(page, name);
  await page.close();
});

test("the README's picture: the sliders of lesson 01, one of them moved", async () => {
  const page = await lab.lesson("01-direct-model");
  await waitForCharts(page, 2);
  await page.getByLabel("logit of POSITIVE").fill("-2.5");
  const withSliders = page.locator(".jp-CodeCell", { has: page.getByLabel("logit of POSITIVE") });
  const cell = withSliders.locator(".jp-OutputArea-output").first();
  await cell.scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  await cell.screenshot({ path: join(root, "notebooks", "images", "drag-the-logits.png") });
  await page.close();
});
