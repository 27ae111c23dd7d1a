import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { lessonNames, readNotebook } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { codeCells, outputKinds } from "../notebooks/readOutputs.js";
import { autosaveSeconds, chromiumPath, JupyterLab, noChromium, root } from "./jupyterLab.js";
import { violations } from "./violations.js";

const names = await lessonNames(root);
const figure = "application/vnd.plotly.v1+json";
let lab: JupyterLab;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

/** How many Plotly figures the stored lesson holds, and how many charts in all. */
async function chartsIn(name: string): Promise<{ figures: number; all: number }> {
  const cells = codeCells(await readNotebook(await judgedNotebook(root, name, "learner")));
  const kinds = cells.flatMap(outputKinds);
  const count = (kind: string) => kinds.filter((each) => each.includes(kind)).length;
  return { figures: count(figure), all: count(figure) + count("vegalite") };
}

const live = ".vega-embed .marks, .js-plotly-plot .svg-container";

async function waitForAll(page: Page, count: number): Promise<void> {
  const drawn = ({ selector, wanted }: { selector: string; wanted: number }) =>
    document.querySelectorAll(selector).length >= wanted;
  await page.waitForFunction(drawn, { selector: live, wanted: count }, { timeout: 60_000 });
}

it.each(names)(
  "lesson %s, opened and left open, stays as it was byte for byte, and axe finds nothing wrong in its outputs",
  async (name) => {
    const before = await lab.fileOf(name);
    const { all, figures } = await chartsIn(name);
    const page = await lab.lesson(name);
    await waitForAll(page, all);
    for (const chart of await page.locator(live).all()) await chart.scrollIntoViewIfNeeded();
    await page.waitForTimeout(2.5 * autosaveSeconds * 1000);
    expect(await page.locator(".lm-TabBar-tab.jp-mod-dirty").count()).toBe(0);
    expect(await lab.fileOf(name)).toBe(before);

    expect(await violations(page, ".jp-OutputArea-output")).toEqual([]);

    await page.reload();
    await waitForAll(page, all);
    expect(await page.locator(".js-plotly-plot").count()).toBe(figures);
    await page.close();
  },
);

it("an edited lesson is saved on its own: the tests' autosave works", async () => {
  const page = await lab.lesson(names[0]);
  const before = await lab.fileOf(names[0]);
  await page.locator(".jp-CodeCell .cm-content").first().click();
  await page.keyboard.type("// mine\n");
  await expect.poll(() => lab.fileOf(names[0]), { timeout: 20_000 }).not.toBe(before);
  await page.close();
});

it("the file browser shows the whole names of the lessons, and not what they are made from", async () => {
  const page = await lab.lesson(names[0]);
  const items = page.locator(".jp-DirListing-itemText");
  await items.filter({ hasText: names[1] }).waitFor();
  const shown = await items.evaluateAll((all) =>
    all.map((item) => ({ text: item.textContent, isCut: item.scrollWidth > item.clientWidth })),
  );
  const texts = shown.map(({ text }) => text);
  expect(texts).toEqual(expect.arrayContaining(names.map((name) => `${name}.ipynb`)));
  expect(texts).not.toContain("images");
  expect(texts).not.toContain("source");
  expect(shown.filter(({ isCut }) => isCut)).toEqual([]);
  await page.close();
});

it("a line of code or text in an output breaks between words, where it has any", async () => {
  const page = await lab.lesson("01-direct-model");
  const pre = page.locator(".jp-OutputArea-output pre").first();
  await pre.waitFor({ state: "attached" });
  expect(await pre.evaluate((box) => getComputedStyle(box).wordBreak)).toBe("normal");
  await page.close();
});

it("a figure's picture has a name, and its slider moves by keyboard without touching the cell", async () => {
  const page = await lab.lesson("chart-gallery");
  await waitForAll(page, (await chartsIn("chart-gallery")).all);
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
  await page.close();
});
