import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { exportHtml } from "../../src/workshop/html.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { watchConsole } from "./consoleWatch.js";
import { root } from "./jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";

/** Lessons as pages on the disk, and a browser to open them, for all tests of a file; where there is no browser, they are skipped. */
export function useExportedLessons(names: readonly string[]) {
  let browser: Browser;
  let folder: string;

  beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
  beforeAll(async () => {
    if (!chromiumPath) return;
    browser = await openBrowser();
    folder = await exportLessons(names);
  });
  afterAll(async () => {
    await browser?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  return {
    pathOf: (name: string) => join(folder, `${name}.html`),
    open: (...how: OpenPage) => openPage(browser, ...how),
  };
}

/** Exports lessons, as learners have them, to `<name>.html` in a folder of the test's own. */
async function exportLessons(names: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(root, ".cache", "pages-"));
  const jobs = names.map(async (name) => ({
    notebook: await judgedNotebook(root, name, "learner"),
    page: join(folder, `${name}.html`),
  }));
  await exportHtml(root, await Promise.all(jobs));
  return folder;
}

type OpenPage = [path: string, options?: BrowserContextOptions, prepare?: (page: Page) => unknown];

/** A page opened from the disk: what it requested besides itself, and what it complained about. */
async function openPage(browser: Browser, ...[path, options = {}, prepare = () => {}]: OpenPage) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await prepare(page);
  const complaints = watchConsole(page);
  const asked: string[] = [];
  const own = pathToFileURL(path).href;
  page.on("request", (request) => {
    const url = request.url();
    if (url !== own && !/^(data|blob):/.test(url)) asked.push(url);
  });
  await page.goto(own);
  return { page, complaints, asked, close: () => context.close() };
}

/** Waits until all charts of a page are drawn live. */
export async function waitForLiveFigures(page: Page): Promise<void> {
  const allLive = () => !document.querySelector("figure.chart:not(.is-live)");
  await page.waitForFunction(allLive, undefined, { timeout: 60_000 });
}
