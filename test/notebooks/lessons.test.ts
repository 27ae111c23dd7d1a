import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { lessonVariant, readLesson } from "../../src/workshop/lessons.js";
import {
  lessonNames,
  type Notebook,
  readNotebook,
  textOf,
  variantsOf,
} from "../../src/workshop/notebooks.js";
import { expectSameOutputs } from "./expectSameOutputs.js";
import { judgedNotebook, runJudged } from "./judgedNotebook.js";
import { cellText, codeCells, outputKinds } from "./readOutputs.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const names = await lessonNames(root);
const cases = names.flatMap((name) => variantsOf(name).map((variant) => ({ name, variant })));

/** The part of a notebook that comes from the lesson's text. */
function textPart({ cells }: Notebook) {
  return cells.map(({ id, cell_type, metadata, source }) => ({
    id,
    cell_type,
    tags: metadata.tags,
    source: textOf(source),
  }));
}

describe.each(cases)("lesson $name, $variant", ({ name, variant }) => {
  let path: string;
  let stored: Notebook;
  let fresh: Notebook;

  beforeAll(async () => {
    path = await judgedNotebook(root, name, variant);
    stored = await readNotebook(path);
    fresh = await runJudged(root, name, variant);
  });

  it("is what its text says (if not: npm run lessons)", async () => {
    const lesson = await readLesson(root, name);
    expect(textPart(stored)).toEqual(textPart(lessonVariant(lesson, variant)));
  });

  it.each([
    { which: "stored", notebook: () => stored },
    { which: "fresh", notebook: () => fresh },
  ])("$which: every cell is numbered, in order, and none complains", ({ notebook }) => {
    const cells = codeCells(notebook());
    expect(cells.map((cell) => cell.execution_count)).toEqual(cells.map((_, i) => i + 1));
    const complaints = cells.filter((cell) => /stderr|error/.test(`${outputKinds(cell)}`));
    expect(complaints.map(cellText)).toEqual([]);
  });

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
