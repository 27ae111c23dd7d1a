import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { venvPython } from "./python.js";
import { jupyterEnv, makeRuntimeFolder } from "./server.js";
import { run, WorkshopError } from "./setup.mjs";

/** One output of a code cell, as nbformat 4 stores it. */
export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  name?: "stdout" | "stderr";
  text?: string | string[];
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
}

/** One cell, as nbformat 4 stores it. */
export interface Cell {
  cell_type: "markdown" | "code" | "raw";
  id: string;
  metadata: { tags?: string[] } & Record<string, unknown>;
  source: string | string[];
  execution_count?: number | null;
  outputs?: Output[];
}

/** A notebook file (nbformat 4). */
export interface Notebook {
  cells: Cell[];
  metadata: Record<string, unknown>;
  nbformat: 4;
  nbformat_minor: number;
}

/** A text as one string; nbformat stores it as that or as a list of lines. */
export function textOf(text: string | string[] | undefined): string {
  return Array.isArray(text) ? text.join("") : (text ?? "");
}

const asLines = (text: string) => text.split(/(?<=\n)/);

/** A notebook as Jupyter writes it (indented by one space, texts as lists of lines), so that saving it there changes nothing. */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({ ...cell, source: asLines(textOf(cell.source)) }));
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

/** Writes a notebook file. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  await writeFile(path, notebookText(notebook));
}

/** Reads a notebook file. */
export async function readNotebook(path: string): Promise<Notebook> {
  return JSON.parse(await readFile(path, "utf8")) as Notebook;
}

/**
 * Runs a stored notebook from top to bottom on the real kernel and returns it with its outputs; the file stays unchanged.
 *
 * @param folder where its cells run, by default the notebook's own folder
 */
export async function executeNotebook(
  root: string,
  path: string,
  folder = dirname(path),
): Promise<Notebook> {
  const runtime = await makeRuntimeFolder(root);
  try {
    const program = join(root, "src", "workshop", "execute_notebook.py");
    const { code, output, errors } = await run(venvPython(root), [program, path, folder], {
      env: { ...jupyterEnv(runtime), ...nobodys },
    });
    if (code !== 0) throw new WorkshopError(`${path} can't be run to the end:\n${errors}`);
    return JSON.parse(output) as Notebook;
  } finally {
    await rm(runtime, { recursive: true, force: true });
  }
}

/** What is run here is nobody's progress, shows nobody's, and takes no part in a room's poll. */
const nobodys = { READING_LOGITS_PROGRESS: "off", READING_LOGITS_POLL: "" };

/** The names of the lessons in order, for example `00-start-here`: one for each text in `notebooks/source`. */
export async function lessonNames(root: string): Promise<string[]> {
  const files = await readdir(join(root, "notebooks", "source"));
  return files
    .filter((file) => file.endsWith(".md"))
    .map((file) => file.replace(/\.md$/, ""))
    .sort();
}

/**
 * Those of the lessons whose names contain one of the parts that a person wrote, or all if there are none.
 *
 * @throws {WorkshopError} when no lesson is called so
 */
export function lessonsNamed(all: readonly string[], wanted: readonly string[]): string[] {
  const names = all.filter((name) => wanted.length === 0 || wanted.some((w) => name.includes(w)));
  if (names.length > 0) return names;
  throw new WorkshopError(
    `No lesson is called ${wanted.join(", ")}: choose from ${all.join(", ")}.`,
  );
}

/** A lesson, whose name begins with a number, has a learner's and a solutions notebook; a gallery has nothing to solve. */
export function variantsOf(name: string): readonly Variant[] {
  return /^\d/.test(name) ? variants : ["learner"];
}

/** Where a lesson's notebook is stored: the learner's in `notebooks/`, the solutions in `notebooks/solutions/`. */
export function notebookPath(root: string, name: string, variant: Variant) {
  const folder = variant === "solutions" ? ["notebooks", "solutions"] : ["notebooks"];
  return join(root, ...folder, `${name}.ipynb`);
}

/** A lesson becomes two notebooks: the learner's, with starting points, and the one with the solutions. */
const variants = ["learner", "solutions"] as const;

export type Variant = (typeof variants)[number];
