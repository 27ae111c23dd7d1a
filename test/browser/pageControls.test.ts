import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  confusionMatrixChart,
  dragTheLogits,
  logitPlayground,
  simplex,
  temperatureTrajectories,
} from "../../src/index.js";
import { openCharts } from "./ChartsPage.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

const labels = ["A", "B", "C"];
const logits = [1, 2, 0.5];
const charts = [
  { name: "playground", chart: logitPlayground(logits, labels) },
  { name: "trajectories", chart: temperatureTrajectories(logits, labels) },
  { name: "drag", chart: dragTheLogits(logits, labels) },
  {
    name: "confusion",
    chart: confusionMatrixChart(
      [
        [1, 2],
        [1, 1],
      ],
      ["A", "B"],
      {
        texts: ["a is a", "a is b", "a is b, too", "b is a", "b is b"],
        label_ids: [0, 0, 0, 1, 1],
        predicted_ids: [0, 1, 1, 0, 1],
      },
    ),
  },
  { name: "simplex", chart: simplex([logits, [3, 1, 2]], labels) },
];
let browser: Browser;
let page: Page;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  page = await openCharts(context, charts);
});
afterAll(() => browser?.close());

const figure = (name: string) => page.locator(`figure[data-name="${name}"]`);
const texts = (name: string) => figure(name).locator("svg.marks text").allTextContents();
const answer = (name: string) => figure(name).getByRole("status");

it.each([
  { name: "playground", lowest: 0.1, highest: 10 },
  { name: "trajectories", lowest: 0.05, highest: 20 },
])(
  "the temperature of $name is shown and said as itself, from end to end, in about equal ratios",
  async ({ name, lowest, highest }) => {
    const slider = figure(name).getByRole("slider", { name: "temperature" });
    const said = async () => Number(await slider.getAttribute("aria-valuetext"));
    const shown = async () => Number(await slider.locator("xpath=../span[last()]").textContent());
    expect([await said(), await shown()]).toEqual([1, 1]);
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    expect(await said()).toBeGreaterThan(1);
    expect(await said()).toBeLessThanOrEqual(1.1);
    for (const [key, end] of [
      ["Home", lowest],
      ["End", highest],
    ] as const) {
      await page.keyboard.press(key);
      expect([await said(), await shown()]).toEqual([end, end]);
      await expect
        .poll(async () => (await texts(name)).join("\n"))
        .toContain(`at temperature ${end}`);
    }
    const half = await slider.evaluate((input: HTMLInputElement) =>
      (Number(input.max) / 2).toFixed(0),
    );
    await slider.fill(half);
    expect(Math.abs(Math.log(await said()))).toBeLessThan(0.35);
  },
);

it("back to the start is a button: it takes every slider back, the temperature's too, again and again", async () => {
  const temperature = figure("playground").getByRole("slider", { name: "temperature" });
  const back = figure("playground").getByRole("button", { name: "back to the start" });
  expect(await figure("playground").getByRole("checkbox").count()).toBe(0);
  for (const key of ["Home", "End"]) {
    await temperature.focus();
    await page.keyboard.press(key);
    await figure("playground").getByRole("slider", { name: "logit of A" }).fill("4");
    await back.click();
    await expect.poll(() => temperature.getAttribute("aria-valuetext")).toBe("1");
    await expect.poll(() => texts("playground")).toContain("predicted label: B");
    // The box behind the button clears itself a moment after its tick.
    await page.waitForTimeout(500);
  }
});

it("a moved slider is announced once it rests: politely, by one region a chart, with the new answer", async () => {
  for (const { name } of charts) expect(await answer(name).count()).toBe(1);
  expect(await answer("drag").textContent()).toBe("");
  await figure("drag").getByRole("slider", { name: "logit of C" }).fill("6");
  await expect.poll(() => answer("drag").textContent()).toContain("predicted label: C");
  await figure("trajectories").getByRole("slider", { name: "temperature" }).press("Home");
  await expect.poll(() => answer("trajectories").textContent()).toContain("at temperature 0.05");
});

it("a click on a cell lists its texts, and so does the keyboard", async () => {
  const listed = async () => (await texts("confusion")).filter((text) => /^[ab] is /.test(text));
  const chooser = figure("confusion").getByRole("combobox", { name: "texts of" });
  const chosen = () => chooser.locator("option:checked").textContent();
  expect(await listed()).toEqual(["a is b", "a is b, too"]);
  const cell = figure("confusion").locator('[aria-label^="truth B, predicted A"]');
  await cell.first().scrollIntoViewIfNeeded();
  const box = await cell.first().boundingBox();
  if (!box) throw new Error("the cell isn't drawn");
  // Through the number in its middle.
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2 - 8);
  await expect.poll(listed).toEqual(["b is a"]);
  expect(await chosen()).toBe("truth B, predicted A (1)");
  await expect.poll(() => answer("confusion").textContent()).toContain("truth B, predicted A: 1");
  await chooser.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(listed).toEqual(["a is b", "a is b, too"]);
});

it("on paper there are no controls, and the charts are as wide as the paper at most", async () => {
  await page.setViewportSize({ width: 700, height: 900 });
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".vega-bindings:visible, .vega-embed > details:visible").count()).toBe(
    0,
  );
  const widths = await page
    .locator("svg.marks")
    .evaluateAll((all) => all.map((chart) => chart.getBoundingClientRect().right));
  expect(Math.max(...widths)).toBeLessThanOrEqual(700);
  await page.emulateMedia({ media: "screen" });
});

it("in the dark the charts are dark", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  const filters = await page
    .locator("svg.marks, .js-plotly-plot")
    .evaluateAll((all) => all.map((chart) => getComputedStyle(chart).filter));
  expect(new Set(filters)).toEqual(new Set(["invert(1) hue-rotate(180deg)"]));
  await page.emulateMedia({ colorScheme: "light" });
});
