import { createRequire } from "node:module";
import { join } from "node:path";
import { format, inspect } from "node:util";
import ts from "@tslab/typescript-for-tslab";
import { expect, vi } from "vitest";
import * as kit from "../src/index.js";
import { type DocExample, type ExampleStatement, project, readSource } from "./docExamples.js";

/** Runs an example and compares each statement's value, error or output with its comment. */
export async function runExample({ file, declares, statements }: DocExample): Promise<void> {
  const scope: Record<string, unknown> = { ...kit, ...(await importFile(file)) };
  if (declares && !(declares in scope)) scope[declares] = await importPrivate(file, declares);
  const imported = statements.flatMap(({ imports }) => imports ?? []);
  const modules = new Map(
    await Promise.all(imported.map(async (from) => [from, await importModule(from)] as const)),
  );
  const cell = watchCell();
  const names: Record<string, unknown> = {
    ...scope,
    exports: {},
    require: (from: string) => modules.get(from),
    __check: (i: number, evaluate: () => Promise<unknown[]>) =>
      check(statements[i], evaluate, cell),
  };
  const program = statements.map(({ code, value, isExpression }, i) => {
    const checked = `await __check(${i}, async () => [(${value})]);`;
    return isExpression ? checked : `${code}\n${checked}`;
  });
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  const { outputText } = ts.transpileModule(program.join("\n"), { compilerOptions });
  try {
    // In a block of its own, the example may declare names that are already in scope.
    await new AsyncFunction(...Object.keys(names), `{${outputText}}`)(...Object.values(names));
  } finally {
    cell.end();
  }
}

const AsyncFunction = (async () => {}).constructor as new (
  ...namesAndBody: string[]
) => (...values: unknown[]) => Promise<void>;

async function check(
  { code, isExpression, says }: ExampleStatement,
  evaluate: () => Promise<unknown[]>,
  cell: Cell,
): Promise<void> {
  const [value] = await evaluate();
  expect(value, `${code} gives a promise: await it`).not.toBeInstanceOf(Promise);
  if (says && "value" in says) expect(withPlainArrays(value), code).toEqual(says.value);
  if (says && "prints" in says) {
    const own = isExpression ? ownText(value) : [];
    const written = trimmed(says.prints);
    // A progress bar is drawn at most ten times a second.
    await vi.waitFor(() => {
      const text = trimmed([...cell.texts(), ...own].join("\n"));
      expect(leavesOut(written, text) ? written : text, code).toBe(written);
    });
  }
  cell.clear();
}

/** Whether a text differs from the comment only where the comment has a `…`. */
function leavesOut(written: string, text: string): boolean {
  const parts = written.split("…").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^]*")}$`).test(text);
}

const trimmed = (text: string) => text.replace(/[^\S\n]+$/gm, "");

/** Typed arrays as arrays, at any depth. */
function withPlainArrays(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value, withPlainArrays);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<unknown>);
  }
  if (value === null || typeof value !== "object") return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, withPlainArrays(part)]);
  return Object.fromEntries(entries);
}

/** The text that a kernel shows for a value: that of its display bundle, if it has one. */
function ownText(value: unknown): string[] {
  if (value === undefined) return [];
  const display = (value as Record<symbol, unknown> | null)?.[Symbol.for("Jupyter.display")];
  return [typeof display === "function" ? display.call(value)["text/plain"] : inspect(value)];
}

/** The output under the running cell. */
interface Cell {
  texts(): string[];
  clear(): void;
  end(): void;
}

/** Stands in for the kernel: keeps the text of what is displayed and logged. */
function watchCell(): Cell {
  const outputs: { text: string; id?: string }[] = [];
  const require = createRequire(import.meta.url);
  const door = require.resolve("tslab/dist/jupyter.js");
  const lastWriteDisplayData = ({ data, transient }: Message, update: boolean) => {
    const text = String(data["text/plain"]);
    const shown = update && outputs.find(({ id }) => id === transient.display_id);
    if (shown) shown.text = text;
    else outputs.push({ text, id: transient.display_id });
  };
  require.cache[door] = { exports: { lastWriteDisplayData } } as NodeJS.Module;
  const log = (...values: unknown[]) => {
    outputs.push({ text: format(...values) });
  };
  const spies = [
    vi.spyOn(console, "log").mockImplementation(log),
    vi.spyOn(console, "info").mockImplementation(log),
  ];
  return {
    texts: () => outputs.map(({ text }) => text),
    clear: () => {
      outputs.length = 0;
    },
    end: () => {
      delete require.cache[door];
      for (const spy of spies) spy.mockRestore();
    },
  };
}

interface Message {
  data: Record<string, unknown>;
  transient: { display_id?: string };
}

type Module = Record<string, unknown>;

function importFile(file: string): Promise<Module> {
  return import(/* @vite-ignore */ join(project, file));
}

/** A name that its module doesn't export; the tests' vitest.config.ts makes it accessible. */
async function importPrivate(file: string, name: string): Promise<unknown> {
  const { privately } = await importFile(`${file}?private`);
  return (privately as (name: string) => unknown)(name);
}

/** A module as an example imports it; for the kit's own, the sources that its build is made from. */
function importModule(from: string): Promise<Module> {
  const { exports } = JSON.parse(readSource("package.json"));
  const built = exports[from.replace(/^reading-logits/, ".")]?.default;
  return built
    ? importFile(built.replace("./dist/", "src/").replace(/\.js$/, ".ts"))
    : import(/* @vite-ignore */ from);
}
