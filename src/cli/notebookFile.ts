import { readFile, writeFile } from "node:fs/promises";
import { type Notebook, textOf } from "./Notebook.js";

const asLines = (text: string) => text.split(/(?<=\n)/);

/** Writes a notebook as Jupyter does (one space of indentation, text as lists of lines), so that saving it there changes nothing. */
export async function writeNotebook(path: string, notebook: Notebook): Promise<void> {
  const cells = notebook.cells.map((cell) => ({ ...cell, source: asLines(textOf(cell.source)) }));
  await writeFile(path, `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`);
}

/** Reads a notebook file. */
export async function readNotebook(path: string): Promise<Notebook> {
  return JSON.parse(await readFile(path, "utf8")) as Notebook;
}
