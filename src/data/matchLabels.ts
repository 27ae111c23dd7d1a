import { describe } from "../logits/text.js";
import { type FileAt, listed, quoted, refusal } from "./bytes.js";

/** What labels are matched with. */
interface LabelContext {
  readonly classes?: readonly string[];
  readonly columns: number;
  /** Whether a number as a label has one meaning. */
  readonly isOrdered: boolean;
  /** Whether the file's columns were brought into the order of `id2label`. */
  readonly isReordered: boolean;
}

/**
 * Class indices `[n]`, or zeros and ones `[n, k]`: by name where a label is a class label.
 *
 * @throws {PredictionsError} when a label isn't a class, or may be two
 */
export function matchLabels(
  cells: readonly unknown[],
  context: LabelContext,
  at: FileAt,
): number[] | number[][] {
  if (context.columns === 1) {
    const one = ofOneColumn(cells, context.classes, at);
    if (one) return one;
  }
  const isList = Array.isArray(cells[0]);
  const odd = cells.findIndex((cell) => Array.isArray(cell) !== isList);
  if (odd >= 0) {
    throw refusal(at, `its labels are lists in some rows and not in others, first in row ${odd}`);
  }
  if (isList) return cells.map((cell, row) => labelSet(cell as unknown[], row, context, at));
  return cells.map((cell, row) => labelId(cell, row, context, at));
}

/**
 * The labels of a head with one number a row: 1 where it is the class that the number speaks for, 0 where it is the only other
 * one; or the values of a regression, which may stand in lists of one.
 *
 * @returns nothing where they are no names, which is what {@link labelId} and {@link labelSet} are for
 */
function ofOneColumn(
  cells: readonly unknown[],
  classes: readonly string[] | undefined,
  at: FileAt,
): number[] | undefined {
  const flat = cells.every((cell) => Array.isArray(cell) && cell.length === 1)
    ? cells.flat()
    : cells;
  const numbers = flat.map(numberIn);
  if (!numbers.includes(undefined)) return numbers as number[];
  const names = [...new Set(flat)].filter((cell) => numberIn(cell) === undefined);
  if (!names.every((name): name is string => typeof name === "string" && name !== "")) return;
  const yes = classes?.[0];
  if (yes !== undefined && names.includes(yes) && names.length <= 2) {
    return flat.map((cell, row) => numbers[row] ?? Number(cell === yes));
  }
  throw refusal(
    at,
    `its labels are ${listed(names)}, and one number a row speaks for one class${yes === undefined ? "" : `, which is called ${quoted(yes)}`}; name the class with { id2label: ["…"] }, save 1 where a text has it and 0 where it hasn't, or leave the labels out with { label: null }`,
  );
}

function labelId(cell: unknown, row: number, context: LabelContext, at: FileAt): number {
  const { classes, columns, isOrdered, isReordered } = context;
  const named = classNamed(cell, classes);
  if (named >= 0) return named;
  const label = numberIn(cell);
  const shown = typeof cell === "bigint" ? String(cell) : describe(cell ?? null);
  const where = `the label of row ${row} is ${shown}`;
  const known = classes ? `, and the classes are ${listed(classes)}` : "";
  if (label === undefined) {
    const advice = classes
      ? "use the classes' names or indices"
      : 'name the classes with { id2label: ["…", "…"] }';
    throw refusal(at, `${where}${known}; ${advice}, or leave the labels out with { label: null }`);
  }
  // The usual marks for "no label"; and a head with one output has values, not classes.
  if (label === -100 || label === -1 || columns === 1) return label;
  if (classes?.every((name) => /^-?\d+$/.test(name))) {
    throw refusal(at, `${where}${known}; use the classes' names`);
  }
  if (!Number.isInteger(label) || label < 0 || label >= columns) {
    const counted = label === columns ? "; if they count from 1, subtract 1 in Python" : "";
    throw refusal(
      at,
      `${where}, and with ${columns} classes a label is a whole number from 0 to ${columns - 1}${counted}`,
    );
  }
  if (isOrdered) return label;
  if (isReordered) {
    throw refusal(
      at,
      `${where}, and the file has its classes in another order than id2label, so the index may count in either; save the labels as names, or leave them out with { label: null }`,
    );
  }
  throw refusal(
    at,
    `${where}, and nothing in the file says which class has that index; give the model's classes in its order with { id2label: ["…", "…"] }, or leave the labels out with { label: null }`,
  );
}

/** The class of that name; Python's `True` is `true` in JSON and in arrays. */
function classNamed(cell: unknown, classes: readonly string[] = []): number {
  const index = classes.indexOf(String(cell));
  if (index >= 0 || typeof cell !== "boolean") return index;
  return classes.findIndex((name) => name.toLowerCase() === String(cell));
}

/** Zeros and ones for each class, or the names of the classes that a text has. */
function labelSet(cells: unknown[], row: number, context: LabelContext, at: FileAt): number[] {
  const { classes, columns, isOrdered } = context;
  const named = cells.map((cell) => classes?.indexOf(String(cell)) ?? -1);
  const isNames = cells.every((cell, i) => typeof cell === "string" && named[i] >= 0);
  if (classes && isNames) return classes.map((_, index) => (named.includes(index) ? 1 : 0));
  const numbers = cells.map(numberIn);
  if (numbers.length === columns && isOrdered && !numbers.includes(undefined)) {
    const odd = numbers.findIndex((each) => each !== 0 && each !== 1);
    if (odd < 0) return numbers as number[];
    throw refusal(
      at,
      `its label set of row ${row} has ${numbers[odd]} for class ${odd}, and each class has 1 (the text has it) or 0; of probabilities, save those above a threshold, and leave the values of a regression out with { label: null }`,
    );
  }
  throw refusal(
    at,
    `the labels of row ${row} are ${describe(cells)}, and a list of labels has a 0 or 1 for each of the ${columns} classes in the model's order, or class names; leave the labels out with { label: null }`,
  );
}

/** A number, of whatever type Python stored it with. */
function numberIn(cell: unknown): number | undefined {
  if (typeof cell === "boolean") return cell ? 1 : 0;
  if (typeof cell === "string" && /^-?\d+(\.\d+)?$/.test(cell.trim())) return Number(cell);
  if (typeof cell === "bigint") {
    return Number.isSafeInteger(Number(cell)) ? Number(cell) : undefined;
  }
  return typeof cell === "number" && !Number.isNaN(cell) ? cell : undefined;
}
