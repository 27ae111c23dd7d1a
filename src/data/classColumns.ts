import { type FileAt, listed, quoted, refusal } from "./bytes.js";
import { isNumeric, roles, type Table, type TableNumbers } from "./columnRoles.js";
import { foreignColumns, isWholeColumn } from "./foreignColumns.js";
import { type Found, type PredictionsOptions, readerOf } from "./makePredictions.js";
import { checkNumber } from "./numberCells.js";
import { numbersNamed } from "./usualNames.js";

/** `logit_joy`, `prob:joy`, `score 0`: what the numbers are, and the class; `pred_label` and `class_id` are no such names. */
const prefixed =
  /^(logits?|prob(?:a|s|ability|abilities)?|scores?|softmax|sigmoid|(?:preds?|predictions?|class)(?=[ _.:-]*\d+$))[ _.:-]+(.+)$/i;

/** `joy_logit`, `joy_prob`: the class, and what the numbers are. */
const suffixed = /^(.+)[_.:-](logits?|prob(?:a|s|ability|abilities)?|scores?|softmax|sigmoid)$/i;

/** What a column's name says of its numbers, and the class in it. */
function partsOf(name: string): { kind?: string; own: string } {
  const [, prefix, own] = prefixed.exec(name) ?? [];
  if (prefix !== undefined) return { kind: prefix, own };
  const [, before, suffix] = suffixed.exec(name) ?? [];
  return suffix === undefined ? { own: name } : { kind: suffix, own: before };
}

/** True where several columns end in `_prob` or the like, and none of the others has fractions: `max_prob` stands beside classes. */
function suffixesGroup(table: Table, names: readonly string[]): boolean {
  const numeric = names.filter((name) => isNumeric(table, name) && !roles.index.test(name));
  const [grouped, others] = [true, false].map((wanted) =>
    numeric.filter((name) => (partsOf(name).kind !== undefined) === wanted),
  );
  const isBeside = (name: string) =>
    roles.label.test(name) ||
    roles.predicted.test(name) ||
    roles.measured.test(name) ||
    isWholeColumn(table.columns.get(name) ?? []);
  return grouped.length > 1 && others.every(isBeside);
}

/** Words for a column beside the classes that name classes as well; measures such as "confidence" hardly do. */
const everyday =
  /^(index|\w*[_ ]id|id|idx|row|guid|uid|uuid|texts?|sentences?|review|content|inputs?|document|tweet|sequence|text_pair|sentence[12]|score|loss|length|split|tags?)$/i;

/** Names that a single column of numbers may have, where the model has one output. */
const oneOutput = /^(0|logits?|prob(s|abilit(y|ies))?)$/i;

/**
 * The predictions of a table with one column for each class.
 *
 * @throws {PredictionsError} when no columns are classes, or a column may be one or not
 */
export function classColumns(
  table: Table,
  names: readonly string[],
  { name, id2label }: PredictionsOptions,
  at: FileAt,
): TableNumbers {
  const wanted = id2label && Object.values(id2label);
  if (wanted?.every((label) => names.includes(label))) {
    // In the file's order: it is what a number as a label counts in.
    const own = names.filter((each) => wanted.includes(each));
    return numbersIn(table, own, own, "unknown", at, true);
  }
  const groups = new Map<string, string[]>();
  const isGrouped = suffixesGroup(table, names);
  for (const each of names) {
    const { kind } = isGrouped || prefixed.test(each) ? partsOf(each) : {};
    if (kind && isNumeric(table, each)) groups.set(kind, [...(groups.get(kind) ?? []), each]);
  }
  const group = chooseGroup(groups, name, at);
  if (group) {
    const [prefix, all] = group;
    const columns = classesOfGroup(table, prefix, all, at);
    const classes = columns.map((each) => partsOf(each).own);
    return numbersIn(table, columns, classes, numbersNamed(prefix), at);
  }
  if (name !== undefined) {
    throw refusal(
      at,
      `it has no column of lists, and no columns that start with ${quoted(`${name}_`)}; its columns are ${listed([...table.columns.keys()])}`,
    );
  }
  const plain = names.filter(
    (each) =>
      !roles.index.test(each) &&
      !roles.text.test(each) &&
      !roles.label.test(each) &&
      !roles.predicted.test(each) &&
      isNumeric(table, each),
  );
  checkNotLong(table, names, plain, at);
  if (plain.length > 0) checkNoneIsLeftOut(table, names, plain, at);
  if (plain.length === 1) checkOneColumn(table, plain[0], at);
  if (plain.length === 0) throw refusal(at, noNumbers([...table.columns.keys()]));
  const numbers = numbersIn(table, plain, plain, "unknown", at);
  checkNoneIsForeign(table, plain, at);
  checkNoneFollows(table, plain, at);
  return numbers;
}

