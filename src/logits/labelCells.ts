import { isList } from "./checkLogits.js";

/** One label as it is stored. */
export interface LabelCell {
  /** What it says: a number (`1`, `1n`, `"1.0"`, `"LABEL_1"`), a truth value, a class's name, a list of these, or nothing of the kind. */
  readonly kind: "number" | "boolean" | "name" | "list" | "missing" | "other";
  /** The number, or 1 and 0 for true and false. */
  readonly number: number;
  /** The items of a list. */
  readonly items: readonly LabelCell[];
  /** The cell itself, for errors. */
  readonly value: unknown;
}

/** What a number looks like in a file: `3`, `-1`, `1.0`, `3.7`, `1e3`. */
const numeric = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The placeholder of a class that has no name is its index. */
const placeholder = /^LABEL_(0|[1-9]\d*)$/;

/** How data frames write that there is nothing: what `pandas.read_csv` takes for missing. */
const nothing = /^(|[+-]?nan|<na>|#?n\/a|#?na|null|none|nat)$/i;

/** How Python prints a tensor, a numpy number or array, and bytes: `tensor(1)`, `np.int64(1)`, `[np.int64(0)]`, `b'joy'`. */
const pythonObject =
  /^[[(]*\s*(?:(?:torch|np|numpy|tf|jnp)\.\w+\(|(?:tensor|array)\(.*\)$|<tf\.Tensor|b(['"]).*\1$)/is;

/**
 * Says what one stored label is. A text that is exactly one of the class names is a name, even if it looks like a number.
 *
 * | stored as | is |
 * | --- | --- |
 * | `3`, `3n`, `"3"`, `"3.0"`, `"LABEL_3"` | the number 3 |
 * | `true`, `"True"`, `"false"` | a truth value |
 * | `[0, 1]`, typed arrays, `"[0 1]"`, `"[0., 1.]"`, `"(0, 1)"` | a list of numbers |
 * | `["a", "b"]`, `"['a', 'b']"`, `"['a' 'b']"` | a list of names |
 * | `"a\|b"`, `"a; b"`, `"a, b"`, where `a` and `b` are known names and the whole is none | a list of names |
 * | `""`, `"nan"`, `"None"`, `"NA"`, `"null"`, null, undefined, NaN | nothing |
 * | `"[0 0 ... 1]"`, `"tensor(1)"`, an object, a list within a list's item | neither |
 */
export function readLabelCell(value: unknown, names?: ReadonlySet<string>): LabelCell {
  if (typeof value === "number") return numberCell(value, value);
  if (typeof value === "bigint") return numberCell(value, Number(value));
  if (typeof value === "boolean") return cellOf("boolean", value, Number(value));
  if (value === null || value === undefined) return cellOf("missing", value);
  if (typeof value === "string") return textCell(value, names);
  if (!isList(value)) return cellOf("other", value);
  // A list in a list is no label, whatever it holds, and may be nested without end.
  const itemCell = (item: unknown) =>
    isList(item) ? listCell(item, []) : readLabelCell(item, names);
  return listCell(value, Array.from(value, itemCell));
}

function cellOf(kind: LabelCell["kind"], value: unknown, number = Number.NaN): LabelCell {
  return { kind, number, items: [], value };
}

function numberCell(value: unknown, number: number): LabelCell {
  return cellOf(Number.isNaN(number) ? "missing" : "number", value, number);
}

function listCell(value: unknown, items: readonly LabelCell[]): LabelCell {
  return { kind: "list", number: Number.NaN, items, value };
}

function textCell(text: string, names: ReadonlySet<string> | undefined): LabelCell {
  if (names?.has(text)) return cellOf("name", text);
  const trimmed = text.trim();
  if (nothing.test(trimmed)) return cellOf(isNearlyIn(names, trimmed) ? "name" : "missing", text);
  if (numeric.test(trimmed)) return cellOf("number", text, Number(trimmed));
  if (/^(true|false)$/i.test(trimmed)) {
    return cellOf("boolean", text, Number(trimmed.toLowerCase() === "true"));
  }
  const [, index] = placeholder.exec(trimmed) ?? [];
  if (index !== undefined) return cellOf("number", text, Number(index));
  if (/^\[.*\.\.\..*\]$/s.test(trimmed) || isPythonObject(trimmed)) return cellOf("other", text);
  const items = printedItems(trimmed) ?? (names && joinedItems(trimmed, names));
  if (!items) return cellOf("name", text);
  return listCell(
    text,
    items.map((item) => readLabelCell(item, names)),
  );
}

/** Whether one of the names is the text but for upper and lower case, so that a slip is likelier than a gap. */
function isNearlyIn(names: ReadonlySet<string> | undefined, text: string): boolean {
  return [...(names ?? [])].some((name) => name.toLowerCase() === text.toLowerCase());
}

/** True for a text that is what Python prints instead of a label. */
export function isPythonObject(value: unknown): value is string {
  return typeof value === "string" && pythonObject.test(value.trim());
}

/** The items of a list as Python, numpy or JSON print it; undefined for any other text. */
function printedItems(text: string): string[] | undefined {
  const isBracketed =
    /^\[.*\]$/s.test(text) || /^\(.*,.*\)$/s.test(text) || /^\{'.*'\}$/s.test(text);
  if (!isBracketed) return undefined;
  const items: string[] = [];
  const found = text.slice(1, -1).matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,]+)/gs);
  for (const [, single, double, bare] of found) {
    // A word without quotes is no item of a printed list: "[UNK]" is a name.
    if (bare !== undefined && !numeric.test(bare) && !/^(true|false)$/i.test(bare))
      return undefined;
    items.push((single ?? double)?.replaceAll(/\\(.)/gs, "$1") ?? bare);
  }
  return items;
}

/** The names of a text such as `joy|fear`, if every part is a known one. */
function joinedItems(text: string, names: ReadonlySet<string>): string[] | undefined {
  for (const mark of ["|", ";", ","]) {
    const parts = text.split(mark).map((part) => part.trim());
    if (parts.length > 1 && parts.every((part) => names.has(part))) return parts;
  }
  return undefined;
}
