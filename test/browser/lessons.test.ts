import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";
import { lessonNames, readNotebook } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { codeCells, outputKinds } from "../notebooks/readOutputs.js";
import { chromiumPath, JupyterLab, noChromium, root } from "./jupyterLab.js";
import { cellNumbers, complaints, liveCharts, runAllCells, waitForCharts } from "./lessonPage.js";

const names = await lessonNames(root);
let lab: JupyterLab;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

async function chartsIn(name: string): Promise<number> {
  const kinds = codeCells(await readNotebook(await judgedNotebook(root, name, "learner")));
  return kinds.flatMap(outputKinds).filter((kind) => kind.includes("vegalite")).length;
}

describe.each(names)("lesson %s in JupyterLab", (name) => {
  it("draws its stored charts live, runs from top to bottom and draws them again", async () => {
    const page = await lab.lesson(name);
    const charts = await chartsIn(name);
    await waitForCharts(page, charts);
    expect(await liveCharts(page)).toBe(charts);

    await runAllCells(page);
    const cells = await cellNumbers(page);
    expect(cells).toEqual(cells.map((_, i) => `[${i + 1}]:`));
    expect(await complaints(page)).toEqual([]);
    await waitForCharts(page, charts);
    expect(await liveCharts(page)).toBe(charts);
    await page.close();
  });
});

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

it("a slider moved in lesson 01 changes the bars to what softmax says", async () => {
  const page = await lab.lesson("01-direct-model");
  await waitForCharts(page, await chartsIn("01-direct-model"));
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
  await page.close();
});
