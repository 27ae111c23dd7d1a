import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lessonVariant, readLesson } from "../../src/workshop/lessons.js";
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
import { chromiumPath, JupyterLab } from "../browser/jupyterLab.js";
import {
  cellNumbers,
  complaints,
  liveCharts,
  notebookIn,
  runAllCells,
  waitForLiveCharts,
} from "../browser/lessonPage.js";
import { expectSameOutputs } from "./expectSameOutputs.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = await lessonNames(root);
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

/** Runs a notebook in JupyterLab as a person would, and takes it as JupyterLab would save it. */
async function runInLab(name: string, lesson: Notebook): Promise<Notebook> {
  const file = `${name}-whole`;
  const first: Cell = {
    id: "first",
    cell_type: "code",
    metadata: {},
    source: `process.chdir(${JSON.stringify(folderOf(name))});`,
    outputs: [],
    execution_count: null,
  };
  await lab.add(file, { ...lesson, cells: [first, ...lesson.cells] });
  const page = await lab.lesson(file);
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
  const kinds = codeCells(fresh).flatMap(outputKinds);
  const charts = kinds.filter((kind) => /vegalite|plotly/.test(kind)).length;
  await waitForLiveCharts(page, charts);
  expect(await page.locator(liveCharts).count()).toBe(charts);
  await page.close();
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
  let lesson: Notebook;
  let whole: Notebook;

  // With its starters and its solutions, each solution after its starter.
  beforeAll(async () => {
    lesson = await readLesson(root, name);
    whole = await (lab ? runInLab : runOnKernel)(name, lesson);
  });

  it("runs from top to bottom, and no cell complains", () => expectSound(whole));

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