/** What stands beside the classes under their prefix: `logit_label`, `prob_max`; a class is hardly called so. */
const beside =
  /^(label(_?ids?)?|labels|target|y_true|true|truth|gold|pred(icted|iction)?|y_pred|argmax|max(imum)?|margin|entropy|id|idx|index)$/i;

/**
 * The columns of a group that are classes: beside `logit_0`, `logit_1`, … a `logit_label` is none.
 *
 * @throws {PredictionsError} when a column may be a class, as `logit_label` beside `logit_joy`
 */
function classesOfGroup(
  table: Table,
  prefix: string,
  all: readonly string[],
  at: FileAt,
): readonly string[] {
  const own = (name: string) => partsOf(name).own;
  const columns = all.filter((each) => !beside.test(own(each)));
  const isNumbered = inNumberOrder(columns.map(own)).names === undefined;
  if (columns.length > 0 && isNumbered) return columns;
  const doubtful = all.find((each) => !columns.includes(each));
  if (columns.length > 0 && doubtful !== undefined) {
    throw refusal(
      at,
      `column ${quoted(doubtful)} may be a class or a column beside the classes of ${quoted(prefix)}; say which columns are classes with { id2label: [${listed(columns)}] } or { id2label: [${listed(all)}] }`,
    );
  }
  checkNoneFollows(table, all, at);
  return all;
}

/** One number a line, with the name of its class beside it: read as it stands, each class would be a text of its own. */
function checkNotLong(
  table: Table,
  names: readonly string[],
  numeric: readonly string[],
  at: FileAt,
): void {
  const named = names.find((name) =>
    /^(class(es)?|class_?name|variable|category|emotion)$/i.test(name),
  );
  if (numeric.length !== 1 || named === undefined || isNumeric(table, named)) return;
  const id = names.find((name) => name !== named && name !== numeric[0]) ?? "id";
  throw refusal(
    at,
    `it has one number a line and its class in column ${quoted(named)} (the long form), and predictions have one row for each text; save df.pivot(index=${quoted(id)}, columns=${quoted(named)}, values=${quoted(numeric[0])})`,
  );
}

/** A column that is the largest of the others in every row, now of one and now of another, was computed from them. */
function checkNoneFollows(table: Table, names: readonly string[], at: FileAt): void {
  if (names.length < 3) return;
  const cells = names.map((name) => (table.columns.get(name) ?? []).map(Number));
  const largest = Array.from({ length: table.rows }, (_, row) =>
    cells.reduce((most, column) => Math.max(most, column[row]), Number.NEGATIVE_INFINITY),
  );
  // Sigmoids of several labels reach 0 and 1 together.
  if (largest.filter((value) => value !== 0 && value !== 1).length < 2) return;
  const isLargest = (row: number, column: readonly number[]) => column[row] === largest[row];
  const found = cells.findIndex((own) => {
    const others = cells.filter((column) => column !== own);
    return (
      largest.every(
        (_, row) => isLargest(row, own) && others.some((column) => isLargest(row, column)),
      ) && !others.some((column) => largest.every((_, row) => isLargest(row, column)))
    );
  });
  if (found < 0) return;
  throw refusal(
    at,
    `column ${quoted(names[found])} is the largest of the others in every row, so it may be no class; say which columns are with { id2label: [${listed(names.filter((_, index) => index !== found))}] }`,
  );
}

function noNumbers(names: readonly string[]): string {
  const list = `its columns are ${listed(names)}`;
  if (names.some((name) => /^score$/i.test(name))) {
    return `it has the best label and its score alone, and predictions have a number for every class (${list}); call the pipeline with top_k=None`;
  }
  if (names.some((name) => roles.predicted.test(name) || roles.label.test(name))) {
    return `it has labels and no logits (${list}), as the file that run_glue.py writes; save the numbers too: np.savez("predictions.npz", predictions=output.predictions, label_ids=output.label_ids)`;
  }
  return `no column holds predictions, one for each class or a list in each cell (${list})`;
}

/** The columns that share a prefix; of logits and probabilities beside each other, the logits, from which the others follow. */
function chooseGroup(
  groups: ReadonlyMap<string, string[]>,
  name: string | undefined,
  at: FileAt,
): [string, string[]] | undefined {
  const all = [...groups].filter(
    ([prefix, columns]) => columns.length > 1 || /^(logit|prob|sigmoid)/i.test(prefix),
  );
  if (name !== undefined) return all.find(([prefix]) => prefix === name);
  if (all.length < 2) return all[0];
  const logits = all.filter(([prefix]) => numbersNamed(prefix) === "logits");
  if (logits.length === 1) return logits[0];
  throw refusal(
    at,
    `several groups of columns could be the predictions, ${listed(all.map(([prefix]) => prefix))}, so choose one with { name: ${quoted(all[0][0])} }`,
  );
}

