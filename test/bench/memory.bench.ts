import { rm } from "node:fs/promises";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { lessonNames, notebookPath } from "../../src/workshop/notebooks.js";
import { python, venvPython } from "../../src/workshop/python.js";
import { jupyterEnv, makeRuntimeFolder } from "../../src/workshop/server.js";
import { run } from "../../src/workshop/setup.mjs";
import { markdownTable, writeResults } from "./results.js";

/** What kernels need together, in MB. */
interface Memory {
  bare: number;
  opened: number;
  end: number;
  peak: number;
  seconds: number;
}

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = fileURLToPath(new URL("lesson_memory.py", import.meta.url));
const lessons = (await lessonNames(root)).filter((name) => /^\d/.test(name));
const rows: string[][] = [];

/** Runs a lesson on its own kernel, or on that of many people at once. */
async function memoryOf(lesson: string, kernels: number): Promise<Memory> {
  const runtime = await makeRuntimeFolder(root);
  const notebook = notebookPath(root, lesson, "learner");
  try {
    const args = [program, notebook, `${root}/notebooks`, String(kernels)];
    const { code, output, errors } = await run(venvPython(root), args, {
      env: jupyterEnv(runtime),
    });
    if (code !== 0) throw new Error(errors);
    const memory: Memory = JSON.parse(output);
    const figures = [memory.bare, memory.opened, memory.end, memory.peak, memory.seconds];
    rows.push([
      kernels === 1 ? lesson : `${lesson}, ${kernels} at once`,
      ...figures.map((figure) => figure.toFixed(0)),
    ]);
    console.log(rows.at(-1)?.join(" | "));
    return memory;
  } finally {
    await rm(runtime, { recursive: true, force: true });
  }
}

describe.skipIf(process.platform !== "linux")("a lesson's kernel", async () => {
  await python(root);

  it.each(lessons)("%s ends with at most 350 MB", async (lesson) => {
    expect((await memoryOf(lesson, 1)).end).toBeLessThanOrEqual(350);
  });

  it("ten of lesson 01 at once take at most 4 GB", async () => {
    const lesson = lessons.find((name) => name.startsWith("01")) as string;
    expect((await memoryOf(lesson, 10)).peak).toBeLessThanOrEqual(4096);
  });

  it("is written down", () => {
    const header = ["lesson", "bare kernel", "models open", "end", "peak", "processor time, s"];
    const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Node ${process.versions.node}`;
    const how =
      "A real kernel that runs the whole lesson, in MB of proportional set size: a page that several processes share counts in parts. " +
      "*Models open* is the most between two cells before the last one, which disposes of the models; *peak* is the most seen, looking five times a second.";
    writeResults(
      "memory",
      `## The memory of a room\n\n${how}\n\n${markdownTable(header, rows)}\n\n${machine}. Made by \`npm run bench -- memory\`.`,
    );
  });
});
