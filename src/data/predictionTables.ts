import { isRecord } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { type FileAt, listed, quoted, refusal } from "./bytes.js";
import { classColumns } from "./classColumns.js";
import { isNumeric, roles, type Table, type TableNumbers } from "./columnRoles.js";
import { checkSameLabels } from "./labelCandidates.js";
import { type Found, makePredictions, type PredictionsOptions } from "./makePredictions.js";
import { numberOf, rowsOfNumbers } from "./numberCells.js";
import type { Predictions, PredictionsFormat } from "./Predictions.js";
import { isScores, pairedScores, scoresOf, servedScores } from "./scoredLabels.js";
import { numbersNamed } from "./usualNames.js";

/**
 * Finds the predictions in a data frame: one column per class, or one column of lists; and labels and texts beside them.
 *
 * @throws {PredictionsError} when no column holds predictions, several could, or a cell isn't a number
 */
export function predictionsOfTable(
  stored: Table,
  format: PredictionsFormat,
  options: PredictionsOptions,
  at: FileAt,
  dtype = "text",
): Predictions {
  const table = unfolded(stored);
  if (table.rows === 0) throw refusal(at, "it has no rows; save at least one row of predictions");
  const names = [...table.columns.keys()];
  const classes = Object.values(options.id2label ?? {});
  const label = columnOf(table, options.label, "label", classes, at);
  const text = columnOf(table, options.text, "text", classes, at);
  const rest = names.filter((name) => name !== label && name !== text);
  const numbers =
    listColumn(table, rest, options, at) ??
    servedColumn(table, rest, options, at) ??
    classColumns(table, rest, options, at);
  const others = rest.filter((name) => !numbers.used.includes(name) && !roles.index.test(name));
  const found: Found = {
    ...numbers.found,
    dtype,
    others: others.length > 0 ? others.map((name) => `column ${quoted(name)}`) : undefined,
    labels:
      label === undefined || numbers.used.includes(label)
        ? undefined
        : labelCells(table.columns.get(label) ?? []),
    texts: text === undefined ? undefined : table.columns.get(text),
  };
  return makePredictions(found, format, options, at);
}

/** The column of the labels or of the texts: the named one, or the first with a usual name. */
function columnOf(
  table: Table,
  wanted: string | null | undefined,
  role: "label" | "text",
  classes: readonly string[],
  at: FileAt,
): string | undefined {
  if (wanted === null) return undefined;
  const names = [...table.columns.keys()];
  if (wanted === undefined) {
    const usual = names.filter(
      (name) =>
        !classes.includes(name) &&
        !(role === "label" && namesScores(table, name)) &&
        (roles[role].test(name) || (role === "label" && isTruth(table, name))),
    );
    if (role === "text") return usual.find((name) => !isNumeric(table, name));
    checkSameLabels(
      usual.map((name) => [name, table.columns.get(name) ?? []]),
      at,
    );
    const isNames = (name: string) =>
      (table.columns.get(name) ?? []).every((cell) => table.columns.has(String(cell)));
    return usual.find(isNames) ?? usual[0];
  }
  if (table.columns.has(wanted)) return wanted;
  throw refusal(at, `it has no column ${quoted(wanted)}; its columns are ${listed(names)}`);
}

/** `true`, `actual`, `y`: the truth, unless its numbers have fractions, as those of a class do. */
function isTruth(table: Table, name: string): boolean {
  const cells = table.columns.get(name) ?? [];
  return (
    roles.truth.test(name) && (!isNumeric(table, name) || cells.every((cell) => isWhole(cell)))
  );
}

function isWhole(cell: unknown): boolean {
  const value = numberOf(cell);
  return value !== undefined && Number.isInteger(value);
}

