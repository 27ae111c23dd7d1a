import { beforeEach, expect, it } from "vitest";
import { galleryName, waitForGallery } from "./galleryPage.js";
import { JupyterLab } from "./jupyterLab.js";
import { chromiumPath, noChromium } from "./openBrowser.js";

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));

it("in JupyterLab's dark theme every chart is dark", async () => {
  const lab = await JupyterLab.open("JupyterLab Dark");
  const page = await lab.lesson(galleryName);
  await waitForGallery(page);
  const filters = await page
    .locator(".jp-OutputArea-output :is(.marks, .js-plotly-plot)")
    .evaluateAll((all) => all.map((chart) => getComputedStyle(chart).filter));
  expect(new Set(filters)).toEqual(new Set(["invert(1) hue-rotate(180deg)"]));
  await lab.close();
});
