import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { caseOf } from "../../src/site/playground/caseOf.js";
import { hostileTexts } from "../browser/hostileTexts.js";
import { root } from "../browser/jupyterLab.js";
import { chromiumPath, noChromium, openBrowser } from "../browser/openBrowser.js";
import { foreignElements, setTrap, type Trap } from "../browser/trap.js";
import { violations } from "../browser/violations.js";
import { builtSite } from "./builtSite.js";
import { type ServedFolder, serveFolder } from "./serveFolder.js";

const texts = ["I can't say that this film isn't good.", "最悪の映画だった 🙂", "a ".repeat(600)];
let folder: string;
let browser: Browser;
let site: ServedFolder;
let visitor: BrowserContext;
let trap: Trap;
let page: Page;
/** What the page's policy forbade, and errors that nobody caught. */
const faults: string[] = [];

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (!chromiumPath) return;
  folder = await builtSite();
  site = await serveFolder(folder);
  browser = await openBrowser();
  visitor = await browser.newContext({ viewport: { width: 1366, height: 900 } });
  trap = await setTrap(visitor, (url) => url.href.startsWith(site.url));
  page = await open();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** Opens the playground with a case, and waits for its answer. */
async function open(shown: Record<string, string> = {}, context = visitor): Promise<Page> {
  const opened = await context.newPage();
  opened.on("pageerror", (error) => faults.push(error.message));
  opened.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text());
  });
  await opened.goto(`${site.url}playground/index.html#${new URLSearchParams(shown)}`);
  await opened.locator("#answers .chart .marks").first().waitFor({ timeout: 60_000 });
  return opened;
}

/** The logits in the column of a text, whole, by label. */
const logitsOf = (column: number) =>
  page
    .locator(`#answers > :nth-child(${column}) tbody tr`)
    .evaluateAll((rows) =>
      Object.fromEntries(
        rows.map((row) => [
          row.querySelector("th")?.textContent,
          Number(row.querySelector("data")?.value),
        ]),
      ),
    );

/** For what waits for the model. */
const slow = { timeout: 30_000 };

/** What is said when the page has come to rest. */
const said = (words: RegExp) => page.locator("#status").filter({ hasText: words }).waitFor();

it("the first visit takes at most 26 MB on the wire, and asks for each file once", async () => {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active !== null);
  const paths = site.requests.map(({ path }) => path).filter((path) => path !== "sw.js");
  const large = paths.filter((path) => /\.(onnx|wasm)$/.test(path));
  expect(large.length).toBe(2);
  const sizes = [...new Set(paths)].map(
    async (path) => gzipSync(await readFile(join(folder, path)), { level: 6 }).length,
  );
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  console.log(`The playground's first visit: ${(bytes / 1e6).toFixed(2)} MB, compressed`);
  expect(bytes).toBeGreaterThan(20e6);
  expect(bytes).toBeLessThan(26e6);
});

it("logits equal Node's to 1e-5, of a text that is cut, too", async () => {
  const classifier = await loadClassifier("sst2");
  const differences: number[] = [];
  for (const text of texts) {
    const { tokens, logits } = await classifier.explain(text);
    await page.fill("#other", text);
    await page.waitForFunction(
      (all) =>
        Array.from(
          document.querySelectorAll("#answers > :nth-child(2) li bdi"),
          ({ textContent }) => textContent,
        ).join(" ") === all,
      tokens.join(" "),
    );
    const { NEGATIVE, POSITIVE } = await logitsOf(2);
    differences.push(Math.abs(NEGATIVE - logits[0]), Math.abs(POSITIVE - logits[1]));
  }
  await classifier.dispose();
  expect(Math.max(...differences)).toBeLessThan(1e-5);
  expect(await page.locator("#answers > :nth-child(2)").innerText()).toContain("and was cut");
});

it("temperature and threshold are moved by keys, and said once", async () => {
  await page.fill("#other", "");
  await page.focus("#temperature");
  await page.keyboard.press("End");
  await said(/^NEGATIVE, with probability 0\.64/);
  expect(await page.getAttribute("#temperature", "aria-valuetext")).toBe("10");
  await page.focus("#threshold");
  await page.keyboard.press("End");
  await said(/^No label: the best one, NEGATIVE, has probability 0\.64\d\d, below 0\.99\.$/);
  const live = "output, [aria-live], [role=status], [role=alert], [role=log]";
  expect(await page.locator(live).evaluateAll((all) => all.map(({ id }) => id))).toEqual([
    "status",
  ]);
});

