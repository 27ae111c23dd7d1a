import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { lessonNames, readNotebook } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { chartsIn } from "../notebooks/readOutputs.js";
import { useExportedLessons, waitForLiveFigures } from "./exportedLessons.js";
import { root } from "./jupyterLab.js";
import { bringAxe, violations } from "./violations.js";

const names = await lessonNames(root);
const { pathOf, open } = useExportedLessons(names);

/** What axe looks at in the dark, too: the themes differ in nothing but colours. */
const rulesOfColours = ["color-contrast", "link-in-text-block"];

it.each(names)(
  "%s draws all its charts live, asks for nothing and complains of nothing, and axe finds nothing wrong in it, wide and on a phone, in the light and in the dark",
  async (name) => {
    const charts = chartsIn(await readNotebook(await judgedNotebook(root, name, "learner"))).all;
    const { page, complaints, asked, close } = await open(
      pathOf(name),
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
