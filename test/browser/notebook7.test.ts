import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { chartChecks } from "./chartChecks/index.js";
import { galleryCharts, galleryName, waitForGallery } from "./galleryPage.js";
import { chromiumPath, JupyterLab, noChromium } from "./jupyterLab.js";

let lab: JupyterLab;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

it("Notebook 7 draws every chart of the gallery live, and its sliders move by mouse and by keyboard", async () => {
  const page = await lab.inNotebook7(galleryName);
  await waitForGallery(page);
  const charts = await galleryCharts(page);
  for (const { builder, drawing } of chartChecks) {
    const chart = charts.get(builder);
    if (!chart) throw new Error(`no live ${builder}`);
    await drawing(chart);
  }
  const { interactions } = chartChecks.find(({ builder }) => builder === "dragTheLogits") ?? {};
  const drag = charts.get("dragTheLogits");
  if (!drag || !interactions) throw new Error("no dragTheLogits");
  for (const act of Object.values(interactions)) await act(drag);
  const { before, after } = await drag.pressArrow("logit of A");
  expect(after).not.toBe(before);
  await page.close();
});

it("in JupyterLab the arrow keys still go from cell to cell", async () => {
  const page = await lab.lesson(galleryName);
  await page.locator(".jp-StatusBar-TextItem", { hasText: "Idle" }).waitFor({ timeout: 60_000 });
  const chosen = () =>
    page
      .locator(".jp-Cell")
      .evaluateAll((cells) => cells.findIndex((cell) => cell.classList.contains("jp-mod-active")));
  await page.locator(".jp-CodeCell .jp-InputPrompt").first().click();
  const before = await chosen();
  await page.keyboard.press("ArrowDown");
  await expect.poll(chosen).toBe(before + 1);
  await page.keyboard.press("ArrowUp");
  await expect.poll(chosen).toBe(before);
  await page.close();
});
