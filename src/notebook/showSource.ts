import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { displayBundle } from "./display.js";
import { NotebookError } from "./NotebookError.js";

/** The project's folder: this file is two below it, in `src/notebook` and in `dist/notebook` alike. */
const project = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Shows the source file of one of the kit's functions or classes, highlighted: the very code that ran.
 *
 * Throws `NotebookError` for anything that isn't the kit's, also for a function of a cell that only has the same name.
 *
 * @example showSource(softmax) // prints: src/logits/softmax.ts…
 */
export function showSource(fn: (...args: never[]) => unknown): void;
export function showSource(fn: abstract new (...args: never[]) => unknown): void;
export function showSource(fn: unknown): void {
  const file = sourceOf(fn);
  const code = readFileSync(file, "utf8").trimEnd();
  const name = relative(project, file).split(sep).join("/");
  // A fence must be longer than any run of backticks in the code (doc comments have some).
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  displayBundle({
    "text/markdown": `**${name}**\n\n${fence}typescript\n${code}\n${fence}`,
    "text/plain": `${name}\n\n${code}`,
  });
}

/** Finds `src/…/name.ts` for a function whose built code stands in `dist/…/name.js`, word for word. */
function sourceOf(fn: unknown): string {
  if (typeof fn !== "function") {
    throw new NotebookError(`showSource needs a function of the kit, got ${typeof fn}`);
  }
  const built = filesNamed(`${fn.name}.js`, join(project, "dist"));
  const own = built.find((file) => readFileSync(file, "utf8").includes(String(fn)));
  if (own === undefined) {
    throw new NotebookError(
      `showSource shows functions that reading-logits exports; \`${fn.name || "(no name)"}\` is not one of them`,
    );
  }
  const inRoom = relative(join(project, "dist"), dirname(own));
  return join(project, "src", inRoom, `${fn.name}.ts`);
}

function filesNamed(name: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name === name)
    .map((entry) => join(entry.parentPath, entry.name));
}
