import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { executeNotebook, type Notebook, writeNotebook } from "../../src/workshop/notebooks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Stores a notebook of these code cells inside the project, where cells find `reading-logits`, and runs it. */
async function runCells(...sources: string[]): Promise<Notebook> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".cache", "notebook-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
  const path = join(folder, "cells.ipynb");
  await writeNotebook(path, {
    cells: sources.map((source, i) => ({
      cell_type: "code",
      id: `cell-${i}`,
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    })),
    metadata: { kernelspec },
    nbformat: 4,
    nbformat_minor: 5,
  });
  return executeNotebook(root, path);
}

it("returns the cells with the kernel's own numbers and outputs", async () => {
  const { cells } = await runCells("const logits = [1, 2];", "logits");
  expect(cells.map((cell) => cell.execution_count)).toEqual([1, 2]);
  expect(cells[1].outputs).toMatchObject([{ output_type: "stream", name: "stdout" }]);
  expect(JSON.stringify(cells[1].outputs)).toContain("[ 1, 2 ]");
});

it.each([
  { what: "a cell that throws", broken: 'throw new Error("broken on purpose");' },
  { what: "a cell that doesn't pass the type check", broken: 'const n: number = "seven";' },
])("$what stops the run, and the error names its code", async ({ broken }) => {
  await expect(runCells("const fine = 1;", broken, "fine")).rejects.toThrow(broken);
});

it("leaves no connection file and no kernel behind", async () => {
  await expect(runCells("throw 1;")).rejects.toThrow();
  const runs = await readdir(join(root, ".venv", "runtime"));
  expect(runs.filter((name) => name.startsWith(`run-${process.pid}-`))).toEqual([]);
});
