import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";
import { lessonNames, readNotebook } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { codeCells, outputKinds } from "../notebooks/readOutputs.js";
import { autosaveSeconds, chromiumPath, JupyterLab, noChromium, root } from "./jupyterLab.js";
import { liveCharts, waitForCharts, waitForLiveCharts } from "./lessonPage.js";
import { violations } from "./violations.js";

const names = await lessonNames(root);
let lab: JupyterLab;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

const figure = "application/vnd.plotly.v1+json";

/** How many Plotly figures the stored lesson holds, and how many charts in all. */
async function chartsIn(name: string): Promise<{ figures: number; all: number }> {
  const cells = codeCells(await readNotebook(await judgedNotebook(root, name, "learner")));
  const kinds = cells.flatMap(outputKinds);
  const count = (kind: string) => kinds.filter((each) => each.includes(kind)).length;
  return { figures: count(figure), all: count(figure) + count("vegalite") };
}

/** How the bars of a chart describe themselves: `POSITIVE: logit 3.85, probability 0.9993`, by label. */
async function barsOf(
  chart: Locator,
): Promise<Map<string, { logit: number; probability: number }>> {
  const said = await chart
    .locator('[aria-roledescription="bar"]')
    .evaluateAll((bars) => bars.map((bar) => bar.getAttribute("aria-label") ?? ""));
  const pattern = /^(\w+): logit ([-−\d.]+), probability ([\d.]+)/;
  return new Map(
    said.flatMap((text) => {
      const [, label, logit, probability] = pattern.exec(text) ?? [];
      if (!label) return [];
      const numbers = {
        logit: Number(logit.replace("−", "-")),
        probability: Number(probability),
      };
      return [[label, numbers]];
    }),
  );
}

describe("lesson 01, opened", () => {
  let page: Page;

  beforeAll(async () => {
    if (chromiumPath) page = await lab.lesson("01-direct-model");
  });
  afterAll(() => page?.close());

  it("a slider moved in lesson 01 changes the bars to what softmax says", async () => {
    await waitForCharts(page, (await chartsIn("01-direct-model")).all);
    const chart = page.locator(".vega-embed", { hasText: "logit of POSITIVE" });
    const before = await barsOf(chart);
    expect(before.get("POSITIVE")?.probability).toBeGreaterThan(0.99);

    const slider = chart.locator("input[type=range]").nth(1);
    await slider.scrollIntoViewIfNeeded();
    await slider.fill("-3");
    await page.waitForFunction(() =>
      [...document.querySelectorAll(".vega-embed [aria-label]")].some((mark) =>
        /^POSITIVE: logit [-−]3/.test(mark.getAttribute("aria-label") ?? ""),
      ),
    );
    const after = await barsOf(chart);
    const negative = after.get("NEGATIVE")?.logit ?? Number.NaN;
    const [, expected] = softmax([negative, -3]);
    expect(after.get("POSITIVE")?.logit).toBe(-3);
    expect(after.get("POSITIVE")?.probability).toBeCloseTo(expected, 2);
  });

  it("the file browser shows the whole names of the lessons, and not what they are made from", async () => {
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
  });

  it("a line of code or text in an output breaks between words, where it has any", async () => {
    const pre = page.locator(".jp-OutputArea-output pre").first();
    await pre.waitFor({ state: "attached" });
    expect(await pre.evaluate((box) => getComputedStyle(box).wordBreak)).toBe("normal");
  });
});

describe.each(names)("lesson %s in JupyterLab", (name) => {
  let page: Page;
  let charts: { figures: number; all: number };

  const drawn = async () => ({
    figures: await page.locator(".js-plotly-plot").count(),
    all: await page.locator(liveCharts).count(),
  });

  beforeAll(async () => {
    if (!chromiumPath) return;
    charts = await chartsIn(name);
    page = await lab.lesson(name);
  });
  afterAll(() => page?.close());

  it("draws its stored charts live and, left open, stays as it was byte for byte", async () => {
    const before = await lab.fileOf(name);
    await waitForLiveCharts(page, charts.all);
    expect(await drawn()).toEqual(charts);
    for (const chart of await page.locator(liveCharts).all()) await chart.scrollIntoViewIfNeeded();
    await page.waitForTimeout(2.5 * autosaveSeconds * 1000);
    expect(await page.locator(".lm-TabBar-tab.jp-mod-dirty").count()).toBe(0);
    expect(await lab.fileOf(name)).toBe(before);
  });

  it("has outputs in which axe finds nothing wrong", async () => {
    expect(await violations(page, ".jp-OutputArea-output")).toEqual([]);
  });
});

it("an edited lesson is saved on its own: the tests' autosave works", async () => {
  const page = await lab.lesson(names[0]);
  const before = await lab.fileOf(names[0]);
  await page.locator(".jp-CodeCell .cm-content").first().click();
  await page.keyboard.type("// mine\n");
  await expect.poll(() => lab.fileOf(names[0]), { timeout: 20_000 }).not.toBe(before);
  await page.close();
});
