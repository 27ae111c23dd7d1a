import { mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { lessonVariant, readLesson } from "../../src/workshop/lessons.js";
import {
  executeNotebook,
  lessonNames,
  type Notebook,
  notebookPath,
  readNotebook,
  textOf,
  variantsOf,
  writeNotebook,
} from "../../src/workshop/notebooks.js";
import { expectSameOutputs } from "./expectSameOutputs.js";
import { judgedNotebook } from "./judgedNotebook.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = await lessonNames(root);

/**
 * Runs a lesson with its starters and its solutions, each solution after its starter, in the folder of the solutions. (The
 * learner's notebook alone runs in a browser's JupyterLab, in its own folder.)
 */
async function runWhole(name: string, lesson: Notebook): Promise<Notebook> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache", "lesson-"));
  try {
    const path = join(folder, `${name}.ipynb`);
    await writeNotebook(path, lesson);
    const [last] = variantsOf(name).slice(-1);
    return await executeNotebook(root, path, dirname(notebookPath(root, name, last)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

  beforeAll(async () => {
    lesson = await readLesson(root, name);
    whole = await runWhole(name, lesson);
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
