import { chmod, cp, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { editedNotebooks, lessons } from "../../src/cli/lessons.js";
import { commitAll, git, writeFiles } from "./gitFolder.js";
import { answer, answerIn, learners, lessonText, smallLessons, solved } from "./smallLessons.js";

describe("which notebooks a person has edited", () => {
  it("is none in what was committed, whatever their date and who may run them", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await utimes(join(folder, learners), 1e9, 1e9);
    await chmod(join(folder, solved), 0o755);
    expect(await editedNotebooks(folder)).toEqual([]);
  });

  it("are those that were filled in, just run and saved, moved away, or staged", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await answer(folder, learners, "3");
    expect(await editedNotebooks(folder)).toEqual([learners]);
    await answer(folder, solved, "2", 7);
    expect(await editedNotebooks(folder)).toEqual([learners, solved]);
    await git(folder, "add", "--all");
    expect(await editedNotebooks(folder)).toEqual([learners, solved]);
    await git(folder, "mv", "--force", learners, "notebooks/mine.ipynb");
    expect(await editedNotebooks(folder)).toEqual([learners, solved]);
    await git(folder, "checkout", "--quiet", "HEAD", "--", "notebooks");
    expect(await editedNotebooks(folder)).toEqual([]);
  });

  it("are found in a kit that is one folder of a larger repository", async () => {
    const whole = await smallLessons();
    const folder = join(whole, "a kit");
    await cp(join(whole, "notebooks"), join(folder, "notebooks"), { recursive: true });
    await commitAll(whole);
    await answer(folder, learners, "3");
    expect(await editedNotebooks(folder)).toEqual([learners]);
    expect(await editedNotebooks(whole)).toEqual([]);
  });

  it("are never notebooks of one's own", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await writeFiles(folder, { "notebooks/my-own.ipynb": "{}", "notebooks/00-sum-2.ipynb": "{}" });
    expect(await editedNotebooks(folder)).toEqual([]);
  });

  it("is unknown without git: none", async () => {
    const folder = await smallLessons();
    await answer(folder, learners, "3");
    expect(await editedNotebooks(folder)).toEqual([]);
    await git(folder, "init", "--quiet");
    expect(await editedNotebooks(folder)).toEqual([]);
  });

  it("are not those that npm run lessons has made anew, until a person saves them", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await writeFiles(folder, { "notebooks/source/00-sum.md": lessonText.replace("2;", "1 + 1;") });
    await lessons(folder, []);
    expect(await answerIn(join(folder, solved))).toBe("1 + 1");
    expect(await git(folder, "diff", "--name-only")).toContain(solved);
    expect(await editedNotebooks(folder)).toEqual([]);
    await answer(folder, solved, "1 + 1", 5);
    expect(await editedNotebooks(folder)).toEqual([solved]);
  });
});
