import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { chartChecks } from "./chartChecks/index.js";
import { galleryCharts, galleryName, waitForGallery } from "./galleryPage.js";
import { chromiumPath, JupyterLab, noChromium } from "./jupyterLab.js";
import { chooseFrom } from "./lessonPage.js";

let lab: JupyterLab;
let page: Page;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  lab = await JupyterLab.open();
  page = await lab.lesson(galleryName);
  await waitForGallery(page);
});
afterAll(() => lab?.close());

it("Notebook 7 draws every chart of the gallery live, and its sliders move by mouse and by keyboard", async () => {
  const notebook7 = await lab.inNotebook7(galleryName);
  await waitForGallery(notebook7);
  const charts = await galleryCharts(notebook7);
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
  await notebook7.close();
});

it("a figure's picture has a name, and its slider moves by keyboard without touching the cell", async () => {
  const pictures = page.locator('.jp-RenderedPlotly [role="figure"]');
  for (const name of await pictures.evaluateAll((all) => all.map((each) => each.ariaLabel))) {
    expect(name?.length ?? 0).toBeGreaterThan(40);
  }
  const slider = page.locator(".jp-RenderedPlotly input[type=range]").first();
  await slider.scrollIntoViewIfNeeded();
  const cells = await page.locator(".jp-Cell").count();
  const code = await page.locator(".jp-CodeCell").count();
  const before = await slider.inputValue();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  expect(await slider.inputValue()).not.toBe(before);
  for (const key of ["x", "m", "y", "a", "b", "d", "d", "0", "0"]) await page.keyboard.press(key);
  expect(await page.locator(".jp-Cell").count()).toBe(cells);
  expect(await page.locator(".jp-CodeCell").count()).toBe(code);
});

it("the arrow keys still go from cell to cell", async () => {
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
});

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
  // The file browser would take most of a window at 200 %.
  await page.locator('.jp-SideBar [data-id="filebrowser"]').click();
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

it("every chart becomes dark with JupyterLab's dark theme", async () => {
  const filters = () =>
    page
      .locator(".jp-OutputArea-output :is(.marks, .js-plotly-plot)")
      .evaluateAll((all) => [...new Set(all.map((chart) => getComputedStyle(chart).filter))]);
  expect(await filters()).toEqual(["none"]);
  await chooseFrom(page, "Settings", "Theme", "JupyterLab Dark");
  await expect.poll(filters, { timeout: 30_000 }).toEqual(["invert(1) hue-rotate(180deg)"]);
});