/** A single column is a class only if the model has one output, and its name should say so. */
function checkOneColumn(table: Table, name: string, at: FileAt): void {
  checkNoIds(table.columns.get(name) ?? [], at);
  if (oneOutput.test(name)) return;
  throw refusal(
    at,
    `it has one column of numbers, ${quoted(name)}, and predictions have one for each class; save them all, or, of a model with one output, say { id2label: [${quoted(name)}] }`,
  );
}

/** One column of whole numbers holds class ids. */
export function checkNoIds(cells: readonly unknown[], at: FileAt): void {
  if (!cells.every((cell) => /^\s*-?\d+\s*$/.test(String(cell)))) return;
  throw refusal(
    at,
    "it has one column of whole numbers: class ids (labels, or the result of argmax) rather than logits; save the predictions",
  );
}

/** A column of whole numbers from 0 up, among columns of others, is a count or a truth value rather than a class. */
function checkNoneIsForeign(table: Table, names: readonly string[], at: FileAt): void {
  const foreign = foreignColumns(names.map((name) => table.columns.get(name) ?? []));
  if (foreign.length === 0) return;
  throw refusal(
    at,
    `column ${quoted(names[foreign[0]])} holds whole numbers beside columns that don't, so it may be no class; say which columns are with { id2label: [${listed(names.filter((_, index) => !foreign.includes(index)))}] }`,
  );
}

/** A class may be called as columns beside the classes usually are: numbers like those of the classes have two readings. */
function checkNoneIsLeftOut(
  table: Table,
  names: readonly string[],
  classes: readonly string[],
  at: FileAt,
): void {
  const isWhole = (name: string) => isWholeColumn(table.columns.get(name) ?? []);
  const areWhole = classes.every(isWhole);
  const doubtful = names.find(
    (name) =>
      everyday.test(name) &&
      !classes.includes(name) &&
      isNumeric(table, name) &&
      (!isWhole(name) || (areWhole && !roles.index.test(name))),
  );
  const measured = classes.filter(
    (name) => roles.measured.test(name) && (areWhole || !isWhole(name)),
  );
  const without = measured.length < classes.length && measured.length > 0 ? measured : [];
  const either = doubtful ?? without[0];
  if (either === undefined) return;
  const all = names.filter((name) => name === doubtful || classes.includes(name));
  const sure = classes.filter((name) => !without.includes(name));
  const texts = roles.text.test(either)
    ? ` or, if it holds the texts, { text: ${quoted(either)} }`
    : "";
  throw refusal(
    at,
    `column ${quoted(either)} may be a class or a column beside the classes; say which columns are classes with { id2label: [${listed(all)}] } or { id2label: [${listed(sure)}] }${texts}`,
  );
}

function numbersIn(
  table: Table,
  columns: readonly string[],
  classes: readonly string[],
  numbers: Found["numbers"],
  at: FileAt,
  isNamed = false,
): TableNumbers {
  const { order, names } = isNamed
    ? { order: classes.map((_, index) => index), names: classes }
    : inNumberOrder(classes);
  const sorted = order.map((index) => columns[index]);
  const data = new Float64Array(table.rows * sorted.length);
  for (const [column, name] of sorted.entries()) {
    for (const [row, cell] of (table.columns.get(name) ?? []).entries()) {
      const place = `row ${row}, column ${quoted(name)}`;
      data[row * sorted.length + column] = checkNumber(cell, place, at);
    }
  }
  const first = quoted(sorted[0]);
  const array =
    sorted.length === 1 ? `column ${first}` : `columns ${first} to ${quoted(sorted.at(-1))}`;
  const dims = [table.rows, sorted.length];
  return {
    used: columns,
    found: {
      dims,
      read: readerOf(data, sorted.length),
      array,
      numbers,
      classes: names,
    },
  };
}

/** Columns `…_0`, `…_1`, … in the order of their numbers, which aren't names of classes; others in the order of the file. */
export function inNumberOrder(classes: readonly string[]): {
  order: number[];
  names?: readonly string[];
} {
  const indices = classes.map((name) =>
    /^(LABEL_)?\d+$/.test(name) ? Number(name.replace("LABEL_", "")) : -1,
  );
  const order = classes.map((_, index) => indices.indexOf(index));
  if (order.includes(-1)) return { order: classes.map((_, index) => index), names: classes };
  const isLabel = classes[0].startsWith("LABEL_");
  return { order, names: isLabel ? order.map((index) => classes[index]) : undefined };
}
