import { cp, mkdir, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { editedNotebooks, fromRoot } from "../../src/workshop/lessons.js";
import {
  executeNotebook,
  type Notebook,
  notebookPath,
  type Variant,
} from "../../src/workshop/notebooks.js";
import { committedText } from "../../src/workshop/workTree.js";

/** Where the tests find a lesson's notebook: in its usual place or, if a person has edited it, in a copy of the committed one. */
export async function judgedNotebook(
  root: string,
  name: string,
  variant: Variant,
): Promise<string> {
  const path = notebookPath(root, name, variant);
  const file = fromRoot(root, path);
  return (await editedNotebooks(root)).includes(file) ? committedCopy(root, file) : path;
}

/** Runs the notebook that the tests judge in the folder where a person would run it, since its relative paths start there. */
export async function runJudged(root: string, name: string, variant: Variant): Promise<Notebook> {
  const folder = dirname(notebookPath(root, name, variant));
  return executeNotebook(root, await judgedNotebook(root, name, variant), folder);
}

/** Copies the folder of notebooks, with each lesson as the tests judge it. */
export async function copyLessons(root: string, folder: string): Promise<void> {
  await cp(join(root, "notebooks"), folder, { recursive: true });
  for (const file of await editedNotebooks(root)) {
    await cp(await committedCopy(root, file), join(folder, relative("notebooks", file)));
  }
}

async function committedCopy(root: string, file: string): Promise<string> {
  const text = await committedText(root, file);
  if (text === undefined) throw new Error(`git can't show ${file} as it was committed`);
  const copy = join(root, ".cache", "committed", file);
  await mkdir(dirname(copy), { recursive: true });
  await writeFile(copy, text);
  return copy;
}
