import { describe } from "../logits/text.js";
import { type FileAt, listed, quoted, refusal } from "./bytes.js";
import { classColumns } from "./classColumns.js";
import { isNumeric, roles, type Table, type TableNumbers } from "./columnRoles.js";
import { checkSameLabels } from "./labelCandidates.js";
import { type Found, makePredictions, type PredictionsOptions } from "./makePredictions.js";
import { numberOf, rowsOfNumbers } from "./numberCells.js";
import type { Predictions, PredictionsFormat } from "./Predictions.js";
import { isScores, pairedScores, scoresOf } from "./scoredLabels.js";
import { numbersNamed } from "./usualNames.js";

/**
 * Finds the predictions in a data frame: one column per class, or one column of lists; and labels and texts beside them.
 *
 * @throws {PredictionsError} when no column holds predictions, several could, or a cell isn't a number
 */
export function predictionsOfTable(
  table: Table,
  format: PredictionsFormat,
  options: PredictionsOptions,
  at: FileAt,
  dtype = "text",
): Predictions {
  if (table.rows === 0) throw refusal(at, "it has no rows; save at least one row of predictions");
  const names = [...table.columns.keys()];
  const classes = Object.values(options.id2label ?? {});
  const label = columnOf(table, options.label, "label", classes, at);
  const text = columnOf(table, options.text, "text", classes, at);
  const rest = names.filter((name) => name !== label && name !== text);
  const numbers = listColumn(table, rest, options, at) ?? classColumns(table, rest, options, at);
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
  const labels = /^scores$/i.test(chosen) ? (table.columns.get("labels") ?? []) : [];
  const paired = pairedScores(labelCells(labels), cells);
  if (paired || isScores(cells[0])) {
    const scores = scoresOf(paired ?? cells, at);
    const numbers = numbersNamed(chosen) === "logits" ? "logits" : "probabilities";
    const used = paired ? [chosen, "labels"] : [chosen];
    return { used, found: { ...scores, array, numbers } };
  }
  const found = rowsOfNumbers(cells as unknown[][], at, `, column ${quoted(chosen)}`);
  return { used: [chosen], found: { ...found, array, numbers: numbersNamed(chosen) } };
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
  return inner.trim().split(/\s*,\s*|\s+/);
}
