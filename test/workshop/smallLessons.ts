import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Notebook, textOf, writeNotebook } from "../../src/workshop/notebooks.js";
import { plainFolder } from "./gitFolder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The notebooks of the small kit's only lesson. */
export const learners = "notebooks/00-sum.ipynb";
export const solved = "notebooks/solutions/00-sum.ipynb";

/** The text of that lesson, which is one exercise. */
export const lessonText = [
  '```typescript tags=["starter"]',
  "const sum: number | undefined = undefined;",
  "```",
  "",
  '```typescript tags=["solution"]',
  "const sum: number | undefined = 2;",
  "```",
  "",
].join("\n");

/** Writes one of the notebooks with this answer in its exercise, as a person who ran the cell that many times would have saved it. */
export async function answer(folder: string, path: string, value: string, runs = 1): Promise<void> {
  const notebook: Notebook = {
    cells: [
      {
        cell_type: "code",
        id: "cell-001",
        metadata: { tags: [path === learners ? "starter" : "solution"] },
        source: `const sum: number | undefined = ${value};`,
        execution_count: runs,
        outputs: [],
      },
    ],
    metadata: {
      kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await writeNotebook(join(folder, path), notebook);
}

/** The answer in a notebook's exercise. */
export async function answerIn(path: string): Promise<string | undefined> {
  const { cells } = JSON.parse(await readFile(path, "utf8")) as Notebook;
  return /= (.*);/.exec(textOf(cells[0].source))?.[1];
}

/** The answers in the copies that were kept, by the copy's path. */
export async function kept(folder: string): Promise<Record<string, string | undefined>> {
  const mine = join(folder, "notebooks", "mine");
  const files = await readdir(mine, { recursive: true }).catch(() => []);
  const notebooks = files.filter((file) => file.endsWith(".ipynb")).sort();
  const answers = notebooks.map(async (file) => [file, await answerIn(join(mine, file))]);
  return Object.fromEntries(await Promise.all(answers));
}

/** A kit with one small lesson and everything needed to run it; not a git repository yet. */
export async function smallLessons(): Promise<string> {
  const files = {
    ".gitignore": ".cache/\n.venv\nnode_modules\nsrc\n",
    "package.json": "{}\n",
    "notebooks/source/00-sum.md": lessonText,
    [learners]: "",
    [solved]: "",
  };
  const folder = await plainFolder(root, files, ".venv", "node_modules", "src");
  await answer(folder, learners, "undefined");
  await answer(folder, solved, "2");
  return folder;
}
