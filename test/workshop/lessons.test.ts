import { chmod, cp, mkdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { editedNotebooks, lessons, lessonVariant } from "../../src/workshop/lessons.js";
import { type Cell, executeNotebook, type Notebook } from "../../src/workshop/notebooks.js";
import { commitAll, git, writeFiles } from "./gitFolder.js";
import {
  answer,
  answerIn,
  kept,
  learners,
  lessonText,
  smallLessons,
  solved,
} from "./smallLessons.js";

// These tests are about files; others run notebooks on the kernel, which takes long.
vi.mock(import("../../src/workshop/notebooks.js"), async (importOriginal) => {
  const original = await importOriginal();
  return {
    ...original,
    executeNotebook: vi.fn((_root: string, path: string) => original.readNotebook(path)),
  };
});

describe("lessons", () => {
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
      await writeFiles(folder, {
        "notebooks/my-own.ipynb": "{}",
        "notebooks/00-sum-2.ipynb": "{}",
      });
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
      await writeFiles(folder, {
        "notebooks/source/00-sum.md": lessonText.replace("2;", "1 + 1;"),
      });
      await lessons(folder, []);
      expect(await answerIn(join(folder, solved))).toBe("1 + 1");
      expect(await git(folder, "diff", "--name-only")).toContain(solved);
      expect(await editedNotebooks(folder)).toEqual([]);
      await answer(folder, solved, "1 + 1", 5);
      expect(await editedNotebooks(folder)).toEqual([solved]);
    });
  });

  describe("npm run lessons", () => {
    const text = "notebooks/source/00-sum.md";

    /** Makes the lesson's notebooks again and returns what was printed. */
    async function remake(folder: string): Promise<string> {
      const log = vi.spyOn(console, "log").mockImplementation(() => {});
      try {
        await lessons(folder, []);
        return log.mock.calls.join("\n");
      } finally {
        log.mockRestore();
      }
    }

    it("keeps a filled-in notebook beside the lessons, letter for letter, and says so", async () => {
      const folder = await smallLessons();
      await commitAll(folder);
      await answer(folder, learners, "3");
      await answer(folder, solved, "4");
      const theirs = await readFile(join(folder, learners));
      const said = await remake(folder);
      expect(said).toContain(
        "notebooks/00-sum.ipynb has been edited: your version is kept as notebooks/mine/00-sum.ipynb",
      );
      expect(said).toContain(
        "notebooks/solutions/00-sum.ipynb has been edited: your version is kept as notebooks/mine/solutions/00-sum.ipynb",
      );
      expect(await readFile(join(folder, "notebooks", "mine", "00-sum.ipynb"))).toEqual(theirs);
      expect(await kept(folder)).toEqual({
        "00-sum.ipynb": "3",
        [join("solutions", "00-sum.ipynb")]: "4",
      });
      expect(await answerIn(join(folder, learners))).toBe("undefined");
    });

    it("never writes over a copy that it kept earlier", async () => {
      const folder = await smallLessons();
      await commitAll(folder);
      await answer(folder, learners, "5");
      await mkdir(join(folder, "notebooks", "mine"));
      await answer(folder, "notebooks/mine/00-sum.ipynb", "3");
      await answer(folder, "notebooks/mine/00-sum-2.ipynb", "4");
      await remake(folder);
      expect(await kept(folder)).toEqual({
        "00-sum.ipynb": "3",
        "00-sum-2.ipynb": "4",
        "00-sum-3.ipynb": "5",
      });
    });

    it("keeps nothing, and says nothing, where nobody has written", async () => {
      const folder = await smallLessons();
      await commitAll(folder);
      await answer(folder, learners, "undefined", 7);
      for (const start of ["0", "1"]) {
        await writeFiles(folder, { [text]: lessonText.replace("undefined;", `${start};`) });
        expect(await remake(folder)).toBe("");
        expect(await answerIn(join(folder, learners))).toBe(start);
      }
      expect(await kept(folder)).toEqual({});
    });

    it("has kept the answers before a run that fails, and keeps no second copy when it is tried again", async () => {
      const folder = await smallLessons();
      await commitAll(folder);
      await answer(folder, learners, "3");
      await writeFiles(folder, { [text]: lessonText.replace("undefined;", "0;") });
      vi.mocked(executeNotebook).mockRejectedValueOnce(new Error("a cell failed"));
      await expect(remake(folder)).rejects.toThrow("a cell failed");
      expect(await kept(folder)).toEqual({ "00-sum.ipynb": "3" });
      await writeFiles(folder, { [text]: lessonText.replace("undefined;", "1;") });
      await remake(folder);
      expect(await kept(folder)).toEqual({ "00-sum.ipynb": "3" });
      expect(await answerIn(join(folder, learners))).toBe("1");
    });

    it("keeps answers without git too, and there too nothing else", async () => {
      const folder = await smallLessons();
      await answer(folder, learners, "3");
      await remake(folder);
      expect(await kept(folder)).toEqual({ "00-sum.ipynb": "3" });
    });

    it("keeps a file that can't be read as a notebook", async () => {
      const folder = await smallLessons();
      await commitAll(folder);
      await writeFile(join(folder, learners), "<<<<<<< my answers");
      expect(await remake(folder)).toContain("notebooks/mine/00-sum.ipynb");
      const copy = join(folder, "notebooks", "mine", "00-sum.ipynb");
      expect(await readFile(copy, "utf8")).toBe("<<<<<<< my answers");
    });
  });
});

describe("lessonVariant", () => {
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

  it("the learner's notebook has the starting points and not the solutions", () => {
    const { cells } = lessonVariant(lesson, "learner");
    expect(cells.map(({ source }) => source)).toEqual(["shared", "start", "end"]);
  });

  it("the solutions notebook has the solutions and not the starting points", () => {
    const { cells } = lessonVariant(lesson, "solutions");
    expect(cells.map(({ source }) => source)).toEqual(["shared", "solved", "end"]);
  });

  it("cell ids are numbered, so that the same text gives the same file", () => {
    const { cells } = lessonVariant(lesson, "learner");
    expect(cells.map(({ id }) => id)).toEqual(["cell-001", "cell-002", "cell-003"]);
  });
});
