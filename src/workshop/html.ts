import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { lessonNames, type Notebook, notebookPath, readNotebook } from "./notebooks.js";
import { venvPython } from "./python.js";
import { run, step, WorkshopError } from "./setup.mjs";

/**
 * Writes each lesson (or those named, or the notebooks whose paths are given) as one self-contained page: live charts,
 * nothing from the network. The notebooks are exported as they are stored; nothing is run.
 */
export async function html(root: string, wanted: string[]): Promise<number> {
  // npm changes to the project's folder, but a person types paths from where they are.
  const jobs = await htmlJobs(root, wanted, process.env.INIT_CWD ?? process.cwd());
  const problems = await step("pages", async () => ({
    value: await exportHtml(root, jobs),
    outcome: jobs.length === 1 ? "1 written" : `${jobs.length} written`,
  }));
  console.log(`\n${(await Promise.all(jobs.map((job) => line(root, job)))).join("\n")}`);
  if (problems.length > 0) console.log(`\n${problems.map((each) => `  ${each}`).join("\n")}`);
  return 0;
}

async function line(root: string, { page }: HtmlJob): Promise<string> {
  const near = relative(root, page);
  const megabytes = (await stat(page)).size / 1e6;
  return `  ${near.startsWith("..") ? page : near}  ${megabytes.toFixed(1)} MB`;
}

/**
 * Which notebooks to export, and where to: the kit's own to `notebooks/html`, any other to a page beside it.
 *
 * @param wanted paths of notebooks (`my.ipynb`) and parts of lesson names (`03`); if empty, all lessons
 * @param folder where relative paths start
 * @throws {WorkshopError} when a notebook doesn't exist, can't be read or has no outputs, or a lesson is unknown
 */
export async function htmlJobs(
  root: string,
  wanted: readonly string[],
  folder: string,
): Promise<HtmlJob[]> {
  const lessons = (await lessonNames(root)).map((name) => ({
    name,
    path: notebookPath(root, name, "learner"),
  }));
  const named = wanted.flatMap((want) => {
    if (want.endsWith(".ipynb")) return [resolve(folder, want)];
    const found = lessons.filter(({ name }) => name.includes(want));
    if (found.length > 0) return found.map(({ path }) => path);
    throw new WorkshopError(
      `No lesson is called ${want}: choose from ${lessons.map(({ name }) => name).join(", ")}, or give the path of a notebook of your own, which ends in .ipynb.`,
    );
  });
  const stored = lessons.map(({ path }) => path).filter((path) => existsSync(path));
  const notebooks = wanted.length > 0 ? Array.from(new Set(named)) : stored;
  for (const notebook of notebooks) await requireOutputs(notebook);
  return notebooks.map((notebook) => ({ notebook, page: pageOf(root, notebook) }));
}

/** The kit's pages are placed relative to one another as their notebooks are, so that links between them keep working. */
function pageOf(root: string, notebook: string): string {
  const page = notebook.replace(/\.ipynb$/, ".html");
  const inside = relative(join(root, "notebooks"), page);
  return inside.startsWith("..") || resolve(inside) === inside
    ? page
    : join(root, "notebooks", "html", inside);
}

async function requireOutputs(path: string): Promise<void> {
  const notebook = await readJson(path);
  const cells = codeCells(notebook, path);
  checkDepth(notebook, path);
  if (cells.length > 0 && cells.every(({ outputs }) => !outputs?.length)) {
    throw new WorkshopError(
      `${path} has no outputs, so there is nothing to show: run all its cells in JupyterLab, save it, then export it.`,
    );
  }
}

async function readJson(path: string): Promise<Notebook> {
  try {
    return await readNotebook(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new WorkshopError(
      missing
        ? `There is no notebook ${path}: check the path, or run \`npm run lessons\` to write the kit's own notebooks.`
        : `${path} can't be read as a notebook: ${(error as Error).message}.`,
    );
  }
}

function codeCells(notebook: Notebook, path: string) {
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new WorkshopError(
      `${path} is not a notebook of format 4: open it in JupyterLab, save it, then export it.`,
    );
  }
  return notebook.cells.filter((cell) => cell?.cell_type === "code");
}

/** More lists and objects inside one another than any chart has; Python gives up at a thousand. */
const deepest = 100;

function checkDepth(notebook: Notebook, path: string): void {
  const { cells, ...rest } = notebook;
  const index = cells.findIndex((cell) => isDeep(cell, deepest));
  if (index < 0 && !isDeep(rest, deepest)) return;
  const place = index < 0 ? "its metadata" : `its cell ${index + 1}`;
  throw new WorkshopError(
    `${path} can't be exported: ${place} has lists or objects nested more than ${deepest} deep; leave them out.`,
  );
}

function isDeep(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeep(inner, levels - 1));
}

/** A notebook and the page that it becomes, as absolute paths. */
interface HtmlJob {
  notebook: string;
  page: string;
}

/**
 * Writes the pages of stored notebooks in one go, since starting nbconvert takes longer than any page.
 *
 * @returns what the pages lack, a sentence each, with notebook and cell (counted from 1)
 */
export async function exportHtml(root: string, jobs: readonly HtmlJob[]): Promise<string[]> {
  const program = join(root, "src", "workshop", "export_html.py");
  const paths = jobs.flatMap(({ notebook, page }) => [notebook, page]);
  const { code, output, errors } = await run(venvPython(root), [program, root, ...paths]);
  // Python's last line says what went wrong; those before it say where.
  const reason = errors.trim().split("\n").at(-1);
  if (code !== 0) throw new WorkshopError(`The pages could not be written: ${reason}`);
  return output.split(/\r?\n/).filter(Boolean);
}
