import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { wellFormed } from "../../src/notebook/display.js";
import type { DisplayData } from "../../src/notebook/kernel.js";
import { show } from "../../src/notebook/show.js";
import { exportHtml } from "../../src/workshop/html.js";
import {
  type Cell,
  type Notebook,
  type Output,
  writeNotebook,
} from "../../src/workshop/notebooks.js";
import { chartBuilders } from "./chartBuilders.js";
import { DrawingPage } from "./DrawingPage.js";
import { hostileCharts, noTexts, oneIn } from "./hostileCharts.js";
import { printedTexts, sinkHtml } from "./hostileSinks.js";
import { hostileTexts } from "./hostileTexts.js";
import { JupyterLab, root } from "./jupyterLab.js";
import { waitForLiveCharts } from "./lessonPage.js";
import { chromiumPath, noChromium, openBrowser } from "./openBrowser.js";
import { foreignElements, setTrap, type Trap } from "./trap.js";

/** What would be sent to the page if there were a kernel. */
const sent = vi.hoisted(() => [] as DisplayData[]);
vi.mock("../../src/notebook/kernel.js", () => ({
  bundleWriter: () => (message: DisplayData) => sent.push(message),
  publicTslab: () => undefined,
  inKernel: () => true,
}));

const nothing: Trap = { ran: [], asked: [] };
let browser: Browser;

beforeEach(({ skip }) => skip(!chromiumPath, noChromium));
beforeAll(async () => {
  if (chromiumPath) browser = await openBrowser();
});
afterAll(() => browser?.close());

/** The texts that a page should show but doesn't, either as they are or quoted as a string. */
function unseenIn(read: string, texts = hostileTexts): string[] {
  const seen = seenLetters(read);
  const forms = (text: string) =>
    [text, inspect(text).slice(1, -1), JSON.stringify(text).slice(1, -1)].map(visibleForm);
  return texts.filter((text) => !forms(text).some((form) => seen.includes(form)));
}

/** White space and everything else that isn't a visible letter: controls, direction marks, joiners, lone surrogates and their replacements. */
const unseen = /[\s\p{C}\p{M}\uFFFD…]/gu;

/**
 * What must be visible of a text where it is shown: its first ten letters, unchanged, out of the first thirty characters. Charts
 * shorten long texts, turn line breaks into spaces and leave out invisible marks, so none of that counts.
 */
function visibleForm(text: string): string {
  const start = Array.from(text).slice(0, 30).join("");
  return Array.from(seenLetters(start)).slice(0, 10).join("");
}

/** The letters of a page's text, compared with {@link visibleForm}. */
function seenLetters(text: string): string {
  return text.replace(unseen, "");
}

