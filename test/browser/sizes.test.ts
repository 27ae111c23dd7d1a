import { wcagContrast } from "culori";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { inTheDark } from "../charts/inTheDark.js";
import { openCharts } from "./ChartsPage.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";
import { sizedCharts } from "./sizedCharts.js";

let browser: Browser;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) browser = await openBrowser();
});
afterAll(() => browser?.close());

/** A phone, a window at 200 %, a window. */
describe.each([390, 683, 1366])("at %d px", (width) => {
  let page: Page;

  beforeAll(async () => {
    if (!chromiumPath) return;
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    page = await openCharts(context, sizedCharts());
  });

  it("no mark, label or panel of any chart lies outside its box, and no chart outside the page", async () => {
    expect(await page.evaluate(outside)).toEqual([]);
  });

  it(`all letters are at least ${smallest} pixels high as they are shown`, async () => {
    const shown = await page.evaluate(letters);
    expect(shown.length).toBeGreaterThan(500);
    const small = shown.filter(({ size }) => size < smallest);
    expect(small.map(({ chart, text, size }) => `${chart}: ${text}, ${size.toFixed(1)}`)).toEqual(
      [],
    );
  });

  it("all text has a contrast of 4.5 to 1 with what is behind it, in the light and in the dark", async () => {
    const texts = await page.evaluate(textsOnGround);
    expect(texts.length).toBeGreaterThan(500);
    const faint = texts.filter(({ fill, ground }) => {
      const contrasts = [
        wcagContrast(fill, ground),
        wcagContrast(inTheDark(fill), inTheDark(ground)),
      ];
      return Math.min(...contrasts) < 4.5;
    });
    expect(
      faint.map(({ chart, text, fill, ground }) => `${chart}: ${text}, ${fill} on ${ground}`),
    ).toEqual([]);
  });
});

/** Smaller letters are hard to read on a phone. */
const smallest = 9;

/** Runs in the page: each text in the pictures with the size of its letters after all scaling. */
function letters(): { chart: string; text: string; size: number }[] {
  const all = document.querySelectorAll<SVGTextElement>("figure.chart svg text");
  // Some lines are there to be heard only.
  const seen = Array.from(all).filter((text) => text.getAttribute("opacity") !== "0");
  return seen
    .map((text) => {
      const { c = 0, d = 1 } = text.getScreenCTM() ?? {};
      return {
        chart: text.closest<HTMLElement>("figure")?.dataset.name ?? "",
        text: text.textContent?.trim() ?? "",
        size: Number.parseFloat(getComputedStyle(text).fontSize) * Math.hypot(c, d),
      };
    })
    .filter(({ text }) => text !== "");
}

/** Runs in the page: what is drawn outside the picture, or lies outside the page. */
function outside(): string[] {
  const within = (inner: DOMRect, outer: DOMRect) =>
    inner.left >= outer.left - 1.5 &&
    inner.right <= outer.right + 1.5 &&
    inner.top >= outer.top - 1.5 &&
    inner.bottom <= outer.bottom + 1.5;
  const found: string[] = [];
  for (const figure of document.querySelectorAll<HTMLElement>("figure.chart")) {
    const name = figure.dataset.name;
    const live = figure.querySelector(".live") as HTMLElement;
    if (live.scrollWidth > live.clientWidth + 1) found.push(`${name}: wider than its place`);
    for (const picture of live.querySelectorAll("svg.marks, .js-plotly-plot")) {
      const box = picture.getBoundingClientRect();
      if (!within(box, document.documentElement.getBoundingClientRect()))
        found.push(`${name}: outside the page`);
      for (const part of picture.querySelectorAll("text, path, line, rect")) {
        const { width, height } = part.getBoundingClientRect();
        const style = getComputedStyle(part);
        const unseen =
          width + height === 0 ||
          Number(style.opacity) === 0 ||
          (style.fill === "none" && style.stroke === "none") ||
          style.visibility === "hidden" ||
          part.closest("[clip-path], defs, .modebar, .hoverlayer") !== null;
        if (!unseen && !within(part.getBoundingClientRect(), box)) {
          found.push(
            `${name}: ${part.tagName} ${part.textContent || part.getAttribute("aria-label") || part.closest("g[class]")?.getAttribute("class")}`,
          );
        }
      }
    }
    for (const control of live.querySelectorAll(
      ".vega-bindings, .vega-bind input, .vega-bind button",
    )) {
      if (control.getBoundingClientRect().right > innerWidth)
        found.push(`${name}: a control outside the page`);
    }
  }
  return found;
}

interface TextOnGround {
  chart: string;
  text: string;
  fill: string;
  ground: string;
}

/** Runs in the page: each text in the pictures with its colour and the colour of what is painted under its middle. */
function textsOnGround(): TextOnGround[] {
  const numbers = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const blend = (over: number[], under: number[], alpha: number) =>
    under.map((value, i) => over[i] * alpha + value * (1 - alpha));
  const rgb = (colour: number[]) => `rgb(${colour.map(Math.round).join(" ")})`;
  const found: TextOnGround[] = [];
  for (const picture of document.querySelectorAll("figure.chart svg.marks")) {
    const chart = picture.closest<HTMLElement>("figure")?.dataset.name ?? "";
    const shapes: { shape: SVGGeometryElement; box: DOMRect; colour: number[]; alpha: number }[] =
      [];
    for (const part of picture.querySelectorAll<SVGGraphicsElement>("text, path, rect")) {
      const { fill, fillOpacity, opacity, stroke } = getComputedStyle(part);
      const [r, g, b, a = 1] = numbers(fill);
      const alpha = fill === "none" ? 0 : a * Number(fillOpacity) * Number(opacity);
      const box = part.getBoundingClientRect();
      if (!(part instanceof SVGTextElement)) {
        if (alpha > 0 && box.width > 3 && box.height > 3) {
          shapes.push({ shape: part as SVGGeometryElement, box, colour: [r, g, b], alpha });
        }
        continue;
      }
      // A halo is its text's own ground.
      if (alpha === 0 || stroke !== "none" || !part.textContent?.trim()) continue;
      const x = box.left + box.width / 2;
      const y = box.top + box.height / 2;
      const under = shapes.filter(({ shape, box: area }) => {
        if (x < area.left || x > area.right || y < area.top || y > area.bottom) return false;
        const matrix = shape.getScreenCTM();
        return matrix && shape.isPointInFill(new DOMPoint(x, y).matrixTransform(matrix.inverse()));
      });
      const ground = under.reduce(
        (all, { colour, alpha: part }) => blend(colour, all, part),
        [255, 255, 255],
      );
      found.push({
        chart,
        text: part.textContent,
        fill: rgb(blend([r, g, b], ground, alpha)),
        ground: rgb(ground),
      });
    }
  }
  return found;
}
