import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Chart, JsonObject, MimeBundle } from "../../src/charts/Chart.js";
import { readNotebook, textOf } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { codeCells } from "../notebooks/readOutputs.js";
import { openCharts } from "./ChartsPage.js";
import { galleryName } from "./galleryPage.js";
import { type ChartAsked, type Settings, shownBy } from "./headlinesOf.js";
import { root } from "./jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

/** What `chartChecks` moves to both ends, comparing with the kit's own functions. */
const checkedThere = [
  "reliabilityDiagram",
  "temperatureFit",
  "eceConventions",
  "coverageChart",
  "rocAndPrecisionRecall",
  "precisionRecallByThreshold",
];
/** The gallery's other charts as they are stored, in order. */
const charts = (await storedCharts()).filter(({ builder }) => !checkedThere.includes(builder));
let browser: Browser;
let page: Page;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  page = await openCharts(context, charts);
});
afterAll(() => browser?.close());

it("every chart with something to move is checked below", async () => {
  expect(charts.length).toBeGreaterThan(15);
  const moved = await page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>("figure.chart:has(.vega-bind)"), (figure) =>
      figure.dataset.name?.replace(/ \d+$/, ""),
    ),
  );
  expect(new Set(moved)).toEqual(new Set(Object.keys(shownBy)));
});

describe.each(charts.filter(({ spec }) => /"(bind|sliders)":/.test(JSON.stringify(spec))))(
  "$name",
  ({ name, builder, spec }) => {
    const figure = () => page.locator(`figure[data-name="${name}"]`);
    const expectHeadline = async (after: string) => {
      const settings = await settingsOf(figure());
      const wanted = shownBy[builder]({ spec, settings });
      expect(wanted.length, after).toBeGreaterThan(0);
      await expect
        .poll(() => missingFrom(figure(), wanted), { message: after, interval: 30, timeout: 5000 })
        .toEqual([]);
    };

    it("says what is so when each control was moved to both of its ends, and back at the start", async () => {
      await expectHeadline("at the start");
      for (const control of await figure().locator(".vega-bind input[type=range]:visible").all()) {
        for (const key of ["Home", "End"]) {
          await control.focus();
          await page.keyboard.press(key);
          await expectHeadline(`${key} in ${await control.getAttribute("name")}`);
        }
      }
      for (const option of await figure().locator(".vega-bind input[type=radio]").all()) {
        await option.focus();
        await page.keyboard.press("Space");
        await expectHeadline(`chosen: ${await option.getAttribute("value")}`);
      }
      const back = figure().getByRole("button", { name: "back to the start" });
      if ((await back.count()) === 0) return;
      await back.press("Enter");
      await expect.poll(async () => (await settingsOf(figure())).temperature).toBe(1);
      await expectHeadline("back at the start");
    });
  },
);

interface StoredChart extends ChartAsked {
  name: string;
  builder: string;
  chart: Chart;
}

/** The charts in the gallery's outputs, named after the functions that made them, with a number where one made several. */
async function storedCharts(): Promise<StoredChart[]> {
  const cells = codeCells(await readNotebook(await judgedNotebook(root, galleryName, "learner")));
  return cells.flatMap(({ source, outputs = [] }, cell) => {
    const builder = /await show\((\w+)\(/.exec(textOf(source))?.[1];
    return outputs.flatMap((output): StoredChart[] => {
      const entries = Object.entries(output.data ?? {});
      const form = entries.find(([type]) => /vegalite|plotly/.test(type));
      if (!builder || !form) return [];
      const spec = form[1] as JsonObject;
      const bundle = { [form[0]]: spec, "text/plain": "" } as MimeBundle;
      const chart = { toMimeBundle: () => bundle } as Chart;
      return [{ name: `${builder} ${cell}`, builder, spec, chart, settings: {} }];
    });
  });
}

/** What each control stands at, by the name of its parameter; a figure's slider has no name and says its value. */
function settingsOf(figure: ReturnType<Page["locator"]>): Promise<Settings> {
  return figure.evaluate((element) => {
    const settings: Record<string, number> = {};
    for (const bind of element.querySelectorAll(".vega-bind")) {
      const inputs = [...bind.querySelectorAll<HTMLInputElement>("input")];
      const chosen = inputs.find(({ type, checked }) => type === "radio" && checked);
      const input = chosen ?? inputs.findLast(({ type }) => type === "range");
      if (!input) continue;
      const said = input.getAttribute("aria-valuetext");
      settings[input.name || "step"] = Number(input.name ? input.value : said);
    }
    return settings;
  });
}

/** Which of these lines are not in the picture. */
function missingFrom(
  figure: ReturnType<Page["locator"]>,
  wanted: readonly string[],
): Promise<string[]> {
  return figure.evaluate((element, lines) => {
    const plot = element.querySelector(".js-plotly-plot") as { data?: { a?: number[] }[] } | null;
    const shown = Array.from(element.querySelectorAll("svg text, svg tspan"), ({ textContent }) =>
      (textContent ?? "").trim(),
    );
    for (const { a } of plot?.data ?? []) shown.push(...Array.from(a ?? [], (p) => p.toFixed(4)));
    return lines.filter((line) => !shown.includes(line));
  }, wanted);
}
