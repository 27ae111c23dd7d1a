import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import type { Chart } from "../../src/charts/Chart.js";

const require = createRequire(import.meta.url);
const template = fileURLToPath(new URL("../../src/page/", import.meta.url));
const styles = ["colours.css", "page.css", "charts.css", "controls.css"];
const address = "http://page.test/";

/** Charts in a page with the styles and scripts of an exported lesson, drawn from what is in memory: no notebook, no export. */
export async function openCharts(
  context: BrowserContext,
  charts: readonly { name: string; chart: Chart }[],
): Promise<Page> {
  const page = await context.newPage();
  const css = await Promise.all(styles.map((name) => readFile(template + name, "utf8")));
  const figures = charts.map(({ name, chart }) => figureOf(name, chart)).join("\n");
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>charts</title>
<style>${css.join("\n")}</style><main>${figures}</main>`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html", body }));
  await page.goto(address);
  const scripts = [
    ...["vega", "vega-lite", "vega-embed"].map((name) => library(name, `build/${name}.min.js`)),
    ...(charts.some(({ chart }) => isPlotly(chart))
      ? [library("plotly.js-dist", "plotly.js")]
      : []),
    ...[
      "accessible",
      "chartControls",
      "plotlyControls",
      "narrowCharts",
      "narrowPlotly",
      "drawVegaLite",
      "drawPlotly",
    ].map((name) => `${template}${name}.js`),
  ];
  for (const path of scripts) await page.addScriptTag({ path });
  await page.waitForFunction(
    () => !document.querySelector("figure.chart:not(.is-live)"),
    undefined,
    {
      timeout: 60_000,
    },
  );
  return page;
}

const isPlotly = (chart: Chart) => "application/vnd.plotly.v1+json" in chart.toMimeBundle();

function library(name: string, file: string): string {
  return require.resolve(name).replace(/(node_modules\/[^/]+\/).*/, "$1") + file;
}

function figureOf(name: string, chart: Chart): string {
  const { "text/plain": _, ...forms } = chart.toMimeBundle();
  const [[type, spec]] = Object.entries(forms);
  const kind = type.includes("plotly") ? "plotly" : "vega-lite";
  const json = JSON.stringify(spec).replaceAll("<", "\\u003c");
  return `<div class="jp-Cell"><div class="jp-OutputArea-child"><div></div><figure class="chart" data-name="${name}" data-kind="${kind}"><script type="application/json">${json}</script><div class="live"></div></figure></div></div>`;
}
