import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fromRoot, keep, lessonVariant, readLesson } from "./lessons.js";
import {
  type Cell,
  lessonNames,
  type Notebook,
  notebookPath,
  notebookText,
  textOf,
  type Variant,
  variantsOf,
} from "./notebooks.js";
import { venvPython } from "./python.js";
import { WorkshopError } from "./setup.mjs";
import { committedText } from "./workTree.js";

/**
 * Puts one lesson back as it came, its learner's and its solutions notebook, and keeps the person's version in `notebooks/mine`
 * first. Without a lesson, only says what would happen to each.
 */
export async function reset(root: string, args: string[]): Promise<number> {
  const names = await lessonNames(root);
  if (args.length === 0) {
    for (const name of names) await eachVariant(root, name, wouldPutBack);
    console.log(`\nnpm run reset -- ${names[0].split("-")[0]} puts that lesson back.`);
    return 0;
  }
  const name = lessonCalled(args, names);
  const outcomes = await eachVariant(root, name, putBack);
  if (outcomes.some((outcome) => outcome !== asItCame)) {
    console.log("\nIf it is open in JupyterLab: menu File, then Reload Notebook from Disk.");
  }
  return 0;
}

/** The lesson that `01`, `1`, a part of its name or a path to its notebook stands for. */
export function lessonCalled(args: string[], names: string[]): string {
  const [wanted] = args;
  if (args.length > 1) {
    throw new WorkshopError(
      `reset takes one lesson at a time, and ${args.length} were named: nothing was changed.`,
    );
  }
  const asked = basename(wanted.replaceAll("\\", "/"))
    .replace(/\.(ipynb|md)$/, "")
    .toLowerCase();
  const start = /^\d+$/.test(asked) ? `${asked.padStart(2, "0")}-` : undefined;
  const found = names.includes(asked)
    ? [asked]
    : names.filter((name) => (start ? name.startsWith(start) : name.includes(asked)));
  if (found.length === 1) return found[0];
  throw new WorkshopError(
    found.length === 0
      ? `No lesson is called ${JSON.stringify(wanted)}: choose from ${names.join(", ")}.`
      : `${JSON.stringify(wanted)} could be ${found.join(" or ")}: write more of the name.`,
  );
}

/** A lesson's notebook in its place, and what belongs there. */
interface Place {
  path: string;
  came: string;
  /** Whether what is there now is what came, or `undefined` if nothing is there. */
  isAsItCame: boolean | undefined;
}

const asItCame = "as it came: nothing to do";

async function eachVariant(
  root: string,
  name: string,
  act: (root: string, place: Place) => Promise<string>,
): Promise<string[]> {
  const outcomes: string[] = [];
  let text: Promise<Notebook> | undefined;
  const readText = () => {
    text ??= readLesson(root, name);
    return text;
  };
  for (const variant of variantsOf(name)) {
    const outcome = await act(root, await placeOf(root, name, variant, readText));
    outcomes.push(outcome);
    const title = variant === "solutions" ? `${name}, solutions` : name;
    console.log(`  ${title.padEnd(29)}${outcome}`);
  }
  return outcomes;
}

async function wouldPutBack(_root: string, { isAsItCame }: Place): Promise<string> {
  if (isAsItCame) return asItCame;
  return isAsItCame === undefined
    ? "is gone: would be put back"
    : "would be put back, after yours is kept in notebooks/mine";
}

async function putBack(root: string, { path, came, isAsItCame }: Place): Promise<string> {
  if (isAsItCame) return asItCame;
  const copy = isAsItCame === undefined ? undefined : await keepOrSayWhy(root, path);
  await replace(path, came).catch((error) => {
    const kept = copy === undefined ? "" : ` (a copy of yours is ${copy})`;
    throw new WorkshopError(
      `${fromRoot(root, path)} can't be put back (${error.code}): it is unchanged${kept}.`,
    );
  });
  return copy === undefined ? "put back" : `put back; yours is kept as ${copy}`;
}

function keepOrSayWhy(root: string, path: string): Promise<string> {
  return keep(root, path).catch((error) => {
    throw new WorkshopError(
      `${fromRoot(root, path)} is unchanged, because no copy of it can be kept in notebooks/mine (${error.code}).`,
    );
  });
}

/** Writes a file in one go: whoever stops it in between leaves the old one. */
async function replace(path: string, text: string): Promise<void> {
  const unfinished = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(unfinished, text);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Asks git first; without git, the notebook is made again from the lesson's text, with the outputs that are stored beside it. */
async function placeOf(
  root: string,
  name: string,
  variant: Variant,
  readText: () => Promise<Notebook>,
): Promise<Place> {
  const path = notebookPath(root, name, variant);
  const now = existsSync(path) ? await readFile(path, "utf8") : undefined;
  const committed = await committedText(root, fromRoot(root, path));
  if (committed !== undefined) {
    // git may have been told to write the line ends of Windows.
    const isAsItCame = now === undefined ? undefined : now.replaceAll("\r\n", "\n") === committed;
    return { path, came: committed, isAsItCame };
  }
  if (!existsSync(venvPython(root))) {
    throw new WorkshopError(
      "Without git, a lesson is made again from its text, which needs the kit's Python packages: run npm run setup first, then the command again.",
    );
  }
  const made = await madeAgain(root, name, lessonVariant(await readText(), variant));
  const isAsItCame = now === undefined ? undefined : shownIn(parsed(now)) === shownIn(made);
  return { path, came: notebookText(made), isAsItCame };
}

/**
 * A lesson's notebook with outputs, without running it: they are those of the same cells in the solutions, which people rarely
 * change, or in the learner's notebook; a cell that neither has stays empty.
 */
async function madeAgain(root: string, name: string, lesson: Notebook): Promise<Notebook> {
  const stored = await Promise.all(
    [...variantsOf(name)].reverse().map(async (each) => {
      return parsed(await readFile(notebookPath(root, name, each), "utf8").catch(() => ""));
    }),
  );
  const codes = stored.map((notebook) => notebook?.cells.filter(isCode) ?? []);
  const metadata = stored.find((notebook) => notebook?.metadata)?.metadata ?? lesson.metadata;
  return { ...lesson, metadata, cells: lesson.cells.map((cell) => withOutputs(cell, codes)) };
}

const isCode = ({ cell_type }: Cell) => cell_type === "code";

/** A cell with the outputs of the first stored one that has the same code; that one is then used up. */
function withOutputs(cell: Cell, stored: Cell[][]): Cell {
  if (!isCode(cell)) return cell;
  for (const cells of stored) {
    const place = cells.findIndex(({ source }) => textOf(source) === textOf(cell.source));
    if (place === -1) continue;
    const [{ outputs = [], execution_count = null }] = cells.splice(place, 1);
    return { ...cell, outputs, execution_count };
  }
  return { ...cell, outputs: [], execution_count: null };
}

function parsed(text: string): Notebook | undefined {
  try {
    const notebook = JSON.parse(text) as Notebook;
    return Array.isArray(notebook.cells) ? notebook : undefined;
  } catch {
    return undefined;
  }
}

/** What a reader sees of a notebook: its cells and their outputs, however the file splits their lines. */
function shownIn(notebook: Notebook | undefined): string | undefined {
  const cells = notebook?.cells.map((cell) => [cell.cell_type, cell.source, cell.outputs ?? []]);
  const joined = (_: string, value: unknown) =>
    Array.isArray(value) && value.every((line) => typeof line === "string") && value.length > 0
      ? value.join("")
      : value;
  return JSON.stringify(cells, joined);
}
