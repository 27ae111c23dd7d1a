import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exportHtml } from "../../src/workshop/html.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { chartBuilders } from "./chartBuilders.js";
import { chartChecks } from "./chartChecks/index.js";
import { watchConsole } from "./consoleWatch.js";
import { galleryCharts, galleryName, waitForGallery } from "./galleryPage.js";
import { JupyterLab, root } from "./jupyterLab.js";
import type { LiveChart } from "./LiveChart.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));

it("every chart of the kit is checked here", () => {
  expect(chartChecks.map(({ builder }) => builder).sort()).toEqual(chartBuilders().sort());
});

/** One opened gallery: its page, its charts and what it complained about. */
interface Gallery {
  page: Page;
  complaints: string[];
  close(): Promise<void>;
}

async function inJupyterLab(): Promise<Gallery> {
  const lab = await JupyterLab.open();
  let complaints: string[] = [];
  const watch = (page: Page) => {
    complaints = watchConsole(page);
  };
  const page = await lab.lesson(galleryName, watch);
  return { page, complaints, close: () => lab.close() };
}

/** The page that `npm run html` writes, opened as a file, as someone who was sent it would. */
async function inExportedPage(): Promise<Gallery> {
  const folder = await mkdtemp(join(root, ".cache", "gallery-"));
  const file = join(folder, `${galleryName}.html`);
  await exportHtml(root, [
    { notebook: await judgedNotebook(root, galleryName, "learner"), page: file },
  ]);
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const complaints = watchConsole(page);
  await page.goto(pathToFileURL(file).href);
  const close = async () => {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { page, complaints, close };
}

const places = [
  { where: "JupyterLab", open: inJupyterLab },
  { where: "an exported page", open: inExportedPage },
];

describe.each(places)("in $where", ({ open }) => {
  let gallery: Gallery;
  let charts: Map<string, LiveChart>;

  beforeAll(async () => {
    if (!chromiumPath) return;
    gallery = await open();
    await waitForGallery(gallery.page);
    charts = await galleryCharts(gallery.page);
  });
  afterAll(() => gallery?.close());

  describe.each(chartChecks)("$builder", (check) => {
    const { builder, controls, drawing, interactions } = check;
    const chart = () => {
      const found = charts.get(builder);
      if (!found) throw new Error(`the gallery has no cell \`await show(${builder}(…))\``);
      return found;
    };
    it("is drawn as its data say", () => drawing(chart()));

    it("has the controls that this test moves, and no others", async () => {
      expect(await chart().controls()).toEqual(controls);
    });

    it.each(Object.entries(interactions))("%s", (_, act) => act(chart()));

    const sliders = controls.filter((control) => control.startsWith("range: "));
    it.each(sliders)("%s answers to the arrow keys", async (slider) => {
      const { before, after } = await chart().pressArrow(slider.slice("range: ".length));
      expect(after).not.toBe(before);
    });
  });

  it("nothing was written to the console: no error, no warning", () => {
    expect(gallery.complaints).toEqual([]);
  });
});
