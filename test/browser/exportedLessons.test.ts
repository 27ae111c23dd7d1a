import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { lessonNames, readNotebook } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { codeCells, outputKinds } from "../notebooks/readOutputs.js";
import { exportLessons, openPage, waitForLiveFigures } from "./exportedLessons.js";
import { root } from "./jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";
import { bringAxe, violations } from "./violations.js";

const names = await lessonNames(root);
let browser: Browser;
let folder: string;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowser();
  folder = await exportLessons(names);
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** What axe looks at in the dark, too: the themes differ in nothing but colours. */
const rulesOfColours = ["color-contrast", "link-in-text-block"];

it.each(names)(
  "%s draws all its charts live, asks for nothing and complains of nothing, and axe finds nothing wrong in it, wide and on a phone, in the light and in the dark",
  async (name) => {
    const stored = await readNotebook(await judgedNotebook(root, name, "learner"));
    const kinds = codeCells(stored).flatMap(outputKinds);
    const charts = kinds.filter((kind) => /vegalite|plotly/.test(kind)).length;
    const { page, complaints, asked, close } = await openPage(
      browser,
      join(folder, `${name}.html`),
      { colorScheme: "light", viewport: { width: 1366, height: 800 } },
      bringAxe,
    );
    await waitForLiveFigures(page);
    expect(await page.locator("figure.chart.is-live").count()).toBe(charts);
    expect(await page.locator("figure.chart > img:visible").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, undefined, rulesOfColours)).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 390, height: 800 });
    await expect.poll(() => widestChart(page)).toBeLessThanOrEqual(390);
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violations(page, undefined, rulesOfColours)).toEqual([]);
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] });
    await close();
  },
);

/** Charts are drawn anew, in their narrow form, once the window has its width. */
function widestChart(page: Page): Promise<number> {
  return page
    .locator("figure.chart svg.marks")
    .evaluateAll((all) => Math.max(0, ...all.map((chart) => chart.getBoundingClientRect().width)));
}
