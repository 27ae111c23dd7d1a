import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { palette } from "../../src/charts/parts/theme.js";
import {
  confidenceHistogram,
  dragTheLogits,
  interpret,
  logitPlayground,
  rankingBars,
  softmax,
  softmaxAgainstSigmoid,
  temperatureTrajectories,
} from "../../src/index.js";
import { openCharts } from "./ChartsPage.js";
import { barsOf } from "./chartChecks/barChecks.js";
import { expectClose } from "./chartChecks/expectClose.js";
import { LiveChart } from "./LiveChart.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

const labels = ["A", "B", "C"];
const logits = [1, 2, 0.5];
const charts = [
  { name: "dragTheLogits", chart: dragTheLogits(logits, labels) },
  { name: "logitPlayground", chart: logitPlayground(logits, labels) },
];

const rows = interpret(
  Array.from({ length: 40 }, (_, i) => [2 * Math.sin(i), 2 * Math.cos(i), Math.sin(i * i)]),
);
/** Lines that can be pulled: by which grips, and what the chart then says. */
const lines = [
  {
    name: "confidenceHistogram",
    chart: confidenceHistogram(
      rows,
      rows.map((_, i) => i % 3),
    ),
    slider: "threshold",
    grips: ["counts_grip", "curves_grip"],
    start: 0.9,
    by: { x: -60, y: 20 },
    said: (value: number) => `with a confidence of ${value.toFixed(2)} or more`,
  },
  {
    name: "softmaxAgainstSigmoid",
    chart: softmaxAgainstSigmoid(logits, labels),
    slider: "sigmoid threshold",
    grips: ["alone_grip"],
    start: 0.5,
    by: { x: 30, y: 20 },
    said: (value: number) => `threshold ${value.toFixed(2)}`,
  },
  {
    name: "temperatureTrajectories",
    chart: temperatureTrajectories(logits, labels),
    slider: "temperature",
    grips: ["curves_grip"],
    start: 1,
    by: { x: 60, y: 20 },
    said: (value: number) => `at temperature ${value}`,
  },
  {
    name: "rankingBars",
    chart: rankingBars([1, 2, 0.5, 0.1, 0], ["A", "B", "C", "D", "E"]),
    slider: "how many answers",
    grips: ["share_lift", "sum_lift"],
    start: 3,
    by: { x: 8, y: 30 },
    said: (value: number) => `The top ${value} of 5 answers`,
  },
];

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));

