import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exportHtml } from "../../src/workshop/html.js";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { judgedNotebook } from "../notebooks/judgedNotebook.js";
import { root } from "./jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";
import { violations } from "./violations.js";

const names = await lessonNames(root);
let browser: Browser;
let folder: string;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  browser = await openBrowser();
  folder = await mkdtemp(join(root, ".cache", "axe-"));
  const jobs = names.map(async (name) => ({
    notebook: await judgedNotebook(root, name, "learner"),
    page: join(folder, `${name}.html`),
  }));
  await exportHtml(root, await Promise.all(jobs));
});
afterAll(async () => {
  await browser?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe.each(["light", "dark"] as const)("in a %s theme", (colorScheme) => {
  it.each(names.flatMap((name) => [1366, 390].map((width) => ({ name, width }))))(
    "axe finds nothing wrong in the page of $name at $width px",
    async ({ name, width }) => {
      const context = await browser.newContext({
        colorScheme,
        viewport: { width, height: 800 },
        bypassCSP: true,
      });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
      await page.waitForFunction(
        () => !document.querySelector("figure.chart:not(.is-live)"),
        undefined,
        { timeout: 60_000 },
      );
      expect(await violations(page)).toEqual([]);
      await context.close();
    },
  );
});
