import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { exportLessons } from "./exportedLessons.js";
import { root } from "./jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";
import { violations } from "./violations.js";

const names = await lessonNames(root);
let browser: Browser;
let folder: string;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowser();
  folder = await exportLessons();
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** What axe looks at in the dark, too: the themes differ in nothing but colours. */
const rulesOfColours = ["color-contrast", "link-in-text-block"];

it.each(names)(
  "axe finds nothing wrong in the page of %s, wide and on a phone, in the light and in the dark",
  async (name) => {
    const viewport = { width: 1366, height: 800 };
    const page = await browser.newPage({ colorScheme: "light", viewport, bypassCSP: true });
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    await page.waitForFunction(
      () => !document.querySelector("figure.chart:not(.is-live)"),
      undefined,
      { timeout: 60_000 },
    );
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, undefined, rulesOfColours)).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 390, height: 800 });
    await expect.poll(() => widestChart(page)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, undefined, rulesOfColours)).toEqual([]);
    await page.close();
  },
);

/** Charts are drawn anew, in their narrow form, once the window has its width. */
function widestChart(page: Page): Promise<number> {
  return page
    .locator("figure.chart svg.marks")
    .evaluateAll((all) => Math.max(0, ...all.map((chart) => chart.getBoundingClientRect().width)));
}
