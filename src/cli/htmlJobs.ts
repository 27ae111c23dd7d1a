import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { CliError } from "./CliError.mjs";
import type { HtmlJob } from "./exportHtml.js";
import { lessonNames, notebookPath } from "./lessons.js";
import type { Notebook } from "./Notebook.js";
import { readNotebook } from "./notebookFile.js";

/**
 * Which notebooks to export, and where to: the kit's own to `notebooks/html`, any other beside itself.
 *
 * @param wanted paths of notebooks (`my.ipynb`) and parts of lessons' names (`03`); none means all lessons
 * @param folder where a relative path starts
 * @throws {CliError} for a notebook that is not there, can't be read or has no outputs, and for an unknown lesson
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
    throw new CliError(
      `No lesson is called ${want}: there are ${lessons.map(({ name }) => name).join(", ")}; a notebook of your own is given by its path, which ends in .ipynb.`,
    );
  });
  const stored = lessons.map(({ path }) => path).filter((path) => existsSync(path));
  const notebooks = wanted.length > 0 ? Array.from(new Set(named)) : stored;
  for (const notebook of notebooks) await requireOutputs(notebook);
  return notebooks.map((notebook) => ({ notebook, page: pageOf(root, notebook) }));
}

/** Pages of the kit lie to one another as their notebooks do, so that links between them keep working. */
function pageOf(root: string, notebook: string): string {
  const page = notebook.replace(/\.ipynb$/, ".html");
  const inside = relative(join(root, "notebooks"), page);
  return inside.startsWith("..") || resolve(inside) === inside
    ? page
    : join(root, "notebooks", "html", inside);
}

async function requireOutputs(path: string): Promise<void> {
  const cells = codeCells(await readJson(path), path);
  if (cells.length > 0 && cells.every(({ outputs }) => !outputs?.length)) {
    throw new CliError(
      `${path} has no outputs, and so nothing to show: run all its cells in JupyterLab, save it, then export it.`,
    );
  }
}

async function readJson(path: string): Promise<Notebook> {
  try {
    return await readNotebook(path);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
    throw new CliError(
      missing
        ? `There is no notebook ${path}: check the path, or run \`npm run lessons\` to write the kit's own.`
        : `${path} can't be read as a notebook: ${(error as Error).message}.`,
    );
  }
}

function codeCells(notebook: Notebook, path: string) {
  if (notebook?.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new CliError(
      `${path} is not a notebook of format 4: open it in JupyterLab and save it, then export it.`,
    );
  }
  return notebook.cells.filter(({ cell_type }) => cell_type === "code");
}
