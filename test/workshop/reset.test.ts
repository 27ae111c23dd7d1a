import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { type Notebook, textOf } from "../../src/workshop/notebooks.js";
import { lessonCalled, reset } from "../../src/workshop/reset.js";
import { WorkshopError } from "../../src/workshop/setup.mjs";
import { commitAll, git, writeFiles } from "./gitFolder.js";
import { answer, answerIn, kept, learners, smallLessons, solved } from "./smallLessons.js";

/** Resets and returns the lines that were printed. */
async function said(folder: string, ...args: string[]): Promise<string[]> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await reset(folder, args);
    return log.mock.calls.join("\n").split("\n");
  } finally {
    log.mockRestore();
  }
}

const beginnings = [
  { where: "with git", begin: commitAll },
  { where: "without git", begin: async () => {} },
];

describe.each(beginnings)("npm run reset -- 00, $where", ({ begin }) => {
  it("puts the lesson back and keeps the person's version first, letter for letter", async () => {
    const folder = await smallLessons();
    await begin(folder);
    await answer(folder, learners, "3");
    const theirs = await readFile(join(folder, learners));
    const lines = await said(folder, "00");
    expect(lines.slice(0, 2)).toEqual([
      "  00-sum                       put back; yours is kept as notebooks/mine/00-sum.ipynb",
      "  00-sum, solutions            as it came: nothing to do",
    ]);
    expect(lines.at(-1)).toMatch(/Reload Notebook from Disk/);
    expect(await answerIn(join(folder, learners))).toBe("undefined");
    expect(await readFile(join(folder, "notebooks", "mine", "00-sum.ipynb"))).toEqual(theirs);
    expect(await readdir(join(folder, "notebooks"))).toEqual([
      "00-sum.ipynb",
      "mine",
      "solutions",
      "source",
    ]);
  });

  it("never writes over an earlier copy, however often it is asked", async () => {
    const folder = await smallLessons();
    await begin(folder);
    for (const value of ["3", "4", "5"]) {
      await answer(folder, learners, value);
      await said(folder, "00");
    }
    await answer(folder, solved, "6");
    await said(folder, "00");
    expect(await kept(folder)).toEqual({
      "00-sum.ipynb": "3",
      "00-sum-2.ipynb": "4",
      "00-sum-3.ipynb": "5",
      [join("solutions", "00-sum.ipynb")]: "6",
    });
    expect(await answerIn(join(folder, solved))).toBe("2");
  });

  it("does nothing to a lesson that is as it came", async () => {
    const folder = await smallLessons();
    await begin(folder);
    const before = await readFile(join(folder, learners));
    expect((await said(folder, "00"))[0]).toMatch(/as it came: nothing to do$/);
    expect(await readFile(join(folder, learners))).toEqual(before);
    expect(await kept(folder)).toEqual({});
  });

  it("brings back what is gone, and keeps what can't be read as a notebook", async () => {
    const folder = await smallLessons();
    await begin(folder);
    await rm(join(folder, solved));
    await writeFile(join(folder, learners), "<<<<<<< my answers");
    expect((await said(folder)).slice(0, 2)).toEqual([
      "  00-sum                       would be put back, after yours is kept in notebooks/mine",
      "  00-sum, solutions            is gone: would be put back",
    ]);
    await said(folder, "00");
    expect(await answerIn(join(folder, learners))).toBe("undefined");
    expect(await answerIn(join(folder, solved))).toBe("2");
    const copy = join(folder, "notebooks", "mine", "00-sum.ipynb");
    expect(await readFile(copy, "utf8")).toBe("<<<<<<< my answers");
  });

  it("alone changes nothing, and says what would happen", async () => {
    const folder = await smallLessons();
    await begin(folder);
    await answer(folder, learners, "3");
    expect(await said(folder)).toEqual([
      "  00-sum                       would be put back, after yours is kept in notebooks/mine",
      "  00-sum, solutions            as it came: nothing to do",
      "",
      "npm run reset -- 00 puts that lesson back.",
    ]);
    expect(await answerIn(join(folder, learners))).toBe("3");
  });
});