/** A stored notebook with one code cell for each list of outputs. */
function notebookOf(cells: readonly Output[][]): Notebook {
  return {
    cells: cells.map(
      (outputs, i): Cell => ({
        cell_type: "code",
        id: `cell-${i}`,
        metadata: {},
        source: `// ${i}`,
        execution_count: i + 1,
        outputs,
      }),
    ),
    metadata: { kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** An output in the given forms. */
function displayOf(data: Record<string, unknown>, metadata: object = {}): Output {
  return { output_type: "display_data", data, metadata: { ...metadata } };
}

/** What a cell printed. */
function streamOf(text: string): Output {
  return { output_type: "stream", name: "stdout", text };
}

it("there are more than two hundred texts, and every chart gets them", () => {
  expect(hostileTexts.length).toBeGreaterThan(200);
  expect(Object.keys(hostileCharts).sort()).toEqual(chartBuilders().sort());
});

/** The parts of a chart that Vega-Lite makes expressions of: its own, and the titles of tooltips. */
function expressionsIn(value: unknown, within = ""): string[] {
  if (typeof value === "string") {
    return /^(calculate|test|filter|expr|signal|update|tooltip\.title)$/.test(within)
      ? [value]
      : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (Array.isArray(value)) return expressionsIn(inner, within);
    return expressionsIn(inner, within === "tooltip" ? `tooltip.${key}` : key);
  });
}

it("no text becomes part of an expression", () => {
  const texts = hostileTexts.map((_, i) => `marker${i}`);
  for (const [builder, chartsOf] of Object.entries(hostileCharts)) {
    const bundles = chartsOf(texts).map((chart) => chart.toMimeBundle());
    const expressions = bundles.flatMap((bundle) => expressionsIn(bundle));
    expect({ builder, found: expressions.filter((each) => each.includes("marker")) }).toEqual({
      builder,
      found: [],
    });
  }
});

describe("alone in a page, with the libraries of an exported lesson", () => {
  let drawing: DrawingPage;
  let trap: Trap;

  beforeAll(async () => {
    if (!chromiumPath) return;
    const context = await browser.newContext();
    trap = await setTrap(context, ({ href }) => href === DrawingPage.address);
    drawing = await DrawingPage.open(context);
  });

  const charts = Object.entries(hostileCharts).filter(([, chartsOf]) => chartsOf !== noTexts);
  it.each(charts)("%s shows all of them as text", async (builder, chartsOf) => {
    let read = "";
    const made: string[] = [];
    const texts = hostileTexts.filter((_, i) => i % (oneIn[builder] ?? 1) === 0);
    for (const chart of chartsOf(texts)) {
      await drawing.draw(chart.toMimeBundle());
      read += await drawing.readAll();
      made.push(...(await foreignElements(drawing.host)));
    }
    expect({ unseen: unseenIn(read, texts), made, ...trap }).toEqual({
      unseen: [],
      made: [],
      ...nothing,
    });
  });

  it("so does every other output of the kit, in a trusted notebook", async () => {
    for (const [name, html] of Object.entries(await sinkHtml(hostileTexts, sent))) {
      await drawing.write(html);
      const unseen = unseenIn((await drawing.host.textContent()) ?? "");
      const made = await foreignElements(drawing.host);
      expect({ name, unseen, made, ...trap }).toEqual({ name, unseen: [], made: [], ...nothing });
    }
  });
});

/** The first of a builder's charts, which takes the texts as labels, and the last, which takes them as texts where it can. */
const firstAndLast = <Item>(list: readonly Item[]) => [
  ...new Set([...list.slice(0, 1), ...list.slice(-1)]),
];

/** A notebook with two examples of every chart, as a cell shows them (with their pictures), and all other outputs of the kit. */
async function hostileNotebook(): Promise<Notebook> {
  const charts = Object.values(hostileCharts).map((chartsOf) =>
    firstAndLast(chartsOf(hostileTexts)),
  );
  const printed = printedTexts(
    hostileTexts,
    charts.flat().map((chart) => chart.toMimeBundle()),
  );
  // Jupyter can't store a lone surrogate, so there must be none in what the kit prints.
  expect(printed.filter((text) => /\p{Cs}/u.test(text))).toEqual([]);
  sent.length = 0;
  for (const chart of charts.flat()) await show(chart);
  const shown = sent.map(({ data, metadata }) => displayOf(data, metadata));
  const picture = shown[0].data?.["image/png"];
  const pictures = hostileTexts
    .map(wellFormed)
    .map((alt) => displayOf({ "image/png": picture, "text/plain": alt }, { "image/png": { alt } }));
  const html = Object.values(await sinkHtml(hostileTexts, sent)).map((part) =>
    displayOf({ "text/html": part }),
  );
  const plain = printed.map((text) => displayOf({ "text/plain": text }));
  return notebookOf([
    ...shown.map((output) => [output]),
    pictures,
    html,
    plain,
    printed.map(streamOf),
  ] as Output[][]);
}

/** What got out of a page that shows the hostile notebook. */
async function findings(page: Page, drawings: number) {
  await waitForLiveCharts(page, drawings);
  const made = await foreignElements(
    page.locator(".vega-embed, .js-plotly-plot, .jp-RenderedHTML"),
  );
  return made;
}

describe("in a notebook", () => {
  let folder: string;
  let notebook: Notebook;
  const drawings = () => notebook.cells.length - 4;

  beforeAll(async () => {
    if (!chromiumPath) return;
    folder = await mkdtemp(join(root, ".cache", "hostile-"));
    notebook = await hostileNotebook();
  });
  afterAll(() => folder && rm(folder, { recursive: true, force: true }));

  it("an exported page runs nothing and asks for nothing", async () => {
    const [path, page] = [join(folder, "hostile.ipynb"), join(folder, "hostile.html")];
    await writeNotebook(path, notebook);
    await exportHtml(root, [{ notebook: path, page }]);
    const context: BrowserContext = await browser.newContext();
    const own = pathToFileURL(page).href;
    const trap = await setTrap(context, ({ href }) => href === own);
    const opened = await context.newPage();
    await opened.goto(own);
    expect({ made: await findings(opened, drawings()), ...trap }).toEqual({ made: [], ...nothing });
    await context.close();
  });

  it("JupyterLab runs nothing and asks for nothing but its own", async () => {
    const lab = await JupyterLab.open();
    let trap = nothing;
    await lab.add("hostile", notebook);
    const page = await lab.lesson("hostile", async (empty) => {
      trap = await setTrap(empty.context(), ({ hostname }) => hostname === "localhost");
    });
    expect({ made: await findings(page, drawings()), ...trap }).toEqual({ made: [], ...nothing });
    await lab.close();
  });
});