/** A window, and a phone, where the page shows the charts smaller than they are drawn. */
describe.each([1200, 390])("at %d px", (width) => {
  let browser: Browser;
  let page: Page;
  let touch: CDPSession;

  beforeAll(async () => {
    if (!chromiumPath) return;
    browser = await openBrowser();
    const viewport = { width, height: 700 };
    const context = await browser.newContext({ viewport, hasTouch: true });
    page = await openCharts(context, [...charts, ...lines]);
    touch = await context.newCDPSession(page);
  });
  beforeEach(async () => {
    await page.evaluate(() => scrollTo(0, 0));
    for (const { name } of charts) {
      for (const [i, label] of labels.entries()) {
        await liveChart(name).move(`logit of ${label}`, logits[i]);
      }
    }
  });
  afterAll(() => browser?.close());

  const liveChart = (name: string) =>
    new LiveChart(page, page.locator(`figure[data-name="${name}"]`));

  async function drag(from: { x: number; y: number }, by: { x: number; y: number }) {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + by.x, from.y + by.y, { steps: 5 });
    await page.mouse.up();
  }

  /** A finger that goes down, some way across the screen, and up. */
  async function swipe(from: { x: number; y: number }, by: { x: number; y: number }) {
    const touchPoints = (share: number) => [{ x: from.x + share * by.x, y: from.y + share * by.y }];
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchStart",
      touchPoints: touchPoints(0),
    });
    // It rests before it is lifted: otherwise the page would go on scrolling.
    for (const share of [0.25, 0.5, 0.75, 1, 1, 1]) {
      const points = touchPoints(share);
      await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points });
      await page.waitForTimeout(50);
    }
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }

  const valuesOf = (chart: LiveChart) =>
    Promise.all(labels.map((label) => chart.valueOf(`logit of ${label}`)));

  /** How many of the window's pixels a logit of 1 is long. */
  async function pixelsPerLogit(chart: LiveChart): Promise<number> {
    const [bar] = barsOf(await chart.marks(), 0);
    return bar.box.width / Math.abs(Number(bar.datum.logit));
  }

  /** Sliders, bars and numbers all say the same, and that is what softmax says. */
  async function expectOneAnswer(chart: LiveChart, moved: readonly number[]) {
    await chart.soon(async () => {
      expect(await valuesOf(chart)).toEqual(moved);
      const z = barsOf(await chart.marks(), 0);
      expectClose(
        z.map(({ datum }) => datum.logit),
        moved,
      );
      const perLogit = z[0].width / Math.abs(moved[0]);
      expectClose(
        z.map(({ width }) => width / perLogit),
        moved.map(Math.abs),
      );
      expectClose(
        z.map(({ datum }) => datum.probability),
        softmax([...moved]),
      );
      const best = labels[moved.indexOf(Math.max(...moved))];
      const texts = await chart.texts();
      expect(texts).toContain(`predicted label: ${best}`);
      for (const logit of moved) expect(texts).toContain(logit.toFixed(2));
    });
  }

  it.each(charts)(
    "$name: a bar follows the mouse, and takes its slider with it",
    async ({ name }) => {
      const chart = liveChart(name);
      const perLogit = await pixelsPerLogit(chart);
      await chart.pull("logits_grip", 2, 2.5 * perLogit);
      const ofC = () => chart.valueOf("logit of C");
      await expect.poll(ofC).toBeCloseTo(3, 1);
      const c = await ofC();
      await expectOneAnswer(chart, [1, 2, c]);
      // From where the slider was moved to meanwhile, back to the very value of the last drag.
      await chart.move("logit of C", c - 1);
      await chart.pull("logits_grip", 2, perLogit);
      await expect.poll(ofC).toBeCloseTo(c, 1);
      await expectOneAnswer(chart, await valuesOf(chart));
    },
  );

  it.each(charts)("$name: a bar follows a finger, and a page still scrolls", async ({ name }) => {
    const chart = liveChart(name);
    const perLogit = await pixelsPerLogit(chart);
    // The page may still be on its way to where the test before has left it.
    await page.waitForTimeout(500);
    await swipe(await chart.grip("logits_grip", 0), { x: -2 * perLogit, y: 4 });
    const ofA = () => chart.valueOf("logit of A");
    await expect.poll(ofA).toBeCloseTo(-1, 1);
    const a = await ofA();
    await expectOneAnswer(chart, [a, 2, 0.5]);
    await page.evaluate(() => {
      document.body.style.paddingBottom = "2000px";
    });
    const before = await page.evaluate(() => scrollY);
    await swipe(await chart.grip("logits_grip", 1), { x: 3, y: -150 });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before + 50);
    await swipe({ x: width - 30, y: 650 }, { x: -60, y: 0 });
    await expectOneAnswer(chart, [a, 2, 0.5]);
  });

  it.each(charts)("$name: no drag goes beyond the slider's ends", async ({ name }) => {
    const chart = liveChart(name);
    const slider = chart.control("logit of B");
    const [min, max] = await slider.evaluate((input: HTMLInputElement) =>
      [input.min, input.max].map(Number),
    );
    for (const [pixels, end] of [
      [-900, min],
      [1800, max],
    ]) {
      await chart.pull("logits_grip", 1, pixels);
      await expectOneAnswer(chart, [1, end, 0.5]);
    }
  });

  it.each(charts)("$name: pressing without pulling moves nothing", async ({ name }) => {
    const chart = liveChart(name);
    await chart.pull("logits_grip", 1, 0);
    const { x, y } = await chart.grip("logits_grip", 0);
    await page.mouse.move(x, y);
    await page.mouse.down({ button: "right" });
    await page.mouse.move(x + 40, y, { steps: 3 });
    await page.mouse.up({ button: "right" });
    await page.mouse.move(x - 40, y, { steps: 3 });
    await expectOneAnswer(chart, logits);
  });

  it.each(charts)("$name: the keyboard goes on from where a drag ended", async ({ name }) => {
    const chart = liveChart(name);
    await chart.pull("logits_grip", 0, 0.5 * (await pixelsPerLogit(chart)));
    await expect.poll(() => chart.valueOf("logit of A")).toBeGreaterThan(1.3);
    const { before, after } = await chart.pressArrow("logit of A");
    expect(before).toBeGreaterThan(1);
    expect(after).toBeCloseTo(before + 0.01, 9);
    await expectOneAnswer(chart, [after, 2, 0.5]);
  });

  it.each(charts)("$name: a drag is announced when it ends", async ({ name }) => {
    const chart = liveChart(name);
    const answer = chart.root.getByRole("status");
    // The way back to the start has been announced before.
    await page.waitForTimeout(800);
    expect(await answer.textContent()).not.toContain("predicted label: C");
    await chart.pull("logits_grip", 2, 4 * (await pixelsPerLogit(chart)));
    await expect.poll(() => answer.textContent()).toContain("predicted label: C");
  });

  it.each(charts)(
    "$name: the class under the pointer is lit in every panel and in the formula",
    async ({ name }) => {
      const chart = liveChart(name);
      const lit = async () => {
        const pale = (await chart.marks()).filter(
          ({ type, fill }) => type === "rect" && fill === palette.lit,
        );
        const terms = chart.root.locator(`svg.marks line[stroke="${palette.lit}"][opacity="1"]`);
        return [...pale.map(({ datum }) => datum.row), await terms.count()];
      };
      const picture = () => chart.root.locator("svg.marks").getAttribute("viewBox");
      const size = await picture();
      await page.mouse.move(2, 2);
      await expect.poll(lit).toEqual([0]);
      const { x, y } = await chart.grip("logits_grip", 0);
      await page.mouse.move(x, y);
      const panels = name === "dragTheLogits" ? 2 : 3;
      await expect.poll(lit).toEqual([...Array(panels).fill(0), 1]);
      // Class 1 is the predicted one: it is above the fraction's line, too.
      await page.mouse.move(x, (await chart.grip("logits_grip", 1)).y);
      await expect.poll(lit).toEqual([...Array(panels).fill(1), 2]);
      expect(await picture()).toBe(size);
      await page.mouse.move(2, 2);
      await expect.poll(lit).toEqual([0]);
    },
  );

  it.each(lines)(
    "$name: its line follows mouse and finger, the slider follows the line, and what is said is true",
    async ({ name, slider, grips, start, by, said }) => {
      const chart = liveChart(name);
      const value = () => chart.valueOf(slider);
      for (const grip of grips) {
        await chart.move(slider, start);
        for (const pull of [drag, swipe]) {
          const from = await chart.grip(grip);
          await pull(from, by);
          await expect.poll(value).not.toBe(start);
          const now = await value();
          await chart.soon(async () => {
            expect((await chart.texts()).join("\n")).toContain(said(now));
            const { x, y } = await chart.grip(grip);
            // The line is where the pointer is: within half a step.
            if (grip.endsWith("lift")) expect(Math.abs(y - from.y - by.y)).toBeLessThan(16);
            else expect(Math.abs(x - from.x - by.x)).toBeLessThan(4);
          });
          await chart.move(slider, start);
          await chart.soon(async () => expect(await chart.grip(grip)).toEqual(from));
        }
      }
    },
  );
});