describe("npm run reset without git", () => {
  it("is not misled by somebody else's repository around the kit", async () => {
    const folder = await smallLessons();
    await git(folder, "init", "--quiet");
    await answer(folder, learners, "3");
    expect((await said(folder, "00"))[0]).toMatch(/kept as notebooks\/mine\/00-sum\.ipynb$/);
    expect(await answerIn(join(folder, learners))).toBe("undefined");
  });

  it("finds the outputs of a lesson's cells in the solutions, and needs no kernel", async () => {
    const folder = await smallLessons();
    const shared = "```typescript\n1 + 1;\n```\n";
    await writeFiles(folder, { "notebooks/source/00-sum.md": `${shared}\nIs it 2?\n\n${shared}` });
    const output = (text: string) => ({ output_type: "stream" as const, name: "stdout", text });
    const cell = (id: string, source: string, text: string, execution_count: number) => ({
      cell_type: "code" as const,
      ...{ id, metadata: {}, source, execution_count, outputs: [output(text)] },
    });
    const cells = [cell("a", "1 + 1;", "2", 1), cell("b", "1 + 1;", "2 again", 2)];
    const stored = { cells, metadata: {}, nbformat: 4, nbformat_minor: 5 };
    await writeFile(join(folder, solved), JSON.stringify(stored));
    await writeFile(join(folder, learners), JSON.stringify({ ...stored, cells: [] }));
    await said(folder, "00");
    const made = JSON.parse(await readFile(join(folder, learners), "utf8")) as Notebook;
    const shown = made.cells.map(({ source, outputs }) => [
      textOf(source),
      outputs?.map(({ text }) => text),
    ]);
    expect(shown).toEqual([
      ["1 + 1;", ["2"]],
      ["Is it 2?", undefined],
      ["1 + 1;", ["2 again"]],
    ]);
  });

  it("asks for the set-up where there are no Python packages yet, and changes nothing", async () => {
    const folder = await smallLessons();
    await rm(join(folder, ".venv"));
    await answer(folder, learners, "3");
    await expect(said(folder, "00")).rejects.toThrow(WorkshopError);
    await expect(said(folder, "00")).rejects.toThrow("run npm run setup first");
    expect(await answerIn(join(folder, learners))).toBe("3");
  });
});

describe("npm run reset where nothing can be kept", () => {
  it("leaves the person's notebook as it is, and says so in one sentence", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await answer(folder, learners, "3");
    await writeFile(join(folder, "notebooks", "mine"), "a file");
    await expect(said(folder, "00")).rejects.toThrow(
      /^notebooks\/00-sum\.ipynb is unchanged, because no copy of it can be kept in notebooks\/mine \(E\w+\)\.$/,
    );
    expect(await answerIn(join(folder, learners))).toBe("3");
  });

  it("leaves it as it is where the lesson's folder takes no file", async () => {
    const folder = await smallLessons();
    await commitAll(folder);
    await rm(join(folder, "notebooks", "solutions"), { recursive: true });
    await mkdir(join(folder, "elsewhere"));
    await symlink(join(folder, "no such folder"), join(folder, "notebooks", "solutions"));
    await expect(said(folder, "00")).rejects.toThrow(
      /^notebooks\/solutions\/00-sum\.ipynb can't be put back \(E\w+\): it is unchanged\.$/,
    );
  });
});

describe("the lesson that is meant", () => {
  const names = ["00-start-here", "01-direct-model", "02-trainer-batch", "chart-gallery"];

  it.each([
    ["01", "01-direct-model"],
    ["1", "01-direct-model"],
    ["0", "00-start-here"],
    ["Trainer", "02-trainer-batch"],
    ["02-trainer-batch", "02-trainer-batch"],
    ["notebooks/01-direct-model.ipynb", "01-direct-model"],
    ["notebooks\\solutions\\01-direct-model.ipynb", "01-direct-model"],
    ["chart-gallery.md", "chart-gallery"],
  ])("by %s is %s", (asked, name) => {
    expect(lessonCalled([asked], names)).toBe(name);
  });

  it.each([
    [["09"], `No lesson is called "09": choose from ${names.join(", ")}.`],
    [["--all"], `No lesson is called "--all": choose from ${names.join(", ")}.`],
    [
      ["er"],
      '"er" could be 00-start-here or 02-trainer-batch or chart-gallery: write more of the name.',
    ],
    [["01", "02"], "reset takes one lesson at a time, and 2 were named: nothing was changed."],
  ])("by %j is none: one sentence", (asked, sentence) => {
    expect(() => lessonCalled(asked, names)).toThrow(new WorkshopError(sentence));
  });
});
