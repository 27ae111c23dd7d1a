import { expect, test } from "vitest";
import { lessonVariant } from "../../src/cli/lessonVariant.js";
import type { Cell, Notebook } from "../../src/cli/Notebook.js";

const cell = (source: string, tags?: string[]): Cell => ({
  cell_type: "code",
  id: "random",
  metadata: tags ? { tags } : {},
  source,
});

const lesson: Notebook = {
  cells: [cell("shared"), cell("start", ["starter"]), cell("solved", ["solution"]), cell("end")],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
};

test("the learner's notebook has the starting points and not the solutions", () => {
  const { cells } = lessonVariant(lesson, "learner");
  expect(cells.map(({ source }) => source)).toEqual(["shared", "start", "end"]);
});

test("the solutions notebook has the solutions and not the starting points", () => {
  const { cells } = lessonVariant(lesson, "solutions");
  expect(cells.map(({ source }) => source)).toEqual(["shared", "solved", "end"]);
});

test("cell ids are numbered, so that the same text gives the same file", () => {
  const { cells } = lessonVariant(lesson, "learner");
  expect(cells.map(({ id }) => id)).toEqual(["cell-001", "cell-002", "cell-003"]);
});
