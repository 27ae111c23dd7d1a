import { cp, mkdir, readdir, stat, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import {
  lessonNames,
  type Notebook,
  notebookPath,
  type Output,
  readNotebook,
  textOf,
  variantsOf,
} from "./notebooks.js";
import { cellModules, exportsOfKit } from "./siteBundles.js";

/** The rooms of `src/` whose code a learner may want to read beside a lesson. */
const rooms = ["charts", "data", "evaluate", "logits", "model", "notebook", "trainer"];

/** Lays out the files that a learner sees in JupyterLite as they lie in the project: `notebooks/`, `data/` and `src/`. */
export async function writeContents(root: string, folder: string): Promise<void> {
  for (const name of await lessonNames(root)) {
    for (const variant of variantsOf(name)) {
      const path = notebookPath(root, name, variant);
      const target = join(folder, relative(root, path));
      await mkdir(dirname(target), { recursive: true });
      const notebook = joinTexts(await readNotebook(path));
      await writeFile(target, `${JSON.stringify(notebook, null, 1)}\n`);
    }
  }
  const folders = [
    "notebooks/images",
    "data",
    ...rooms.map((room) => `src/${room}`),
    "src/index.ts",
  ];
  for (const each of folders) {
    await cp(join(root, each), join(folder, each), {
      recursive: true,
      filter: (path) => !/[\\/]making([\\/]|$)/.test(path),
    });
  }
  const { sources } = await exportsOfKit(root);
  await writeFile(join(folder, "src", "sources.json"), JSON.stringify(sources));
}

/** JupyterLite shows notebooks as they are stored, and its parts take a text for one string: a list of lines breaks them. */
function joinTexts(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => {
    const outputs = cell.outputs?.map(joinOutput);
    return { ...cell, source: textOf(cell.source), ...(outputs && { outputs }) };
  });
  return { ...notebook, cells };
}

function joinOutput(output: Output): Output {
  const isTexts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((line) => typeof line === "string");
  const { text, data } = output;
  const joined = Object.entries(data ?? {}).map(([type, value]) => {
    const isJson = /json$/.test(type);
    return [type, !isJson && isTexts(value) ? value.join("") : value];
  });
  return {
    ...output,
    ...(text !== undefined && { text: textOf(text) }),
    ...(data && { data: Object.fromEntries(joined) }),
  };
}

/**
 * Writes what the kernel must know before it asks for anything: which files the site has, of which size, and what can be imported.
 *
 * @param live the folder of JupyterLite
 * @param version by which the browser's store is named
 */
export async function writeListing(root: string, live: string, version: string): Promise<void> {
  const [files, kit] = [join(live, "files"), join(live, "kit")];
  const sizes: Record<string, number> = {};
  for (const path of await filesBelow(files)) sizes[path] = (await stat(join(files, path))).size;
  const { types } = await exportsOfKit(root);
  // What only a few lessons load is kept when it has been loaded.
  const offline = (await filesBelow(kit)).filter(
    (file) => !/^page\/|mathjs|vega|build-/.test(file),
  );
  const listing = { version, sizes, types, modules: cellModules, offline };
  await writeFile(join(kit, "listing.json"), JSON.stringify(listing));
}

/** The files below a folder, with `/`, in order. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
}
