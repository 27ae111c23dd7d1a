import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { exportHtml } from "../../src/workshop/html.js";
import { type Cell, type Output, writeNotebook } from "../../src/workshop/notebooks.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A Markdown cell. */
export function markdown(source: string): Cell {
  return { cell_type: "markdown", id: "text", metadata: {}, source };
}

/** A code cell with one output in the given forms. */
export function output(
  data: Record<string, unknown>,
  metadata: Record<string, unknown> = {},
): Cell {
  return code("show(chart);", { output_type: "display_data", data, metadata });
}

/** A code cell. */
export function code(source: string, ...outputs: Output[]): Cell {
  return { cell_type: "code", id: "code", metadata: {}, source, execution_count: 1, outputs };
}

/** An exported page: its path, and its text with and without its own scripts and styles. */
export interface Page {
  path: string;
  whole: string;
  text: string;
}

/** Where the notebooks are; tests that run at the same time can't remove their own. */
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

type Job = Parameters<typeof exportHtml>[1][number];

let waiting: { jobs: Job[]; exported: Promise<unknown> } | undefined;

/** Exports the notebooks of tests that run at the same time in one go: starting Python takes longer than a page. */
function exportTogether(job: Job): Promise<unknown> {
  if (!waiting) {
    const jobs: Job[] = [];
    const exported = new Promise((resolve) => setTimeout(resolve, 300)).then(() => {
      waiting = undefined;
      return exportHtml(root, jobs);
    });
    waiting = { jobs, exported };
  }
  waiting.jobs.push(job);
  return waiting.exported;
}

/** Exports a notebook of these cells, called `my.ipynb`, in an empty folder of the test's own. */
export async function exportPage(
  cells: readonly Cell[],
  prepare: (folder: string) => Promise<void> = async () => {},
): Promise<Page> {
  const folder = await mkdtemp(join(tmpdir(), "prédire logits "));
  folders.push(folder);
  await prepare(folder);
  const [notebook, page] = [join(folder, "my.ipynb"), join(folder, "pages", "my.html")];
  const numbered = cells.map((cell, i) => ({ ...cell, id: `${cell.id}-${i}` }));
  await writeNotebook(notebook, {
    cells: numbered,
    metadata: { language_info: { name: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  });
  await exportTogether({ notebook, page });
  const whole = await readFile(page, "utf8");
  return { path: page, whole, text: whole.replace(/<(script|style)>[\s\S]*?<\/\1>/g, "<$1></$1>") };
}
