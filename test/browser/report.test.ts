import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { parsePredictions } from "../../src/data/parsePredictions.js";
import { readPredictions } from "../../src/data/readPredictions.js";
import { report } from "../../src/report/report.js";
import { scratch } from "../cli/program.js";
import { watchConsole } from "./consoleWatch.js";
import { hostileTexts } from "./hostileTexts.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";
import { foreignElements, setTrap } from "./trap.js";
import { violations } from "./violations.js";

let browser: Browser;
let reviews: string;
let hostile: string;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowser();
  const folder = await scratch();
  reviews = path.join(folder, "reviews.html");
  (await report(await readPredictions("data/examples/reviews.npz"))).save(reviews);
  hostile = path.join(folder, "hostile.html");
  const texts = hostileTexts.slice(0, 60);
  const rows = texts.map((text, i) => ({
    text,
    label: texts[i % 3],
    ...Object.fromEntries(texts.slice(0, 3).map((name, k) => [name, ((i + k) % 7) - 3.25])),
  }));
  const bytes = new TextEncoder().encode(JSON.stringify(rows));
  const predictions = await parsePredictions(bytes, `${texts[0]}.json`);
  (await report(predictions, { title: texts.join(" ") })).save(hostile);
});
afterAll(() => browser?.close());

async function open(file: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ offline: true, ...options });
  const own = pathToFileURL(file).href;
  const trap = await setTrap(context, (url) => url.href === own || /^(data|blob):/.test(url.href));
  const page = await context.newPage();
  const complaints = watchConsole(page);
  await page.goto(own);
  return { page, complaints, trap, close: () => context.close() };
}

const allLive = () => !document.querySelector("figure.chart:not(.is-live)");

describe("the report of the reviews' test set, without a network", () => {
  it("draws every chart live, complains of nothing and passes axe", async () => {
    const { page, complaints, trap, close } = await open(reviews);
    await page.waitForFunction(allLive, undefined, { timeout: 60_000 });
    expect(await page.locator("figure.chart.is-live").count()).toBe(7);
    expect(await page.locator("figure.chart > img:visible").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    expect({ complaints, ...trap }).toEqual({ complaints: [], ran: [], asked: [] });
    await close();
  });

  it("can be read without scripts: every chart as a picture, every number in its table", async () => {
    const { page, close } = await open(reviews, { javaScriptEnabled: false });
    expect(await page.locator("figure.chart > img:visible").count()).toBe(7);
    expect(await page.locator("table.sortable tbody tr").count()).toBe(144);
    const sizes = await page
      .locator("figure.chart > img")
      .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
    expect(Math.min(...sizes)).toBeGreaterThan(100);
    await close();
  });

  it("its table is sorted by a column, up and down, by the keyboard", async () => {
    const { page, close } = await open(reviews);
    const header = page.getByRole("columnheader", { name: "margin" });
    const margins = () =>
      page
        .locator("table.sortable tbody tr")
        .evaluateAll((rows) =>
          rows.map((row) => Number((row as HTMLTableRowElement).cells[4].dataset.value)),
        );
    const before = await margins();
    const sorted = [...before].sort((a, b) => a - b);
    await header.getByRole("button").focus();
    await page.keyboard.press("Enter");
    expect(await margins()).toEqual(sorted);
    expect(await header.getAttribute("aria-sort")).toBe("ascending");
    await page.keyboard.press("Enter");
    expect(await margins()).toEqual(sorted.reverse());
    await close();
  });

  it("on paper the first rows are there, which is said, and on a phone nothing but tables scrolls sideways", async () => {
    const { page, close } = await open(reviews, { viewport: { width: 366, height: 700 } });
    await page.waitForFunction(allLive, undefined, { timeout: 60_000 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(366);
    await page.emulateMedia({ media: "print" });
    const box = page.locator(".table-box").last();
    const isWhole = await box.evaluate((each) => each.scrollHeight <= each.clientHeight + 1);
    expect(isWhole).toBe(true);
    expect(await page.locator("table.sortable tbody tr:visible").count()).toBe(25);
    expect(await page.getByText("On paper the first 25").isVisible()).toBe(true);
    await close();
  });
});

it("hostile labels, texts and names stay text, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, trap, close } = await open(hostile, { javaScriptEnabled });
    if (javaScriptEnabled) {
      await page.waitForFunction(allLive, undefined, { timeout: 60_000 });
      await page.locator("table.sortable th button").first().click();
      const foreign = await foreignElements(
        page.locator("main section:not([aria-labelledby='charts'])"),
      );
      expect(foreign).toEqual([]);
    }
    expect(trap).toEqual({ ran: [], asked: [] });
    await close();
  }
});