it("a case is in the address: whoever opens it sees the same", async () => {
  await page.fill("#text", "Not good!");
  await page.fill("#other", "A & B #1 isn't good");
  await page.waitForFunction(
    () => document.querySelectorAll("#answers > :nth-child(2) .tokens li").length === 11,
  );
  await page.selectOption("#class", "NEGATIVE");
  await page.click("#explain");
  await said(/^By both methods “.*Not.*” counts most: struck \+6\.05, Shapley \+4\.07\.$/);
  const stages = () => page.locator("#answers .scrolls, #answers .tokens").allInnerTexts();
  const before = await stages();
  await page.waitForFunction(() => location.hash.includes("words=NEGATIVE"));
  await page.reload();
  await said(/^By both methods/);
  await page.locator("#words-chart .marks").waitFor();
  const values = ["#text", "#other", "#class", "#threshold"].map((id) => page.inputValue(id));
  expect(await Promise.all(values)).toEqual([
    "Not good!",
    "A & B #1 isn't good",
    "NEGATIVE",
    "0.99",
  ]);
  expect(await page.locator("#temperature-is").innerText()).toBe("10");
  expect(await stages()).toEqual(before);
});

it("an address that comes while another one waits to be written is opened all the same", async () => {
  await page.evaluate(() => {
    const written = location.href;
    location.hash = "#text=New";
    history.replaceState(null, "", written);
  });
  await expect.poll(() => page.inputValue("#text")).toBe("New");
});

it("each key moves the temperature, and another class is explained at once", async () => {
  const temperature = page.locator("#temperature");
  await temperature.fill("50");
  const shown = [];
  for (let i = 0; i < 3; i++) {
    shown.push(await page.innerText("#temperature-is"));
    await temperature.press("ArrowRight");
  }
  expect(shown).toEqual(["1", "1.05", "1.1"]);
  await page.fill("#text", "Not good!");
  await page.selectOption("#class", "NEGATIVE");
  await page.click("#explain");
  const title = () => page.locator("#words-chart:visible").getAttribute("aria-label");
  await page.locator("#words-chart .marks").waitFor();
  const before = await title();
  await page.selectOption("#class", "POSITIVE");
  await expect.poll(title, slow).not.toBe(before);
});

it("what can't be explained is said beside the button, and a text without a known word is called that", async () => {
  await page.fill("#text", "a ".repeat(600));
  await page.click("#explain");
  await expect.poll(() => page.innerText("#words-fault"), slow).toMatch(/^explainWords needs/);
  await page.fill("#text", "🙂");
  await expect
    .poll(() => page.innerText("#answers"), slow)
    .toContain("None is a word that it knows");
  expect(await page.locator("#words-fault").innerText()).toBe("");
});

describe("predictions of a person's own", () => {
  /** Drops a file on the page, beside the box, even. */
  async function dropFile(name: string, bytes: Uint8Array): Promise<void> {
    const files = await page.evaluateHandle(
      ([file, data]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(data)], file));
        return transfer;
      },
      [name, Array.from(bytes)] as const,
    );
    await page.dispatchEvent("#file", "drop", { dataTransfer: files });
  }

  it("a dropped file gets its diagnosis and a table", async () => {
    const file = "softmaxed-twice.npy";
    await dropFile(file, await readFile(join(root, "data", "examples", file)));
    await said(/^softmaxed-twice\.npy: 12 × 2 numbers; probabilities \(likely\), 1 findings?\.$/);
    const text = await page.locator("#diagnosis").innerText();
    expect(text).toContain("softmax was applied twice");
    expect(await page.locator("#diagnosis tbody tr").count()).toBe(12);
  });

  it("what is pasted does, too, and what can't be read says why", async () => {
    await page.fill("#pasted", "[[-3.48, 3.85], [1.5, -0.25]]");
    await page.click("#read");
    await said(/^pasted\.json: 2 × 2 numbers; logits/);
    await page.fill("#pasted", "[[1, 2], [3]]");
    await page.click("#read");
    await said(/pasted\.json.*row 1/);
  });

  it("hostile texts, names and cases stay text", async () => {
    const some = hostileTexts.filter((_, i) => i % 9 === 0);
    const id2label = ["<img src=x onerror=boom()>", "</td><script>boom()</script>"];
    const saved = { logits: some.map(() => [1.5, -0.25]), id2label, texts: some };
    const name = "<img src=x onerror=boom()>.json";
    await dropFile(name, new TextEncoder().encode(JSON.stringify(saved)));
    await said(/^<img src=x onerror=boom\(\)>\.json: \d+ × 2 numbers; logits/);
    await page.locator("#diagnosis td", { hasText: some[0] }).first().waitFor();
    for (const text of some.slice(0, 8)) {
      const hash = `#${new URLSearchParams({ text, other: text, words: text, model: text })}`;
      await page.evaluate((address) => {
        location.hash = address;
      }, hash);
      // A text area has line breaks of its own.
      const typed = caseOf(hash).text.replace(/\r\n?/g, "\n");
      await page.waitForFunction(
        (expected) =>
          document.querySelector<HTMLTextAreaElement>("#text")?.value === expected &&
          document.querySelector("#status")?.textContent?.startsWith("explainWords needs"),
        typed,
      );
    }
    expect(await foreignElements(page.locator("#answers, #words, #diagnosis, #status"))).toEqual(
      [],
    );
    expect(trap.ran).toEqual([]);
  });
});

