import { isList } from "./checkLogits.js";
import { isPythonObject, type LabelCell, readLabelCell } from "./labelCells.js";
import {
  classesOf,
  errorOf,
  indexed,
  inTwoWays,
  isMark,
  type LabelColumn,
  type LabelReading,
  namedOf,
  noLabel,
  numberedNames,
  placeAt,
  refuse,
  type StoredClasses,
  type StoredLabels,
  type StoredSets,
  shown,
  truthOf,
  valuesOf,
} from "./labelColumn.js";
import { entriesOf } from "./labelEntries.js";
import { setsOf } from "./labelSets.js";
import { hasPlaceholderLabels, type Id2Label, readLabels } from "./labels.js";

/**
 * Reads labels as people store them: a list, typed array, tensor or `Dataset` of numbers, names, truth values or lists.
 *
 * What has one meaning is read; what has two is refused, with the row and both readings.
 *
 * | stored, one entry per row | read as |
 * | --- | --- |
 * | `1`, `1n`, `1.0`, `"1"`, `[1]`, a tensor `[n, 1]` | a class index; 3.7 is none, nor is one beyond the classes |
 * | `"joy"`, `"LABEL_3"` | the class of that name (in the same case); the placeholder's index |
 * | `true`, `"False"` | class 1 and class 0, of two |
 * | -100 | no label |
 * | -1 beside classes above 1, or beside 0 of two classes | no label |
 * | -1 with only 0 and 1, of three classes or of nobody knows how many; -1 and 1 of two | **refused**: no label, or a class |
 * | 1 to k, each at least once, no 0, k known | these count from 1: 1 is taken from each, with a note |
 * | k, no 0, but not all of 1 to k | **refused**: counted from 1, or a mistake |
 * | 2023, 2024, nobody knows how many classes | **refused**: class indices, or years and the like |
 * | 5, with classes named "1" … "5" | the name; **refused** where each number is an index, too |
 * | `[0, 1, 0]`, `[false, true, false]`, as long as there are classes | one-hot in a single-label task, else a set |
 * | `[0, 1]`, of more than two classes | **refused**: zeros and ones for two classes, or the indices 0 and 1 |
 * | `[2, 5]`, `["joy", "fear"]`, `"['joy', 'fear']"` | a set, by index or by name |
 * | `[0.7, 0.3]` | soft labels, in a multi-label task only |
 * | `"None"`, `"NA"`, `"null"`, `"nan"` | the class of that name, if it is known; else **refused**: no label, or a class |
 * | `"joy, fear"`, `"joy|fear"` | the class of that name, or a set of known names; else **refused**: several labels, or one class |
 * | `"tensor(1)"`, `"np.int64(1)"`, a `Buffer`, names beside numbers, nothing at all | refused |
 *
 * Where both the labels' source and the classes have names, labels are matched by name, and a name that the classes lack is
 * refused. Placeholders (`LABEL_0`, …) are no names: then the number counts.
 *
 * @throws {LogitsError} (or the given type) with the row, when an entry is none of these or has two readings
 *
 * @example
 * readStoredLabels(["B", "A"], { caller: "accuracy", name: "label_ids", id2label: ["A", "B"] })
 * // { kind: "classes", ids: [1, 0], unlabelled: 0, names: ["A", "B"] }
 */
export function readStoredLabels(stored: unknown, reading: LabelReading): StoredLabels {
  const { values, id2label = reading.stored_id2label } = entriesOf(stored, reading);
  const source = namesOf(id2label, reading);
  const wanted = namesOf(reading.id2label, reading);
  const isMatched = isNamed(source) && isNamed(wanted);
  const names = isMatched || !isNamed(wanted) ? (source ?? wanted) : wanted;
  const number = reading.num_labels ?? wanted?.length;
  const k = isMatched ? source.length : (number ?? names?.length);
  const column: LabelColumn = { ...reading, names, k };
  // A single label to have or not to have has two values, as two classes would.
  const isOneLabel = k === 1 && reading.problem_type === "multi_label_classification";
  const entries = readColumn(
    values,
    isOneLabel && !isList(values[0]) ? { ...column, k: 2 } : column,
  );
  const labels = forTask(entries, values, column);
  return isMatched ? renumber(labels, source, wanted, column) : labels;
}

