import type { Page } from "playwright-core";
import { readNotebook, textOf } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { codeCells } from "../notebooks/readOutputs.js";
import { root } from "./jupyterLab.js";
import { LiveChart } from "./LiveChart.js";
import { waitForLiveCharts } from "./lessonPage.js";

export const galleryName = "chart-gallery";

/** What holds a drawn chart and its controls, in JupyterLab and in an exported page alike. */
const frames = ".jp-OutputArea-child:has(.vega-embed, .js-plotly-plot)";

/** The gallery's charts in a page, by the function that made them; if one made several, the first. */
export async function galleryCharts(page: Page): Promise<Map<string, LiveChart>> {
  const cells = codeCells(await readNotebook(await judgedNotebook(root, galleryName, "learner")));
  const charts = new Map<string, LiveChart>();
  for (const [i, { source }] of cells.entries()) {
    const builder = /await show\((\w+)\(/.exec(textOf(source))?.[1];
    if (!builder || charts.has(builder)) continue;
    const frame = page.locator(".jp-CodeCell").nth(i).locator(frames);
    charts.set(builder, new LiveChart(page, frame.first()));
  }
  return charts;
}

/** Waits until all charts of the gallery are drawn. */
export async function waitForGallery(page: Page): Promise<void> {
  const cells = codeCells(await readNotebook(await judgedNotebook(root, galleryName, "learner")));
  const count = cells.filter(({ source }) => /await show\(/.test(textOf(source))).length;
  await waitForLiveCharts(page, count);
}