/** Lists in a cell of text, such as `"[0, 1]"`, become lists. */
function labelCells(cells: readonly unknown[]): unknown[] {
  return cells.map((cell) => {
    if (typeof cell !== "string" || !/^\s*\[.*\]\s*$/s.test(cell)) return cell;
    const items = cell
      .trim()
      .slice(1, -1)
      .split(/[\s,]+/);
    return items.map((item) => item.replace(/^(['"])(.*)\1$/, "$2")).filter((item) => item !== "");
  });
}

/** A column with a whole row of numbers, or of scores with their labels, in each cell. */
function listColumn(
  table: Table,
  names: readonly string[],
  { name }: PredictionsOptions,
  at: FileAt,
): TableNumbers | undefined {
  const isList = (each: string) => isListCell((table.columns.get(each) ?? [])[0]);
  const columns =
    name === undefined
      ? names.filter((each) => roles.lists.test(each) && isList(each))
      : names.filter((each) => each === name && isList(each));
  if (columns.length === 0) return undefined;
  const logits = columns.filter((each) => numbersNamed(each) === "logits");
  if (columns.length > 1 && logits.length !== 1) {
    throw refusal(
      at,
      `several of its columns could be the predictions, ${listed(columns)}, so choose one with { name: ${quoted(columns[0])} }`,
    );
  }
  const [chosen] = logits.length === 1 ? logits : columns;
  const cells = (table.columns.get(chosen) ?? []).map((cell, row) =>
    listIn(cell, `row ${row}, column ${quoted(chosen)}`, at),
  );
  const array = `column ${quoted(chosen)}`;
  const named = [...table.columns.keys()].find((each) => namesScores(table, each)) ?? "";
  const paired = pairedScores(labelCells(table.columns.get(named) ?? []), cells);
  if (paired || isScores(cells[0])) {
    const scores = scoresOf(paired ?? cells, at);
    const numbers = numbersNamed(chosen) === "logits" ? "logits" : "probabilities";
    const used = paired ? [chosen, named] : [chosen];
    return { used, found: { ...scores, array, numbers } };
  }
  const found = rowsOfNumbers(cells as unknown[][], at, `, column ${quoted(chosen)}`);
  return { used: [chosen], found: { ...found, array, numbers: numbersNamed(chosen) } };
}

/** Fields of objects in cells, as Vertex AI's `prediction: { displayNames, confidences }`, as columns of their own. */
function unfolded(table: Table): Table {
  const columns = new Map(table.columns);
  for (const [name, cells] of table.columns) {
    const records = cells.filter(isRecord);
    const inner = Object.keys(records[0] ?? {}).filter((key) => !table.columns.has(key));
    const isFolded = inner.some((key) => records.every((record) => Array.isArray(record[key])));
    if (!isFolded || records.length < cells.length || name === "__proto__") continue;
    columns.delete(name);
    for (const key of inner)
      columns.set(
        key,
        records.map((record) => record[key]),
      );
  }
  return { rows: table.rows, columns };
}

/** True where each cell names the classes of a list of numbers beside it: the same names in each row, in any order. */
function namesScores(table: Table, name: string): boolean {
  if (!/^(labels?|classes|names|class_names|displayNames)$/i.test(name)) return false;
  const cells = labelCells(table.columns.get(name) ?? []);
  const sets = cells.map((cell) =>
    Array.isArray(cell) && cell.length > 1 ? JSON.stringify([...cell].sort()) : undefined,
  );
  if (sets[0] === undefined || sets.some((set) => set !== sets[0])) return false;
  const { length } = cells[0] as unknown[];
  const isBeside = (cell: unknown) =>
    (Array.isArray(cell) ? cell : typeof cell === "string" ? cell.split(",") : []).length ===
    length;
  return [...table.columns].some(
    ([each, numbers]) => each !== name && roles.lists.test(each) && numbers.every(isBeside),
  );
}

/** The only column whose cells are scores with their labels, whatever it is called. */
function servedColumn(
  table: Table,
  names: readonly string[],
  { name }: PredictionsOptions,
  at: FileAt,
): TableNumbers | undefined {
  const isClass = (each: string) =>
    isNumeric(table, each) &&
    ![roles.index, roles.label, roles.predicted, roles.measured].some((role) => role.test(each)) &&
    !(table.columns.get(each) ?? []).every(isWhole);
  if (name === undefined && names.some(isClass)) return undefined;
  const found = names.flatMap((each) => {
    const rows = (table.columns.get(each) ?? []).map(servedScores);
    const isServed =
      rows.length > 0 &&
      rows.every((row) => row?.every(({ score }) => score >= 0 && score <= 1) === true);
    return isServed && (name === undefined || name === each) ? [{ each, rows }] : [];
  });
  const [only, second] = found;
  if (only === undefined) return undefined;
  const column = quoted(only.each);
  if (second !== undefined) {
    throw refusal(
      at,
      `several of its columns could be the predictions, ${listed(found.map(({ each }) => each))}, so choose one with { name: ${column} }`,
    );
  }
  const scores = only.rows.flatMap((row) => row ?? []);
  if (scores.every(({ score }) => score === 0 || score === 1)) {
    throw refusal(
      at,
      `column ${column} has 0 or 1 for each label: these are true labels or decisions and no predictions; save the scores`,
    );
  }
  const array = `column ${column}`;
  return {
    used: [only.each],
    found: { ...scoresOf(only.rows, at), array, numbers: "probabilities" },
  };
}

function isListCell(cell: unknown): boolean {
  if (typeof cell === "string") return /^\s*(array|tensor)?\(?\[/.test(cell);
  return typeof cell === "object" && cell !== null;
}

/** A list, or a list as pandas writes it into a cell: `[0.1, 0.9]`, or `[0.1 0.9]` for a numpy array. */
function listIn(cell: unknown, place: string, at: FileAt): unknown {
  if (typeof cell !== "string") return cell;
  if (cell.includes("...")) {
    throw refusal(
      at,
      `${place} was shortened by numpy ("…" in the middle), so its numbers are lost; save a list instead: df["logits"] = logits.tolist()`,
    );
  }
  const [, inner] = /^\s*(?:(?:array|tensor)\()?\[([^[\]]*)\](?:,[^)]*)?\)?\s*$/s.exec(cell) ?? [];
  if (inner === undefined || inner.trim() === "") {
    throw refusal(at, `${place} is ${describe(cell)} and no list of numbers like [0.1, 0.9]`);
  }
  // A list of numpy's scalars: `[np.float64(0.1), np.float64(0.9)]`.
  const plain = inner.replace(/\bnp\.\w+\(([^()]*)\)/g, "$1");
  return plain.trim().split(/\s*,\s*|\s+/);
}