/** A multi-label task takes one class per row only where there is only one label, to have or not to have. */
function forTask(
  labels: StoredLabels,
  values: ArrayLike<unknown>,
  column: LabelColumn,
): StoredLabels {
  if (column.problem_type !== "multi_label_classification" || labels.kind !== "classes")
    return labels;
  const { ids } = labels;
  const row = column.k === 1 ? ids.indexOf(noLabel) : 0;
  if (row >= 0 && row < ids.length) refuse(column, row, values[row]);
  return { kind: "sets", data: Float64Array.from(ids), rows: ids.length, columns: column.k ?? 1 };
}

/** True for names that say something, unlike the placeholders `LABEL_0`, `LABEL_1`, … */
export function isNamed(names: readonly string[] | undefined): names is readonly string[] {
  return names !== undefined && names.length > 0 && !hasPlaceholderLabels(names);
}

function namesOf(id2label: Id2Label | null | undefined, { caller }: LabelReading) {
  return id2label ? readLabels(id2label, undefined, caller) : undefined;
}

function readColumn(values: ArrayLike<unknown>, column: LabelColumn): StoredLabels {
  const isNumbered = column.names?.some((name) => !Number.isNaN(Number(name))) ?? false;
  const plain = isNumbered ? undefined : plainNumbers(values);
  if (plain) return isRegression(column) ? valuesOf(plain, column) : classesOf(plain, column);
  const names = column.names && new Set(column.names);
  const cells = withLoneNames(Array.from(values, (value) => readLabelCell(value, names)));
  checkKinds(cells, column);
  const kind = cells.find((cell) => !isMark(cell))?.kind ?? "number";
  if (kind === "list") return setsOf(cells, column);
  if (kind === "name" && isRegression(column)) refuse(column, 0, cells[0].value);
  if (kind === "name") return namedOf(cells, column);
  const numbers = Float64Array.from(cells, ({ number }) => number);
  if (isRegression(column)) return valuesOf(numbers, column);
  if (kind === "boolean") return truthOf(cells, numbers, column);
  return isNumbered ? numberedNames(cells, column) : classesOf(numbers, column, cells);
}

/** Beside cells such as `"joy|fear"`, the cell `"joy"` is a set of one. */
function withLoneNames(cells: LabelCell[]): LabelCell[] {
  if (!cells.some(({ kind, value }) => kind === "list" && typeof value === "string")) return cells;
  return cells.map((cell) =>
    cell.kind === "name" ? { ...cell, kind: "list", items: [cell] } : cell,
  );
}

/** Numbers as they are: the common case, which needs no look at each entry's form. */
function plainNumbers(values: ArrayLike<unknown>): ArrayLike<number> | undefined {
  if (Array.isArray(values)) {
    for (let i = 0; i < values.length; i++) if (typeof values[i] !== "number") return undefined;
    return values;
  }
  if (typeof values[0] === "bigint") return undefined;
  return ArrayBuffer.isView(values) ? (values as unknown as ArrayLike<number>) : undefined;
}

function isRegression({ problem_type }: LabelColumn): boolean {
  return problem_type === "regression";
}

