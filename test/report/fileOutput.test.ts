import { execFile, execFileSync } from "node:child_process";
import { lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { fileOutput, removeUnfinished } from "../../src/report/fileOutput.js";
import { ReportError } from "../../src/report/ReportError.js";
import { scratch } from "../cli/program.js";

it("a file has its name and its text when it is whole, and not before", async () => {
  const folder = await scratch();
  const file = path.join(folder, "a.txt");
  await writeFile(file, "old");
  const output = fileOutput(file);
  output.write("x".repeat(100_000));
  expect(await readFile(file, "utf8")).toBe("old");
  output.write("é");
  output.finish();
  expect(await readFile(file, "utf8")).toBe(`${"x".repeat(100_000)}é`);
  expect(await readdir(folder)).toEqual(["a.txt"]);
});

it("what is not whole goes when the program ends before its time", async () => {
  const folder = await scratch();
  fileOutput(path.join(folder, "a.txt")).write("half");
  expect(await readdir(folder)).toHaveLength(1);
  removeUnfinished();
  expect(await readdir(folder)).toEqual([]);
});

it("says in one sentence what the disk refused, and leaves nothing", async () => {
  const folder = await scratch();
  await mkdir(path.join(folder, "b"));
  expect(() => fileOutput(path.join(folder, "b"))).toThrow(ReportError);
  expect(() => fileOutput(path.join(folder, "c", "d"))).toThrow("there is no such folder");
  const output = fileOutput(path.join(folder, "e"));
  await mkdir(path.join(folder, "e"));
  output.write("late");
  expect(() => output.finish()).toThrow("it is a folder; name a file in it");
  expect((await readdir(folder)).sort()).toEqual(["b", "e"]);
});

it.skipIf(process.platform === "win32")(
  "a link, a pipe and who may read a file stay what they are",
  async () => {
    const folder = await scratch();
    const [real, link, pipe] = ["real.txt", "link.txt", "pipe"].map((name) =>
      path.join(folder, name),
    );
    await writeFile(real, "old", { mode: 0o600 });
    await symlink(real, link);
    const output = fileOutput(link);
    output.write("new");
    output.finish();
    expect(await readFile(real, "utf8")).toBe("new");
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await stat(real)).mode & 0o777).toBe(0o600);
    execFileSync("mkfifo", [pipe]);
    const reader = promisify(execFile)("cat", [pipe]);
    const piped = fileOutput(pipe);
    piped.write("through");
    piped.finish();
    expect((await reader).stdout).toBe("through");
    expect((await lstat(pipe)).isFIFO()).toBe(true);
  },
);
