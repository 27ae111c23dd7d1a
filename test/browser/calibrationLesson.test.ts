import type { Locator } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { loadDataset } from "../../src/data/loadDataset.js";
import { expectedCalibrationError } from "../../src/evaluate/calibration.js";
import { crossEntropy } from "../../src/evaluate/logLoss.js";
import { applyTemperature } from "../../src/evaluate/temperature.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { chromiumPath, JupyterLab, noChromium } from "./jupyterLab.js";
import { waitForCharts } from "./lessonPage.js";

let lab: JupyterLab;
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

/** A chart of lesson 05 that has these words, in view. */
async function chartWith(words: string) {
  const page = await lab.lesson("05-calibration");
  await waitForCharts(page, 5);
  const chart = page.locator(".vega-embed", { hasText: words }).first();
  await chart.scrollIntoViewIfNeeded();
  return { page, chart };
}

/** The headline, once it has changed. */
async function headlineAfter(chart: Locator, pattern: RegExp, before: string): Promise<string> {
  const headline = chart.locator("svg text").filter({ hasText: pattern }).first();
  await expect.poll(() => headline.textContent()).not.toBe(before);
  return (await headline.textContent()) ?? "";
}

it("lesson 05: the temperature moved changes NLL and ECE to what the kit computes", async () => {
  const { page, chart } = await chartWith("Lowest NLL at T = 5.19");
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
  await page.close();
});

it("lesson 05: the number of bins moved changes the ECE to what the kit computes", async () => {
  const { page, chart } = await chartWith("92.1% claimed");
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
  await page.close();
});
