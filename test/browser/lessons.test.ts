import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { chromiumPath, JupyterLab, noChromium, root } from "./jupyterLab.js";

const names = await lessonNames(root);
let lab: JupyterLab;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

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
    const chart = page.locator(".vega-embed", { hasText: "logit of POSITIVE" });
    await chart.locator('[aria-roledescription="bar"]').first().waitFor({ state: "attached" });
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

it("an edited lesson is saved on its own: the tests' autosave works", async () => {
  const page = await lab.lesson(names[0]);
  const before = await lab.fileOf(names[0]);
  await page.locator(".jp-CodeCell .cm-content").first().click();
  await page.keyboard.type("// mine\n");
  await expect.poll(() => lab.fileOf(names[0]), { timeout: 20_000 }).not.toBe(before);
  await page.close();
});
