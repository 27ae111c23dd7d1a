import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { trackedFiles, untrackedFiles } from "../src/workshop/workTree.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const src = join(root, "src");

/** What a person has put into these folders is theirs: it keeps no rule of the house. */
const theirs = (await trackedFiles(root)) ? await untrackedFiles(root, "src", "test") : [];

/** The files of the kit in one of its two folders of code, relative to it, with `/`. */
export async function filesIn(folder: "src" | "test"): Promise<string[]> {
  const files = await readdir(join(root, folder), { recursive: true });
  return files
    .map((file) => file.split(sep).join("/"))
    .filter((file) => !theirs.includes(`${folder}/${file}`))
    .sort();
}

/** One import of one file of `src`. */
export interface Import {
  /** The file, relative to `src`, with `/`. */
  file: string;
  /** Its folder directly below `src`; for a file outside the rooms, the file itself. */
  room: string;
  /** The package or path that it imports, as it is written. */
  from: string;
  /** Whether it imports types alone, so that nothing is loaded. */
  isType: boolean;
  /** The file of `src` that this refers to, unless it is a package. */
  target?: string;
}

/** The files of `src` that are code, relative to it. The scripts of the page template run in the page alone. */
export const files = (await filesIn("src")).filter(
  (file) => /\.m?[jt]s$/.test(file) && !/(^page\/.*\.js$|labextension\/)/.test(file),
);

/** The code of a file of `src`. */
export const codeOf = (file: string): Promise<string> => readFile(join(src, file), "utf8");

/** All imports in `src`, except those in comments. */
export const imports: Import[] = (await Promise.all(files.map(importsOf))).flat();

async function importsOf(file: string): Promise<Import[]> {
  const code = (await codeOf(file)).replace(/^\s*(\*|\/\/|\/\*).*$/gm, "");
  const found = code.matchAll(
    /(?:^(?:import|export)\b[^"';=]*?\bfrom\s+|\bimport\s*\(?\s*|\brequire(?:\.resolve)?(?:\?\.)?\()["']([^"']+)["']/gm,
  );
  const [room] = file.split("/");
  return Array.from(found, ([statement, from]) => {
    const isType = /^(import|export) type\b/.test(statement);
    if (!from.startsWith(".")) return { file, room, from, isType };
    const path = relative(src, join(src, dirname(file), from))
      .split(sep)
      .join("/");
    const target = [path, path.replace(/\.js$/, ".ts")].find((each) => files.includes(each));
    if (!target) throw new Error(`${file} imports ${from}, which isn't there`);
    return { file, room, from, isType, target };
  });
}

/** The files of `src` that a file imports. */
export function importedBy(file: string): string[] {
  const targets = imports.filter((each) => each.file === file).map(({ target }) => target ?? "");
  return [...new Set(targets)].filter((target) => target !== "");
}

/** A file and all that it imports, directly or through others: the files to open to read it whole. */
export function filesToOpen(file: string): string[] {
  const open = new Set([file]);
  for (const each of open) for (const target of importedBy(each)) open.add(target);
  return [...open];
}
