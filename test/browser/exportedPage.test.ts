import { wcagContrast } from "culori";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { softmax } from "../../src/logits/softmax.js";
import { textOf } from "../../src/workshop/notebooks.js";
import { code, exportPage, markdown, output } from "../workshop/exportPage.js";
import { barsOf } from "./chartChecks/barChecks.js";
import { useExportedLessons, waitForLiveFigures } from "./exportedLessons.js";
import { LiveChart } from "./LiveChart.js";

const names = ["01-direct-model", "02-trainer-batch", "03-multi-class", "chart-gallery"];
const vega = "application/vnd.vegalite.v5+json";
const plotly = "application/vnd.plotly.v1+json";
const { pathOf: lesson, open } = useExportedLessons(names);
const live = (page: Page) => page.locator("figure.chart.is-live");

describe("an exported lesson, opened from the disk", () => {
  it("its sliders move the bars to what softmax says", async () => {
    const { page, close } = await open(lesson("01-direct-model"));
    await waitForLiveFigures(page);
    const figure = page.locator("figure.chart", { hasText: "logit of POSITIVE" });
    const chart = new LiveChart(page, figure.locator(".vega-embed"));
    const negative = await chart.valueOf("logit of NEGATIVE");
    const positive = await chart.move("logit of POSITIVE", -3);
    await chart.soon(async () => {
      const drawn = barsOf(await chart.marks("rect"), 1).map(
        ({ datum }) => datum.probability as number,
      );
      const expected = softmax([negative, positive]);
      expect(drawn).toHaveLength(2);
      drawn.forEach((probability, i) => {
        expect(probability).toBeCloseTo(expected[i], 9);
      });
    });
    await close();
  });

  it("its links between lessons, its headings and its formulas work", async () => {
    const { page, close } = await open(lesson("01-direct-model"));
    expect(await page.locator("math").count()).toBeGreaterThan(8);
    const prose = await page.locator(".jp-MarkdownCell").allInnerTexts();
    expect(prose.filter((text) => text.includes("$"))).toEqual([]);
    const anchor = page.locator("h2 a.anchor-link").nth(2);
    const heading = page.locator("h2").nth(2);
    await anchor.focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await heading.boundingBox())?.y).toBeLessThan(60);
    await page.locator("a", { hasText: "02-trainer-batch" }).first().click();
    await page.waitForURL(/02-trainer-batch\.html$/);
    await close();
  });

  it.each(["01-direct-model", "03-multi-class", "chart-gallery"])(
    "without JavaScript %s shows each chart's picture with its words, and its numbers as a table",
    async (name) => {
      const { page, close } = await open(lesson(name), { javaScriptEnabled: false });
      const pictures = page.locator("figure.chart > img");
      expect(await pictures.count()).toBe(await page.locator("figure.chart").count());
      for (const picture of await pictures.all()) {
        expect(await picture.isVisible()).toBe(true);
        expect(await picture.getAttribute("alt")).toMatch(/\w+ \w+/);
      }
      const table = page.locator("figure.chart details").first();
      await table.locator("summary").click();
      expect(await table.locator("pre").innerText()).toMatch(/(label|class) +logit +probability/);
      await close();
    },
  );

  it("on a phone nothing but charts, code and tables is wider than the screen", async () => {
    const { page, close } = await open(lesson("02-trainer-batch"), {
      viewport: { width: 360, height: 740 },
    });
    await waitForLiveFigures(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await close();
  });
});

/** The distinct pairs of text and background colours of these elements. */
function colourPairs(elements: Locator): Promise<[string, string][]> {
  return elements.evaluateAll((all) => {
    const groundOf = (element: Element | null): string => {
      if (!element) return "rgb(255, 255, 255)";
      const { backgroundColor } = getComputedStyle(element);
      return backgroundColor === "rgba(0, 0, 0, 0)"
        ? groundOf(element.parentElement)
        : backgroundColor;
    };
    const pairs = all.map((element) => [getComputedStyle(element).color, groundOf(element)]);
    const distinct = new Set(pairs.map((pair) => JSON.stringify(pair)));
    return Array.from(distinct, (pair) => JSON.parse(pair));
  });
}

