import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { lessonNames } from "../../src/workshop/notebooks.js";
import { filesBelow } from "../../src/workshop/siteContents.js";
import { root } from "../browser/jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "../browser/openBrowser.js";
import { violations } from "../browser/violations.js";
import { builtSite } from "./builtSite.js";
import { type ServedFolder, serveFolder } from "./serveFolder.js";

const names = await lessonNames(root);
let folder: string;
let browser: Browser;
let site: ServedFolder;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  folder = await builtSite();
  site = await serveFolder(folder);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens a page of the site and collects what its policy forbids and what it asks of other hosts. */
async function visit(
  path: string,
  options: object = {},
): Promise<{ page: Page; faults: string[] }> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 800 }, ...options });
  const faults: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  page.on("request", (request) => {
    const address = request.url();
    const isOwn = address.startsWith(site.url) || /^(data|blob):/.test(address);
    if (!isOwn && !/\/favicon\.ico$/.test(address)) faults.push(address);
  });
  await page.goto(site.url + path);
  return { page, faults };
}

describe("the landing page", () => {
  it.each([1366, 390])(
    "axe finds nothing wrong at %i px, in the light and in the dark",
    async (width) => {
      const options = { viewport: { width, height: 800 }, bypassCSP: true, colorScheme: "light" };
      const { page } = await visit("", options);
      expect(await violations(page)).toEqual([]);
      const isTooWide = () => document.documentElement.scrollWidth > window.innerWidth;
      expect(await page.evaluate(isTooWide)).toBe(false);
      await page.emulateMedia({ colorScheme: "dark" });
      expect(await violations(page)).toEqual([]);
      await page.close();
    },
  );

  it("names every lesson, keeps to its policy, and asks no other host", async () => {
    const { page, faults } = await visit("");
    expect(await page.locator(".lessons li").count()).toBe(names.length);
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null);
    expect(faults).toEqual([]);
    await page.close();
  });
});

it("a lesson's page to read keeps to its policy, has no fault that axe finds, and leads to its live notebook", async () => {
  const { page, faults } = await visit("lessons/01-direct-model.html");
  await page.waitForFunction(() => !document.querySelector("figure.chart:not(.is-live)"));
  expect(faults).toEqual([]);
  await page.getByRole("link", { name: "Run it here" }).first().click();
  await page.locator(".jp-Notebook .jp-CodeCell").first().waitFor({ timeout: 60_000 });
  expect(await page.title()).toContain("01-direct-model");
  await page.close();
  for (const width of [1366, 390]) {
    const options = { viewport: { width, height: 800 }, bypassCSP: true };
    const { page: bare } = await visit("lessons/01-direct-model.html", options);
    expect(await violations(bare)).toEqual([]);
    await bare.close();
  }
});

it("JupyterLab, too, opens a lesson and draws its charts", async () => {
  const { page, faults } = await visit("live/lab/index.html?path=notebooks%2Fchart-gallery.ipynb");
  await page.locator(".jp-Notebook .vega-embed .marks").first().waitFor({ timeout: 90_000 });
  expect(faults).toEqual([]);
  await page.close();
});

it("every link of the pages to read leads to something", async () => {
  const pages = ["index.html", ...names.map((name) => `lessons/${name}.html`)];
  const broken: string[] = [];
  for (const page of pages) {
    const whole = await readFile(join(folder, page), "utf8");
    const html = whole.replace(/<script[\s\S]*?<\/script>/g, "");
    for (const [, href] of html.matchAll(/<a [^>]*href="([^"#][^"]*)"/g)) {
      const target = new URL(href.replaceAll("&amp;", "&"), `http://site/${page}`);
      const notebook = target.searchParams.get("path");
      const files = [target.pathname.slice(1), ...(notebook ? [`live/files/${notebook}`] : [])];
      const isOurs = target.host === "site";
      for (const file of isOurs ? files : []) {
        if (!(await stat(join(folder, decodeURIComponent(file))).catch(() => undefined)))
          broken.push(`${page}: ${href}`);
      }
    }
  }
  expect(broken).toEqual([]);
});

it("no file names an address on this machine, and none is a map of another", async () => {
  const files = await filesBelow(folder);
  expect(files.filter((file) => file.endsWith(".map"))).toEqual([]);
  const ours = files.filter((file) =>
    /^(index\.html|site\.css|landing\.js|sw\.js|lessons\/)/.test(file),
  );
  const texts = await Promise.all(ours.map((file) => readFile(join(folder, file), "utf8")));
  expect(ours.filter((_, i) => texts[i].includes(root))).toEqual([]);
});
