import { createHash } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import {
  type Cell,
  executeNotebook,
  lessonNames,
  lessonsNamed,
  type Notebook,
  notebookPath,
  textOf,
  type Variant,
  variantsOf,
  writeNotebook,
} from "./notebooks.js";
import { venvPython } from "./python.js";
import { run, step, WorkshopError } from "./setup.mjs";
import { changedFiles, committedText } from "./workTree.js";

/**
 * Makes the learner's and the solutions notebook of each lesson (or of those named) from its text, and runs them.
 * A notebook that a person has written in is first copied to `notebooks/mine`.
 */
export async function lessons(root: string, wanted: string[]): Promise<number> {
  const names = lessonsNamed(await lessonNames(root), wanted);
  const read = await readLessons(root, names);
  for (const [i, name] of names.entries()) {
    const lesson = read[i];
    for (const variant of variantsOf(name)) {
      const path = notebookPath(root, name, variant);
      const notebook = lessonVariant(lesson, variant);
      if (await hasAnswers(root, path, notebook)) {
        console.log(
          `  ${fromRoot(root, path)} has been edited: your version is kept as ${await keep(root, path)}`,
        );
      }
      await step(`${name.split("-")[0]} ${variant}`, async () => {
        await writeLesson(root, path, notebook);
        await writeLesson(root, path, await executeNotebook(root, path));
        return { outcome: "written and run", value: undefined };
      });
    }
  }
  return 0;
}

/**
 * Whether overwriting the notebook would lose anything that a person has written in it. Outputs are no loss, since running it
 * makes them again. Without git, an older version of the lesson can't be told from a person's work, so it counts as theirs.
 */
async function hasAnswers(root: string, path: string, next: Notebook): Promise<boolean> {
  if (!existsSync(path)) return false;
  const file = fromRoot(root, path);
  if ((await digest(path)) === (await writtenHere(root))[file]) return false;
  const written = writtenIn(await readFile(path, "utf8"));
  const committed = await committedText(root, file);
  return (
    written !== writtenIn(JSON.stringify(next)) &&
    (committed === undefined || written !== writtenIn(committed))
  );
}

/** What is written in the cells of a notebook file; if the file isn't a notebook, all of it. */
function writtenIn(text: string): string {
  try {
    const { cells } = JSON.parse(text) as Notebook;
    return JSON.stringify(cells.map(({ cell_type, source }) => [cell_type, textOf(source)]));
  } catch {
    return text;
  }
}

/** Copies a notebook to `notebooks/mine`, numbered if there is an earlier copy, and returns the copy's path. */
export async function keep(root: string, path: string): Promise<string> {
  const notebooks = join(root, "notebooks");
  const copy = join(notebooks, "mine", relative(notebooks, path));
  await mkdir(dirname(copy), { recursive: true });
  for (let number = 1; ; number++) {
    const free = number === 1 ? copy : copy.replace(/\.ipynb$/, `-${number}.ipynb`);
    try {
      await copyFile(path, free, constants.COPYFILE_EXCL);
      return fromRoot(root, free);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EEXIST") continue;
      // Half a copy would look like a whole one.
      await rm(free, { force: true });
      throw error;
    }
  }
}

/** Writes a lesson's notebook and records what was written. */
async function writeLesson(root: string, path: string, notebook: Notebook): Promise<void> {
  await writeNotebook(path, notebook);
  const written = { ...(await writtenHere(root)), [fromRoot(root, path)]: await digest(path) };
  await writeFile(memory(root), `${JSON.stringify(written, null, 2)}\n`);
}

/**
 * The lessons' notebooks that a person has filled in, or has only run and saved, as paths from the kit's folder: those that are
 * neither as committed nor as `npm run lessons` last wrote them here. A notebook that a developer has just regenerated is
 * therefore not among them, whether the lesson's text has changed or the code behind its outputs; nothing in the file itself
 * would tell it from one that a learner has run. If git can't tell, no notebook counts as edited.
 */
export async function editedNotebooks(root: string): Promise<string[]> {
  const changed = await changedFiles(root, "notebooks");
  const written = await writtenHere(root);
  const edited: string[] = [];
  for (const name of await lessonNames(root)) {
    for (const variant of variantsOf(name)) {
      const path = notebookPath(root, name, variant);
      const file = fromRoot(root, path);
      if (changed.includes(file) && (await digest(path)) !== written[file]) edited.push(file);
    }
  }
  return edited;
}

/** A path as git writes it, relative to the kit's folder. */
export function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

const memory = (root: string) => join(root, ".cache", "lessons.json");

async function writtenHere(root: string): Promise<Record<string, string | undefined>> {
  try {
    return JSON.parse(await readFile(memory(root), "utf8"));
  } catch {
    return {};
  }
}

/** A file's SHA-256; that of an empty file if it doesn't exist. */
async function digest(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => "");
  return createHash("sha256").update(bytes).digest("hex");
}

/** Reads a lesson's text as a notebook without outputs. */
export async function readLesson(root: string, name: string): Promise<Notebook> {
  const [lesson] = await readLessons(root, [name]);
  return lesson;
}

/** Prints files in jupytext's Markdown as a list of notebooks. */
const asNotebooks =
  "import json, sys, jupytext; print(json.dumps([json.loads(jupytext.writes(jupytext.read(path), 'ipynb')) for path in sys.argv[1:]]))";

/** Reads the texts of lessons (`notebooks/source/<name>.md`) as notebooks without outputs, all with one start of Python. */
export async function readLessons(root: string, names: readonly string[]): Promise<Notebook[]> {
  const sources = names.map((name) => join(root, "notebooks", "source", `${name}.md`));
  const { code, output, errors } = await run(venvPython(root), ["-c", asNotebooks, ...sources]);
  if (code !== 0) {
    throw new WorkshopError(`jupytext can't read ${names.join(", ")}:\n${errors}`);
  }
  const kernelspec = { display_name: "TypeScript", language: "typescript", name: "tslab" };
  return (JSON.parse(output) as Notebook[]).map((notebook) => ({
    ...notebook,
    metadata: { kernelspec },
  }));
}

/** The tag of the cells that each variant leaves out. */
const leftOut = { learner: "solution", solutions: "starter" };

/**
 * The notebook of one variant: an exercise's `starter` cell goes into the learner's, its `solution` cell into the solutions'.
 * Cell ids are numbered, so that the same text always gives the same file.
 */
export function lessonVariant(lesson: Notebook, variant: Variant): Notebook {
  const cells = lesson.cells.filter((cell) => !cell.metadata.tags?.includes(leftOut[variant]));
  return { ...lesson, cells: cells.map(numbered) };
}

function numbered(cell: Cell, index: number): Cell {
  return { ...cell, id: `cell-${String(index + 1).padStart(3, "0")}` };
}