it.each([
  { colorScheme: "light" as const, paper: "rgb(255, 255, 255)" },
  { colorScheme: "dark" as const, paper: "rgb(21, 23, 26)" },
])(
  "in a $colorScheme theme all that is to be read has a contrast of at least 4.5 to 1",
  async ({ colorScheme, paper }) => {
    const { page, close } = await open(lesson("01-direct-model"), { colorScheme });
    await waitForLiveFigures(page);
    const read =
      "h1, p, td, a[href]:not(.anchor-link), code, pre, .jp-InputPrompt, summary, footer, .vega-bind-name, .vega-bind label > label, .highlight span[class]";
    const pairs = await colourPairs(page.locator(read));
    expect(pairs.length).toBeGreaterThan(6);
    const low = pairs.filter(([text, ground]) => wcagContrast(text, ground) < 4.5);
    expect(low).toEqual([]);
    expect((await colourPairs(page.locator("body")))[0][1]).toBe(paper);
    await close();
  },
);

it("has its contents, the lessons before and after it, and one heading of the first rank", async () => {
  const { page, close } = await open(lesson("01-direct-model"));
  expect(await page.locator("h1").count()).toBe(1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("lesson");
  const contents = page.getByRole("navigation", { name: "contents" });
  await contents.locator("summary").click();
  const sections = await page.locator("main h2").count();
  const links = contents.getByRole("link");
  expect(await links.count()).toBe(sections);
  for (const link of await links.all()) {
    const place = await link.getAttribute("href");
    expect(await page.locator(`[id="${place?.slice(1)}"]`).count()).toBe(1);
  }
  const steps = page.getByRole("navigation", { name: "lessons", exact: true });
  expect(await steps.getByRole("link").allInnerTexts()).toEqual([
    "← 00-start-here",
    "chart-gallery",
    "02-trainer-batch →",
  ]);
  // The links beside the headings are for the mouse: no tab stop leads to them.
  expect(await page.locator("a.anchor-link:not([tabindex='-1'])").count()).toBe(0);
  await steps.getByRole("link", { name: "02-trainer-batch" }).click();
  await page.waitForURL(/02-trainer-batch\.html$/);
  await close();
});

it("a cell's code is copied by its button, by keyboard, too", async () => {
  const { page, close } = await open(lesson("01-direct-model"), {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const cell = page.locator(".jp-CodeCell").first();
  const button = cell.getByRole("button", { name: "copy this code" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => button.innerText()).toBe("Copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.trim()).toBe((await cell.locator("pre").first().innerText()).trim());
  await close();
});

describe("a Plotly figure", () => {
  const rows = [
    [1, 2, 0.5],
    [0.2, 3, 1],
  ];
  const temperatures = [0.5, 1, 2, 4];
  const shares = (temperature: number) => {
    const [a, b, c] = [0, 1, 2].map((k) => rows.map((row) => softmax(row, { temperature })[k]));
    return { type: "scatterternary", mode: "markers", a, b, c };
  };
  const now = {
    mode: "immediate",
    frame: { duration: 0, redraw: true },
    transition: { duration: 0 },
  };
  const figure = {
    data: [shares(1)],
    frames: temperatures.map((t) => ({ name: `T${t}`, data: [shares(t)] })),
    layout: {
      width: 400,
      height: 400,
      sliders: [
        {
          active: 1,
          currentvalue: { prefix: "temperature: " },
          steps: temperatures.map((t) => ({
            label: `${t}`,
            method: "animate",
            args: [[`T${t}`], now],
          })),
        },
      ],
      updatemenus: [
        {
          type: "buttons",
          buttons: [{ label: "&#9654; <b>Play</b>", method: "animate", args: [null, now] }],
        },
      ],
    },
  };
  const drawn = (page: Page) =>
    page
      .locator(".js-plotly-plot")
      .evaluate((plot) => (plot as unknown as { data: { a: number[] }[] }).data[0].a);

  it("has a slider that the keyboard reaches, that says its value, and that moves the points to softmax's numbers", async () => {
    const { path } = await exportPage([output({ [plotly]: figure, "text/plain": "A triangle" })]);
    const { page, complaints, asked, close } = await open(path);
    await waitForLiveFigures(page);
    const slider = page.getByRole("slider", { name: "temperature" });
    expect(await slider.getAttribute("aria-valuetext")).toBe("1");
    await slider.focus();
    for (const [key, temperature] of [
      ["ArrowRight", 2],
      ["End", 4],
      ["Home", 0.5],
    ] as const) {
      await page.keyboard.press(key);
      expect(await slider.getAttribute("aria-valuetext")).toBe(`${temperature}`);
      await expect.poll(() => drawn(page)).toEqual(shares(temperature).a);
    }
    // Plotly's own slider, which would be drawn into the picture, is not there as well.
    expect(await page.locator(".slider-container, .updatemenu-container").count()).toBe(0);
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] });
    await close();
  });

  it("has its buttons as real ones, and the slider follows the frames they play", async () => {
    const { path } = await exportPage([output({ [plotly]: figure })]);
    const { page, close } = await open(path);
    await waitForLiveFigures(page);
    await page.getByRole("button", { name: "▶ Play" }).press("Enter");
    const slider = page.getByRole("slider", { name: "temperature" });
    await expect.poll(() => slider.getAttribute("aria-valuetext")).toBe("4");
    await expect.poll(() => drawn(page)).toEqual(shares(4).a);
    await close();
  });
});

describe("a notebook that means harm", () => {
  const boom = "document.title = 'ran'";
  const evil = [
    `</script><script>${boom}</script>`,
    `<img src=x onerror="${boom}">`,
    `<svg onload="${boom}"><a href="javascript:${boom}">x</a></svg>`,
    `"><iframe srcdoc="<script>parent.${boom}</script>"></iframe>`,
    "{{ 7 * 7 }} <%= 7 %> <!-- \u2028 \u2029",
  ];
  const spec = {
    data: { values: evil.map((label, value) => ({ label, value })) },
    mark: "bar",
    encoding: {
      y: { field: "label", type: "nominal", axis: { labelLimit: 0 } },
      x: { field: "value", type: "quantitative" },
    },
  };
  const figure = { data: [{ type: "bar", x: evil, y: [1, 2, 3, 4, 5] }], layout: {} };

  it("runs nothing and asks for nothing, and its labels are shown letter by letter", async () => {
    const hostile = evil.join("\n");
    const { path } = await exportPage([
      markdown(`# ${evil[0]}\n\n${hostile}\n\n$\\text{${evil[1]}}$`),
      output({ [vega]: spec, "text/plain": hostile }, { "image/png": { alt: hostile } }),
      output({ [plotly]: figure, "text/plain": hostile }),
      output({ "text/html": hostile }),
      code(hostile, { output_type: "stream", name: "stdout", text: hostile }),
    ]);
    const { page, asked, complaints, close } = await open(path);
    await waitForLiveFigures(page);
    await page.waitForTimeout(300);
    expect(await page.title()).not.toBe("ran");
    expect({ asked, complaints }).toEqual({ asked: [], complaints: [] });
    const shown = await page.locator(".vega-embed svg text").allTextContents();
    expect(shown).toEqual(expect.arrayContaining(evil.slice(0, 4)));
    expect(textOf(await page.locator(".jp-RenderedText pre").first().innerText())).toContain(
      evil[0],
    );
    await close();
  });

  it("with a chart that can't be drawn still shows its picture and its numbers", async () => {
    const pixel =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";
    const forms = { "image/png": pixel, "text/plain": "The numbers" };
    const metadata = { "image/png": { alt: "A picture", width: 40, height: 30 } };
    const { path } = await exportPage([
      output({ [vega]: { mark: "nonsense" }, ...forms }, metadata),
    ]);
    const { page, complaints, close } = await open(path);
    await expect.poll(() => complaints.length).toBeGreaterThan(0);
    expect(await page.getByRole("img", { name: "A picture" }).isVisible()).toBe(true);
    expect(await live(page).count()).toBe(0);
    await close();
  });
});
