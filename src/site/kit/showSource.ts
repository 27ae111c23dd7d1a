import { readFileSync } from "node:fs";
import path from "node:path";
import { codeBlock } from "../../notebook/codeBlock.js";
import { displayBundle } from "../../notebook/display.js";
import { NotebookError } from "../../notebook/NotebookError.js";
import { projectRoot } from "../../project.js";
import { pageKernel } from "./pageKernel.js";

/** The source of each function and class that the kit exports, by name, as the site's build has written it down. */
export type Sources = Record<string, { file: string; code: string }>;

/** The file of the sources, in the folder that stands for the project's. */
export const sourcesFile = "src/sources.json";

/**
 * The browser's half of `notebook/showSource.ts`: the code that runs here has been minified, so its sources were written down when the
 * site was built.
 *
 * @throws {NotebookError} when it isn't the kit's, even if it has the same name as something that is
 */
export function showSource(fn: unknown): void {
  if (typeof fn !== "function") {
    throw new NotebookError(`showSource needs a function of the kit, got ${typeof fn}`);
  }
  const source = isExported(fn) ? sources()[fn.name] : undefined;
  if (!source) {
    throw new NotebookError(
      `showSource shows functions that reading-logits exports; \`${fn.name || "(no name)"}\` is not one of them`,
    );
  }
  const { file, code } = source;
  displayBundle({
    "text/markdown": `**${file}**\n\n${codeBlock("typescript", code)}`,
    "text/plain": `${file}\n\n${code}`,
  });
}

function isExported(fn: { name: string }): boolean {
  const modules = [...(pageKernel()?.modules.values() ?? [])];
  return modules.some((module) => module[fn.name] === fn);
}

let read: Sources | undefined;

/** All of the kit's sources; read once. */
export function sources(): Sources {
  read ??= JSON.parse(String(readFileSync(path.join(projectRoot(), sourcesFile), "utf8")));
  return read as Sources;
}