/** Every row has a label, and all are stored in the same way. */
function checkKinds(cells: readonly LabelCell[], column: LabelColumn): void {
  const first = cells.find((cell) => !isMark(cell));
  let ofItems: LabelCell | undefined;
  cells.forEach((cell, row) => {
    const odd = [cell, ...cell.items].find(isNothing);
    if (odd && first && isWord(odd) && (first.items[0] ?? first).kind === "name" && !column.names) {
      const none = odd !== cell ? "nothing (then take it out of the list)" : noneOf(column);
      inTwoWays(
        column,
        row,
        cell.value,
        none,
        "the class of that name (then list the classes as id2label)",
      );
    }
    if (odd || cell.items.some((item) => item.kind === "list")) {
      refuse(column, row, cell.value, odd && adviceFor(odd, column));
    }
    if (first && !isMark(cell)) checkAlike(first, cell, row, column);
    const [item] = cell.items;
    if (!item) return;
    for (const other of cell.items) checkAlike(item, other, row, column);
    ofItems ??= item;
    checkAlike(ofItems, item, row, column);
  });
}

function checkAlike(one: LabelCell, other: LabelCell, row: number, column: LabelColumn): void {
  if (one.kind === other.kind) return;
  const { caller, name } = column;
  throw errorOf(
    column,
    `${caller} needs ${name} that are stored in one way, all names or all numbers: ${placeAt(column, row)} has ${shown(other.value)} beside ${shown(one.value)}`,
  );
}

function isNothing({ kind }: LabelCell): boolean {
  return kind === "missing" || kind === "other";
}

/** True for "None", "NA" and the like, which could be somebody's class; "nan" could not. */
function isWord({ kind, value }: LabelCell): boolean {
  return (
    kind === "missing" && typeof value === "string" && /[^\s]/.test(value) && !/nan/i.test(value)
  );
}

function noneOf({ isPrediction, problem_type }: LabelColumn): string {
  if (isPrediction) return "nothing (then leave the row out)";
  const isMulti = problem_type === "multi_label_classification";
  return `"no label" (then write ${isMulti ? "[]" : noLabel})`;
}

function adviceFor(
  { kind, value }: LabelCell,
  { isPrediction, problem_type }: LabelColumn,
): string {
  if (isPythonObject(value)) {
    return "; this is how Python prints an object: save label.item(), or labels.tolist() for several, or of bytes label.decode()";
  }
  if (kind !== "missing" || isPrediction) return "";
  if (problem_type === "multi_label_classification") {
    return "; write [] where a text has none of the labels, or leave the row out";
  }
  return "; leave such rows out, or mark them as rows without a label, -100";
}

/** The same labels in the order of other classes, matched by name. */
function renumber(
  labels: StoredLabels,
  source: readonly string[],
  wanted: readonly string[],
  column: LabelColumn,
): StoredLabels {
  const indexOf = new Map(wanted.map((name, index) => [name, index]));
  const places = source.map((name) => indexOf.get(name));
  const mismatch = (what: string) =>
    errorOf(
      column,
      `${column.caller} matches ${column.name} with the classes by name, and ${what}: the labels are ${indexed(source)}; the classes are ${indexed(wanted)}`,
    );
  if (labels.kind === "classes") {
    const ids = labels.ids.map((id, row) => {
      if (id === noLabel) return id;
      const place = places[id];
      if (place !== undefined) return place;
      throw mismatch(
        `${placeAt(column, row)} is ${JSON.stringify(source[id])}, which is none of them`,
      );
    });
    return { ...labels, ids, names: wanted } satisfies StoredClasses;
  }
  if (labels.kind === "values") return labels;
  const lost = source.find((name) => !indexOf.has(name));
  const missing = wanted.find((name) => !source.includes(name));
  if (lost !== undefined) throw mismatch(`the label ${JSON.stringify(lost)} is none of them`);
  if (missing !== undefined) {
    throw mismatch(`nothing says which texts have the label ${JSON.stringify(missing)}`);
  }
  const data = new Float64Array(labels.data.length);
  labels.data.forEach((value, i) => {
    const row = Math.floor(i / source.length);
    data[row * source.length + (places[i % source.length] ?? 0)] = value;
  });
  const lists = labels.lists?.map((list) => list.map((id) => places[id] ?? 0));
  return { ...labels, data, names: wanted, ...(lists && { lists }) } satisfies StoredSets;
}
