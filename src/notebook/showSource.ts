import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type ts from "@tslab/typescript-for-tslab";
import { isWholeKit, projectRoot, showPath } from "../project.js";
import { codeBlock } from "./codeBlock.js";
import { displayBundle } from "./display.js";
import { kernelTypeScript } from "./kernel.js";
import { NotebookError } from "./NotebookError.js";

/**
 * Shows the source of one of the kit's functions or classes, with its doc comment, highlighted: the very code that runs.
 *
 * @throws {NotebookError} when it isn't the kit's, even if it has the same name as something that is
 *
 * @example showSource(softmax) // prints: src/logits/softmax.ts…
 */
export function showSource(fn: (...args: never[]) => unknown): void;
export function showSource(fn: abstract new (...args: never[]) => unknown): void;
export function showSource(fn: unknown): void {
  const { file, code } = sourceOf(fn);
  const name = showPath(file);
  displayBundle({
    "text/markdown": `**${name}**\n\n${codeBlock("typescript", code)}`,
    "text/plain": `${name}\n\n${code}`,
  });
}

interface Source {
  file: string;
  code: string;
}

/** Searches the build for the function's own text, which appears there word for word, and goes from there to the source. */
function sourceOf(fn: unknown): Source {
  if (typeof fn !== "function") {
    throw new NotebookError(`showSource needs a function of the kit, got ${typeof fn}`);
  }
  if (!isWholeKit()) {
    throw new NotebookError(
      "showSource needs the sources, which only a copy of the kit has: this is the installed package",
    );
  }
  const dist = join(projectRoot(), "dist");
  for (const built of filesOf(dist)) {
    if (!isDeclaredIn(readFileSync(built, "utf8"), fn)) continue;
    const inRooms = relative(dist, built).replace(/\.js$/, ".ts");
    const file = join(projectRoot(), "src", inRooms);
    // A build may still contain a file whose source has moved.
    const code = existsSync(file) && declarationIn(readFileSync(file, "utf8"), fn.name);
    if (code) return { file, code };
  }
  throw new NotebookError(
    `showSource shows functions that reading-logits exports; \`${fn.name || "(no name)"}\` is not one of them`,
  );
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".js"))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Only a whole declaration at the left margin counts: a cell's `(x) => x` is part of many of the kit's functions. */
function isDeclaredIn(built: string, fn: { name: string }): boolean {
  const text = String(fn);
  return [text, `const ${fn.name} = ${text};`].some(
    (line) => `\n${built}`.includes(`\n${line}`) || built.includes(`\nexport ${line}`),
  );
}

/**
 * Cuts one top-level function or class out of TypeScript code: its doc comment, its overloads, its body.
 *
 * @example declarationIn("const a = 1;\n\n// Twice.\nfunction twice(x: number) {\n  return 2 * x;\n}", "twice")
 * // "// Twice.\nfunction twice(x: number) {\n  return 2 * x;\n}"
 */
export function declarationIn(code: string, name: string): string | undefined {
  const ts = kernelTypeScript();
  const file = ts.createSourceFile("source.ts", code, ts.ScriptTarget.Latest);
  const own = file.statements.filter((statement) => declares(ts, statement, name));
  const [first, last] = [own.at(0), own.at(-1)];
  if (!first || !last) return undefined;
  // A blank line separates the comments directly above from those about something else.
  const comments = ts.getLeadingCommentRanges(code, first.pos) ?? [];
  const start = comments.reduceRight(
    (below, { pos, end }) => (/\n\s*\n/.test(code.slice(end, below)) ? below : pos),
    first.getStart(file),
  );
  return code.slice(start, last.end);
}

function declares(typescript: typeof ts, statement: ts.Statement, name: string): boolean {
  const isNamed = (node: ts.Node | undefined) =>
    node !== undefined && typescript.isIdentifier(node) && node.text === name;
  if (typescript.isFunctionDeclaration(statement) || typescript.isClassDeclaration(statement)) {
    return isNamed(statement.name);
  }
  if (!typescript.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.some((declaration) => isNamed(declaration.name));
}
