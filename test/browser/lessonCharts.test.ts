import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { loadDataset } from "../../src/data/loadDataset.js";
import { expectedCalibrationError } from "../../src/evaluate/calibration.js";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { applyTemperature } from "../../src/evaluate/temperature.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { chromiumPath, JupyterLab, noChromium } from "./jupyterLab.js";
import { waitForCharts } from "./lessonPage.js";

let lab: JupyterLab;
const pages = new Map<string, Page>();
const { validation, test } = await loadDataset("reviews");

async function logitsOf(texts: string[]): Promise<number[][]> {
  const classifier = await loadClassifier("sst2");
  const logits = await classifier.logits(texts);
  await classifier.dispose();
  return logits;
}

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

/** A chart of a lesson that has these words, in view; each lesson is opened once. */
async function chartWith(name: string, words: string, charts: number) {
  const page = pages.get(name) ?? (await lab.lesson(name));
  pages.set(name, page);
  await waitForCharts(page, charts);
  const chart = page.locator(".vega-embed", { hasText: words }).first();
  await chart.scrollIntoViewIfNeeded();
  return { page, chart };
}

const sigmoidChart = () => chartWith("02-trainer-batch", "Drag over points", 3);
const calibrationChart = (words: string) => chartWith("05-calibration", words, 5);

it("lesson 02: hovering over a point shows its sentence", async () => {
  const { page, chart } = await sigmoidChart();
  const point = chart.locator('path[aria-roledescription="point"]').last();
  const said = (await point.getAttribute("aria-label")) ?? "";
  await point.hover({ force: true });
  const tooltip = page.locator("#vg-tooltip-element.visible");
  await tooltip.waitFor();
  expect(await tooltip.innerText()).toContain(said.slice(0, 30));
});

it("lesson 02: dragging over the right end lists only sentences with a large difference", async () => {
  const { page, chart } = await sigmoidChart();
  const listed = () => chart.locator("text").filter({ hasText: /^[-−]?\d+\.\d\d$/ });
  const before = await listed().allTextContents();
  expect(before).toHaveLength(12);
  expect(before.some((text) => Number(text.replace("−", "-")) < 0)).toBe(true);

  const curve = await chart.locator(".mark-line path").first().boundingBox();
  if (!curve) throw new Error("the curve has no place in the page");
  await page.mouse.move(curve.x + 0.62 * curve.width, curve.y + 20);
  await page.mouse.down();
  await page.mouse.move(curve.x + 0.99 * curve.width, curve.y + 100, { steps: 12 });
  await page.mouse.up();
  await page.waitForFunction((old) => {
    const charts = [...document.querySelectorAll(".vega-embed")];
    const chart = charts.find((element) => element.textContent?.includes("Drag over points"));
    const numbers = [...(chart?.querySelectorAll("text") ?? [])]
      .map((text) => text.textContent ?? "")
      .filter((text) => /^[-−]?\d+\.\d\d$/.test(text));
    return numbers.join() !== old;
  }, before.join());
  const after = await listed().allTextContents();
  expect(after.length).toBeGreaterThan(0);
  expect(after.every((text) => Number(text.replace("−", "-")) > 0)).toBe(true);
});

/** The headline, once it has changed. */
async function headlineAfter(chart: Locator, pattern: RegExp, before: string): Promise<string> {
  const headline = chart.locator("svg text").filter({ hasText: pattern }).first();
  await expect.poll(() => headline.textContent()).not.toBe(before);
  return (await headline.textContent()) ?? "";
}

it("lesson 05: the temperature moved changes NLL and ECE to what the kit computes", async () => {
  const { page, chart } = await calibrationChart("Lowest NLL at T = 5.19");
  const pattern = /^T = [\d.]+: NLL/;
  const before = await headlineAfter(chart, pattern, "");
  expect(before).toMatch(/^T = 1: NLL 1\.265/);
  const slider = chart.locator("input[type=range]").first();
  await slider.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowRight");
  const after = await headlineAfter(chart, pattern, before);
  const [, T, nll, ece] = /^T = ([\d.]+): NLL ([\d.]+), ECE ([\d.]+)%/.exec(after) ?? [];
  expect(Number(T)).toBeGreaterThan(1);
  const scaled = applyTemperature(Number(T), await logitsOf(validation.texts));
  expect(Number(nll)).toBeCloseTo(crossEntropy(validation.labels, scaled), 2);
  const error = expectedCalibrationError(validation.labels, scaled, { n_bins: 10 });
  expect(Number(ece) / 100).toBeCloseTo(error, 2);
});

it("lesson 05: the number of bins moved changes the ECE to what the kit computes", async () => {
  const { chart } = await calibrationChart("92.1% claimed");
  const pattern = /claimed, .* ECE/;
  const before = await headlineAfter(chart, pattern, "");
  expect(before).toContain("ECE 25.5% in 10 ");
  const slider = chart.locator("input[type=range]").first();
  await slider.fill("25");
  const after = await headlineAfter(chart, pattern, before);
  const [, ece, n_bins] = /ECE ([\d.]+)% in (\d+) /.exec(after) ?? [];
  expect(Number(n_bins)).toBe(25);
  const error = expectedCalibrationError(test.labels, await logitsOf(test.texts), { n_bins: 25 });
  expect(Number(ece) / 100).toBeCloseTo(error, 3);
});
