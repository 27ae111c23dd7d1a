import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { notebookPath } from "../../src/workshop/notebooks.js";
import { commitAll } from "../workshop/gitFolder.js";
import { scratchFolder } from "../workshop/scratch.js";
import { answer, answerIn, learners, smallLessons, solved } from "../workshop/smallLessons.js";
import { copyLessons, judgedNotebook, runJudged } from "./judgedNotebook.js";

const judged = async (folder: string) =>
  answerIn(await judgedNotebook(folder, "00-sum", "learner"));

describe("the notebook that the tests judge", () => {
  it("is the one that lies there, if nobody has edited it or git can't tell", async () => {
    const folder = await smallLessons();
    const path = notebookPath(folder, "00-sum", "learner");
    await answer(folder, learners, "3");
    expect(await judgedNotebook(folder, "00-sum", "learner")).toBe(path);
    await commitAll(folder);
    expect(await judgedNotebook(folder, "00-sum", "learner")).toBe(path);
  });

  it("is the committed one, if a person has filled it in, broken it or thrown it away; theirs stays as it is", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    const path = join(folder, learners);
    await answer(folder, learners, "3");
    const theirs = await readFile(path, "utf8");
    expect(await judged(folder)).toBe("undefined");
    expect(await readFile(path, "utf8")).toBe(theirs);
    await writeFile(path, "not a notebook");
    expect(await judged(folder)).toBe("undefined");
    await rm(path);
    expect(await judged(folder)).toBe("undefined");
  });

  it("runs in the folder of the lesson, where its relative paths lead to the same files", async () => {
    const folder = await smallLessons();
    await answer(folder, solved, 'require("node:fs").readFileSync("beside.txt").length');
    await writeFile(join(folder, "notebooks", "solutions", "beside.txt"), "four");
    await commitAll(folder);
    await answer(folder, solved, "2");
    const { cells } = await runJudged(folder, "00-sum", "solutions");
    expect(cells[0].execution_count).toBe(1);
  });

  it("is what a copy of the folder of notebooks has, beside a person's own", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await answer(folder, solved, "3");
    await cp(join(folder, solved), join(folder, "notebooks", "my-own.ipynb"));
    const copy = await scratchFolder();
    await copyLessons(folder, copy);
    expect(await answerIn(join(copy, "solutions", "00-sum.ipynb"))).toBe("2");
    expect(await answerIn(join(copy, "my-own.ipynb"))).toBe("3");
  });
});
