/** The fields of each kind of object, by the object's name, then by the field's: which types they may have. */
export type Tables = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/**
 * Reads the tables of fields in README: those with the head `| name of the object | type | meaning |`.
 *
 * A list of texts is the type `text[]`; `<label>` in a field's name stands for any name.
 */
export function tablesIn(readme: string): Tables {
  const tables = new Map<string, Map<string, string[]>>();
  for (const [, head, lines] of readme.matchAll(
    /^\| ([^|]+) \| type \| meaning \|\n\|[-| ]+\|\n((?:\|.*\n)+)/gm,
  )) {
    const fields = new Map<string, string[]>();
    for (const line of lines.trimEnd().split("\n")) {
      const [, names, types] = line.split("|").map((cell) => cell.trim());
      for (const [, name] of names.matchAll(/`([^`]+)`/g)) fields.set(name, typesIn(types));
    }
    tables.set(head.replaceAll("`", ""), fields);
  }
  return tables;
}

/** `text, null or absent` are three types; a value in backticks is one too. "Classes" are lists of each "class". */
function typesIn(cell: string): string[] {
  return cell.split(/, | or /).map((word) => {
    const [, many] = /^list of (.+)$/.exec(word) ?? [];
    return many ? `${many.replace(/(?<=ss)es$|s$/, "")}[]` : word.replaceAll("`", "");
  });
}

/**
 * Where the tables and what was written differ: fields and types that no table has, and those that nothing written has.
 *
 * @param written what a program wrote, by the name of the table that it should be of
 */
export function differences(tables: Tables, written: readonly [string, object][]): string[] {
  const documented = new Set<string>();
  for (const [table, fields] of tables) {
    for (const [field, types] of fields) {
      for (const type of types) documented.add(`${table}.${field}: ${type}`);
    }
  }
  const seen = new Set<string>();
  for (const [table, value] of written) lookAt(value, table, tables, seen);
  return [
    ...[...seen].filter((each) => !documented.has(each)).map((each) => `not documented: ${each}`),
    ...[...documented].filter((each) => !seen.has(each)).map((each) => `not written: ${each}`),
  ].sort();
}

/** Adds what an object has, and what it lacks of its table; `inside` is the way to an object that has no table of its own. */
function lookAt(
  value: object,
  table: string,
  tables: Tables,
  seen: Set<string>,
  inside = "",
): void {
  const fields = tables.get(table) ?? new Map<string, readonly string[]>();
  const names = [...fields.keys()].filter((name) => name.startsWith(inside));
  const steps = new Set(names.map((name) => name.slice(inside.length).split(".")[0]));
  const any = [...steps].find((step) => step.startsWith("<"));
  for (const [key, own] of Object.entries(value)) {
    const step = steps.has(key) ? key : (any ?? key);
    const name = `${inside}${step}`;
    if (steps.has(step) && !fields.has(name) && isObject(own)) {
      lookAt(own, table, tables, seen, `${name}.`);
      continue;
    }
    for (const type of typesOf(own, fields.get(name) ?? [], tables, seen)) {
      seen.add(`${table}.${name}: ${type}`);
    }
  }
  for (const step of steps) {
    if (step === any || step in value) continue;
    const lacking = names.filter((name) => `${name}.`.startsWith(`${inside}${step}.`));
    for (const name of lacking) seen.add(`${table}.${name}: absent`);
  }
}

/** The type of a value; of a list that of each element, and of an empty one none, as it shows none. */
function typesOf(
  value: unknown,
  documented: readonly string[],
  tables: Tables,
  seen: Set<string>,
): string[] {
  if (value === null) return ["null"];
  if (typeof value === "string") {
    return [documented.includes("text") ? "text" : JSON.stringify(value)];
  }
  if (Array.isArray(value)) {
    const ofElements = documented.flatMap((type) =>
      type.endsWith("[]") ? [type.slice(0, -"[]".length)] : [],
    );
    const types = value.flatMap((element) => typesOf(element, ofElements, tables, seen));
    return [...new Set(types)].map((type) => `${type}[]`);
  }
  if (!isObject(value)) return [typeof value];
  const table = documented.find((type) => tables.has(type));
  if (table === undefined) return ["object"];
  lookAt(value, table, tables, seen);
  return [table];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
