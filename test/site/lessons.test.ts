import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import {
  lessonNames,
  type Notebook,
  notebookPath,
  variantsOf,
} from "../../src/workshop/notebooks.js";
import { root } from "../browser/jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "../browser/openBrowser.js";
import { builtSite } from "./builtSite.js";
import { differencesOf } from "./differences.js";
import { openLive } from "./liveNotebook.js";
import { type ServedFolder, serveFolder } from "./serveFolder.js";

/**
 * Two lessons, which need most of what the kernel can do, or all with READING_LOGITS_SITE=all: lesson 02 alone, with its hundreds of
 * texts on one thread, takes longer than these.
 */
const names = await lessonNames(root);
const usual = /^(00|03)-/;
const chosen = names.filter(
  (name) => process.env.READING_LOGITS_SITE === "all" || usual.test(name),
);

/** What a browser shows otherwise than tslab, by lesson, each with its reason. There is nothing at present. */
const known: Record<string, string[]> = {};

let browser: Browser;
let site: ServedFolder;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  site = await serveFolder(await builtSite());
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

it.each(chosen)(
  "%s runs in a browser from top to bottom, shows what it shows in tslab, and asks no other host for anything",
  async (name) => {
    const variant = variantsOf(name).includes("solutions") ? "solutions" : "learner";
    const path = notebookPath(root, name, variant);
    const stored = JSON.parse(await readFile(path, "utf8")) as Notebook;
    const elsewhere: string[] = [];
    const file = relative(root, path).replaceAll("\\", "/");
    const live = await openLive(browser, site.url, file, (page) => {
      page.context().on("request", (request) => {
        const address = request.url();
        if (!address.startsWith(site.url) && !/^(data|blob):/.test(address)) {
          elsewhere.push(address);
        }
      });
    });
    const started = performance.now();
    const fresh = await live.runAll();
    const seconds = [live.opened, performance.now() - started].map((ms) => (ms / 1000).toFixed(1));
    console.log(`${name}: kernel after ${seconds[0]} s, then its cells in ${seconds[1]} s`);
    await live.page.context().close();
    expect(differencesOf(fresh, stored)).toEqual(known[name] ?? []);
    // A browser asks each host for its icon by itself.
    expect(elsewhere.filter((address) => !/\/favicon\.ico$/.test(address))).toEqual([]);
  },
);
