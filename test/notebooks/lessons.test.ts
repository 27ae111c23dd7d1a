import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lessonVariant, readLessons } from "../../src/workshop/lessons.js";
import {
  type Cell,
  executeNotebook,
  lessonNames,
  type Notebook,
  notebookPath,
  readNotebook,
  textOf,
  variantsOf,
  writeNotebook,
} from "../../src/workshop/notebooks.js";
import { autosaveSeconds, chromiumPath, JupyterLab, noChromium } from "../browser/jupyterLab.js";
import {
  cellNumbers,
  complaints,
  liveCharts,
  notebookIn,
  replaceNotebook,
  runAllCells,
  waitForLiveCharts,
} from "../browser/lessonPage.js";
import { violations } from "../browser/violations.js";
import { expectSameOutputs } from "./expectSameOutputs.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { cellText, chartsIn, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = await lessonNames(root);
const texts = await readLessons(root, names);
/** Where there is a browser, the lessons run in JupyterLab; elsewhere on the kernel alone. */
let lab: JupyterLab;

beforeAll(async () => {
  if (chromiumPath) lab = await JupyterLab.open();
});
afterAll(() => lab?.close());

/** Where a lesson runs: in the folder of its solutions, since what is solved there counts for nobody. */
function folderOf(name: string): string {
  const [last] = variantsOf(name).slice(-1);
  return dirname(notebookPath(root, name, last));
}

async function runOnKernel(name: string, lesson: Notebook): Promise<Notebook> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache", "lesson-"));
  try {
    const path = join(folder, `${name}.ipynb`);
    await writeNotebook(path, lesson);
    return await executeNotebook(root, path, folderOf(name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs a notebook in place of the one that is open in JupyterLab as a person would, and takes it as JupyterLab would save it. */
async function runInLab(page: Page, name: string, lesson: Notebook): Promise<Notebook> {
  const first: Cell = {
    id: "first",
    cell_type: "code",
    metadata: {},
    source: `process.chdir(${JSON.stringify(folderOf(name))});`,
    outputs: [],
    execution_count: null,
  };
  await replaceNotebook(page, { ...lesson, cells: [first, ...lesson.cells] });
  await runAllCells(page);
  const numbers = await cellNumbers(page);
  expect(numbers).toEqual(numbers.map((_, i) => `[${i + 1}]:`));
  expect(await complaints(page)).toEqual([]);
  const saved = await notebookIn(page);
  const [{ outputs }, ...cells] = saved.cells;
  expect(outputs).toEqual([]);
  for (const cell of codeCells({ ...saved, cells }))
    cell.execution_count = Number(cell.execution_count) - 1;
  const fresh = { ...saved, cells };
  const { all } = chartsIn(fresh);
  await waitForLiveCharts(page, all);
  expect(await page.locator(liveCharts).count()).toBe(all);
  return fresh;
}

/** The part of a notebook that comes from the lesson's text. */
function textPart({ cells }: Notebook) {
  return cells.map(({ id, cell_type, metadata, source }) => ({
    id,
    cell_type,
    tags: metadata.tags,
    source: textOf(source),
  }));
}

/** A notebook's code cells are numbered, in order, and none complains. */
function expectSound(notebook: Notebook): void {
  const cells = codeCells(notebook);
  expect(cells.map((cell) => cell.execution_count)).toEqual(cells.map((_, i) => i + 1));
  const complaints = cells.filter((cell) => /stderr|error/.test(`${outputKinds(cell)}`));
  expect(complaints.map(cellText)).toEqual([]);
}

describe.each(names)("lesson %s", (name) => {
  const lesson = texts[names.indexOf(name)];
  let page: Page;
  let whole: Notebook;

  beforeAll(async () => {
    if (lab) page = await lab.lesson(name);
  });
  afterAll(() => page?.close());

  it("draws its stored charts live and, left open, stays as it was byte for byte", async ({
    skip,
  }) => {
    skip(!lab, noChromium);
    const charts = chartsIn(await readNotebook(await judgedNotebook(root, name, "learner")));
    const before = await lab.fileOf(name);
    await waitForLiveCharts(page, charts.all);
    const figures = await page.locator(".js-plotly-plot").count();
    expect({ figures, all: await page.locator(liveCharts).count() }).toEqual(charts);
    for (const chart of await page.locator(liveCharts).all()) await chart.scrollIntoViewIfNeeded();
    await page.waitForTimeout(2.5 * autosaveSeconds * 1000);
    expect(await page.locator(".lm-TabBar-tab.jp-mod-dirty").count()).toBe(0);
    expect(await lab.fileOf(name)).toBe(before);
  });

  it("has outputs in which axe finds nothing wrong", async ({ skip }) => {
    skip(!lab, noChromium);
    expect(await violations(page, ".jp-OutputArea-output")).toEqual([]);
  });

  // With its starters and its solutions, each solution after its starter.
  it("runs from top to bottom, and no cell complains", async () => {
    whole = await (lab ? runInLab(page, name, lesson) : runOnKernel(name, lesson));
    expectSound(whole);
  });

  describe.each(variantsOf(name))("%s", (variant) => {
    let path: string;
    let stored: Notebook;
    let fresh: Notebook;

    beforeAll(async () => {
      path = await judgedNotebook(root, name, variant);
      stored = await readNotebook(path);
      fresh = lessonVariant(whole, variant);
    });

    it("is what its text says (if not: npm run lessons)", () => {
      expect(textPart(stored)).toEqual(textPart(lessonVariant(lesson, variant)));
    });

    it("as stored, every cell is numbered, in order, and none complains", () =>
      expectSound(stored));

    it("shows today what is stored: same kinds of output, same words, same numbers to 1e-4", () => {
      expectSameOutputs(fresh, stored);
    });

    it("its exercises are open for the learner and solved in the solutions; a gallery has none", () => {
      const verdicts = codeCells(fresh)
        .filter((cell) => /^await check\(|^check\(/m.test(textOf(cell.source)))
        .map((cell) => cellText(cell).trim()[0]);
      expect(verdicts.length > 0).toBe(variantsOf(name).includes("solutions"));
      const expected = variant === "solutions" ? "✓" : "○";
      expect(verdicts).toEqual(verdicts.map(() => expected));
    });

    it("each chart comes with a picture and a text for places that can't draw it", () => {
      const kinds = codeCells(fresh).flatMap(outputKinds);
      for (const kind of kinds.filter((each) => /vegalite|plotly/.test(each))) {
        // JupyterLab's Plotly would show a PNG instead of its figure, and HTML would be shown instead of either.
        expect(kind).toContain(kind.includes("plotly") ? "image/jpeg" : "image/png");
        expect(kind).toContain("text/plain");
        expect(kind).not.toContain("text/html");
      }
    });

    it("is stored in less than 2 MB", async () => {
      expect((await stat(path)).size).toBeLessThan(2_000_000);
    });
  });
});
