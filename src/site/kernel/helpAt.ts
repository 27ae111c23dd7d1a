import { calleeBefore } from "../../notebook/calleeBefore.js";
import { codeBlock } from "../../notebook/codeBlock.js";
import type { Completions, Help } from "./messages.js";

/** What the kit's sources say about a function or class: its declaration with its doc comment. */
export type SourceOf = (name: string) => { code: string } | undefined;

/**
 * The help for the name at the cursor or, inside the brackets of a call, for what is called: its signature and its doc comment.
 *
 * @param cursor the number of UTF-16 units before the cursor
 */
export function helpAt(code: string, cursor: number, sourceOf: SourceOf): Help | undefined {
  const callee = calleeBefore(code, cursor);
  const places = callee === undefined ? [cursor] : [cursor, callee + 1];
  for (const place of places) {
    const source = sourceOf(wordAt(code, place));
    if (source) return helpOf(source.code);
  }
  return undefined;
}

function wordAt(code: string, cursor: number): string {
  const before = /[\w$]*$/.exec(code.slice(0, cursor))?.[0] ?? "";
  return before + (/^[\w$]*/.exec(code.slice(cursor))?.[0] ?? "");
}

/** A declaration up to its body, and its doc comment as Markdown. */
function helpOf(code: string): Help {
  const [comment = ""] = /^\/\*\*[\s\S]*?\*\//.exec(code) ?? [];
  const declaration = code.slice(comment.length).trim();
  // The body begins at the first brace that ends a line.
  const signature = declaration.split(/ ?[{]\n/)[0].replace(/ ?[{]$/, "");
  const words = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^ *\* ?/gm, "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .trim();
  const [text, ...examples] = words.split(/^[@]example ?/m);
  const tags = text.replace(/^@(\w+) ?/gm, "\n*$1* ");
  const shown = examples.map((each) => codeBlock("typescript", each.trim()));
  return {
    markdown: [codeBlock("typescript", signature), tags.trim(), ...shown].join("\n\n"),
    text: `${signature}\n\n${words}`,
  };
}

/** What there is to choose from. */
interface Known {
  values: Readonly<Record<string, unknown>>;
  modules: ReadonlyMap<string, Record<string, unknown>>;
}

/**
 * What may stand at the cursor: the names of the cells and of the modules that they have imported, or, after a dot, the properties of the
 * value before it. No getter is called.
 *
 * @example completionsAt("sof", 3, { values: { softmax: 1, sofa: 2, other: 3 }, modules: new Map() }).matches // ["sofa", "softmax"]
 */
export function completionsAt(
  code: string,
  cursor: number,
  { values, modules }: Known,
): Completions {
  const before = code.slice(0, cursor);
  const [, path = "", begun = ""] = /((?:[\w$]+\.)*)([\w$]*)$/.exec(before) ?? [];
  const names =
    path === "" ? [...Object.keys(values), ...exported(modules)] : propertiesOf(path, values);
  const matches = [...new Set(names)].filter((name) => name.startsWith(begun)).sort();
  return { matches, start: cursor - begun.length, end: cursor };
}

function exported(modules: Known["modules"]): string[] {
  return [...modules.entries()].flatMap(([name, module]) =>
    name.startsWith("reading-logits") ? Object.keys(module) : [],
  );
}

function propertiesOf(path: string, values: Readonly<Record<string, unknown>>): string[] {
  let value: unknown = values;
  for (const name of path.split(".").slice(0, -1)) value = fieldOf(value, name);
  const names = new Set<string>();
  for (let at = value; isObject(at) && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at))
      if (/^[A-Za-z_$]/.test(name)) names.add(name);
  }
  names.delete("constructor");
  return [...names];
}

function fieldOf(value: unknown, name: string): unknown {
  for (let at = value; isObject(at); at = Object.getPrototypeOf(at)) {
    const field = Object.getOwnPropertyDescriptor(at, name);
    if (field) return field.value;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