it("axe finds nothing wrong at 1366 and 390 px, in the light and in the dark, and nothing is too wide", async () => {
  const bare = await browser.newContext({ bypassCSP: true, colorScheme: "light" });
  const shown = await open(
    { text: "Not good!", other: "Good!", words: "", temperature: "2" },
    bare,
  );
  await shown.locator("#words-chart .marks").waitFor({ timeout: 60_000 });
  await shown.fill("#pasted", "text,joy,fear,label\nA,4.5,-4.2,joy\nB,-1,2,fear");
  await shown.click("#read");
  await shown.locator("#diagnosis table").waitFor();
  for (const id of ["more", "by-hand"]) {
    await shown.click(`#${id} summary`);
    await shown.locator(`#${id}-chart .marks`).waitFor();
  }
  for (const width of [1366, 390]) {
    await shown.setViewportSize({ width, height: 844 });
    for (const colorScheme of ["light", "dark"] as const) {
      await shown.emulateMedia({ colorScheme });
      expect(await violations(shown)).toEqual([]);
    }
    const isTooWide = () => document.documentElement.scrollWidth > window.innerWidth;
    expect(await shown.evaluate(isTooWide)).toBe(false);
  }
  await bare.close();
});

it("another model is loaded with the labels and the threshold that it has", async () => {
  await page.close();
  page = await open({ model: "emotions-multilabel", text: "I am so happy, and a bit scared." });
  await said(/^Above 0\.5: joy/);
  expect(await page.inputValue("#threshold")).toBe("0.5");
  expect(await page.locator("#class option").count()).toBe(8);
});

it("nothing of all this broke the page's policy, or asked another host", () => {
  expect({ faults, asked: trap.asked }).toEqual({ faults: [], asked: [] });
});

it("a second visit shows the last answer before the model is there, and none to other texts", async () => {
  const last = { text: "Not bad at all.", other: "Bad." };
  page = await open(last);
  const [before, beside] = [await logitsOf(1), await logitsOf(2)];
  await page.close();
  const early = await visitor.newPage();
  await early.addInitScript(() => {
    const silent = { addEventListener() {}, postMessage() {} };
    Object.assign(globalThis, {
      Worker: function Silent() {
        return silent;
      },
    });
  });
  const visit = async (shown: Record<string, string>) => {
    await early.goto("about:blank");
    await early.goto(`${site.url}playground/index.html#${new URLSearchParams(shown)}`);
  };
  page = early;
  await visit(last);
  await early.locator("#answers .chart .marks").first().waitFor();
  expect([await logitsOf(1), await logitsOf(2)]).toEqual([before, beside]);
  await visit({ ...last, other: "" });
  await said(/^Loading the model sst2/);
  expect(await early.isVisible("#answer")).toBe(false);
  await visit(last);
  await early.locator("#answers tbody").first().waitFor();
  await early.evaluate(() => {
    for (const [key, value] of Object.entries(localStorage)) {
      localStorage.setItem(key, value.replace(/"version":"\w+"/, '"version":"another"'));
    }
  });
  await visit(last);
  await said(/^Loading the model sst2/);
  expect(await early.isVisible("#answer")).toBe(false);
});

it("without a network, the second visit answers", async () => {
  const kept = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const stores = await Promise.all(names.map((name) => caches.open(name)));
      const all = (await Promise.all(stores.map((store) => store.keys()))).flat();
      const needed = /\/(worker\.js|charts\.js|index\.html|[\w-]+\.wasm|model_quantized\.onnx)/;
      return new Set(all.map(({ url }) => needed.exec(url)?.[1])).size;
    });
  await expect.poll(kept, { timeout: 30_000 }).toBeGreaterThanOrEqual(6);
  await page.close();
  await site.close();
  page = await open({ text: "A text that nobody has read yet." });
  expect(await logitsOf(1)).toMatchObject({ NEGATIVE: expect.any(Number) });
});
