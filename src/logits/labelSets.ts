import type { LabelCell } from "./labelCells.js";
import {
  classesOf,
  inTwoWays,
  type LabelColumn,
  namedOf,
  noLabel,
  refuse,
  type StoredClasses,
  type StoredLabels,
  type StoredSets,
  valuesOf,
} from "./labelColumn.js";

/**
 * Reads lists, one per row: zeros and ones for each class, the labels that a text has (by name or index), or a column
 * `[n, 1]`. For a single-label task, each must hold exactly one label.
 */
export function setsOf(cells: readonly LabelCell[], column: LabelColumn): StoredLabels {
  const isSingle = column.problem_type === "single_label_classification";
  const isColumn = cells.every(({ items }) => items.length === 1);
  if (column.problem_type === "regression") return targetsOf(cells, column);
  if (isColumn && column.problem_type !== "multi_label_classification") return flat(cells, column);
  const sets = setsIn(cells, column);
  return isSingle ? onlyLabels(sets, cells, column) : sets;
}

/** The values of a regression: one per row, or as many as the model has outputs. */
function targetsOf(cells: readonly LabelCell[], column: LabelColumn): StoredLabels {
  const { k = 1 } = column;
  const row = cells.findIndex(
    ({ items }) => items.length !== k || !items.every(({ number }) => Number.isFinite(number)),
  );
  if (row >= 0) refuse(column, row, cells[row].value);
  const targets = ofNumbers(cells, k, column);
  return k === 1 ? valuesOf(targets.data, column) : targets;
}

/** A column of one label per row, `[n, 1]`. */
function flat(cells: readonly LabelCell[], column: LabelColumn): StoredClasses {
  const items = cells.map(({ items: [item] }) => item);
  if (items[0].kind === "name") return namedOf(items, column);
  return classesOf(
    items.map(({ number }) => number),
    column,
    items,
  );
}

function setsIn(cells: readonly LabelCell[], column: LabelColumn): StoredSets {
  const { k } = column;
  const kind = cells.find(({ items }) => items.length > 0)?.items[0].kind ?? "name";
  if (kind === "name") return ofIndices(namedLists(cells, column));
  const width = cells[0].items.length;
  const isBox = width > 0 && cells.every(({ items }) => items.length === width);
  const isBinary = cells.every(({ items }) =>
    items.every(({ number }) => number === 0 || number === 1),
  );
  if (isBox && (k === undefined ? width > 1 : k === width)) {
    if (isBinary) return ofNumbers(cells, width, column);
    const hasFractions = cells.some(({ items }) =>
      items.some(({ number }) => !Number.isInteger(number)),
    );
    if (hasFractions) return softOf(cells, width, column);
  }
  if (kind === "boolean") {
    const wanted = k === undefined ? "each label" : `each of the ${k} labels`;
    refuse(column, 0, cells[0].value, `, which has no truth value for ${wanted}`);
  }
  const lists = cells.map(({ items }) => items.map(({ number }) => number));
  const isTwice = (list: readonly number[]) => new Set(list).size < list.length;
  if (isBinary && !isBox && lists.some(isTwice)) {
    const row = lists.findIndex(({ length }) => length !== (k ?? width));
    const wanted = k === undefined ? `row 0 has ${width}` : `there are ${k} labels`;
    refuse(
      column,
      row,
      cells[row].value,
      `, zeros and ones for ${lists[row].length} labels where ${wanted}`,
    );
  }
  if (isBinary && isBox && width > 1) {
    // Zeros and ones that aren't as many as the classes: of another model, unless they are indices.
    const row = lists.findIndex(isTwice);
    if (row >= 0) refuse(column, row, cells[row].value, `, where there are ${k} labels`);
    const asNumbers = `zeros and ones for ${width} labels, where there are ${k}`;
    inTwoWays(column, 0, cells[0].value, asNumbers, "a list of class indices (then write names)");
  }
  return ofIndices(indexLists(lists, cells, column));
}

/** Lists of class indices, one per row, and the number of classes. */
interface IndexLists {
  readonly lists: readonly (readonly number[])[];
  readonly k: number;
  readonly names: readonly string[] | undefined;
}

function namedLists(cells: readonly LabelCell[], column: LabelColumn): IndexLists {
  const items = cells.flatMap(({ items }) => items);
  const rows = cells.flatMap(({ items }, row) => items.map(() => row));
  const { ids, names = [] } = namedOf(items, columnOfItems(column, rows));
  let next = 0;
  const lists = cells.map(({ items }) => items.map(() => ids[next++]));
  refuseTwice(lists, cells, column);
  return { lists, k: column.k ?? names.length, names };
}

function indexLists(
  lists: number[][],
  cells: readonly LabelCell[],
  column: LabelColumn,
): IndexLists {
  refuseTwice(lists, cells, column);
  const items = cells.flatMap(({ items }) => items);
  const rows = cells.flatMap(({ items }, row) => items.map(() => row));
  const { ids } = classesOf(
    lists.flat(),
    { ...columnOfItems(column, rows), isPrediction: true },
    items,
  );
  const k = column.k ?? ids.reduce((most, id) => Math.max(most, id), -1) + 1;
  return { lists, k, names: column.names };
}

/** A column of all lists' items, whose errors name the list's row. */
function columnOfItems(column: LabelColumn, rows: readonly number[]): LabelColumn {
  const { placeOf = (row: number) => `row ${row}` } = column;
  return { ...column, placeOf: (item) => placeOf(rows[item]) };
}

function refuseTwice(lists: readonly number[][], cells: readonly LabelCell[], column: LabelColumn) {
  const row = lists.findIndex((list) => new Set(list).size < list.length);
  if (row >= 0) refuse(column, row, cells[row].value, ", which has a label twice");
}

function ofIndices({ lists, k, names }: IndexLists): StoredSets {
  const data = new Float64Array(lists.length * k);
  lists.forEach((list, row) => {
    for (const id of list) data[row * k + id] = 1;
  });
  return { kind: "sets", data, rows: lists.length, columns: k, names, lists };
}

function ofNumbers(
  cells: readonly LabelCell[],
  columns: number,
  { names }: LabelColumn,
): StoredSets {
  const data = Float64Array.from(cells.flatMap(({ items }) => items.map(({ number }) => number)));
  return { kind: "sets", data, rows: cells.length, columns, names };
}

/** Shares instead of zeros and ones: a target of a multi-label task's loss, and nothing that a class could be read from. */
function softOf(cells: readonly LabelCell[], columns: number, column: LabelColumn): StoredSets {
  const isShare = ({ number }: LabelCell) => number >= 0 && number <= 1;
  const isSoft = cells.every(({ items }) => items.every(isShare));
  if (isSoft && column.problem_type === "multi_label_classification" && !column.isPrediction) {
    return ofNumbers(cells, columns, column);
  }
  const row = cells.findIndex(({ items }) => items.some(({ number }) => !Number.isInteger(number)));
  return refuse(
    column,
    row,
    cells[row].value,
    "; for a batch of logits or probabilities, take argmax(batch) first",
  );
}

/** The one label of each set. */
function onlyLabels(
  sets: StoredSets,
  cells: readonly LabelCell[],
  column: LabelColumn,
): StoredClasses {
  const { data, rows, columns, names } = sets;
  const ids = new Int32Array(rows).fill(noLabel);
  for (let row = 0; row < rows; row++) {
    const set = data.subarray(row * columns, (row + 1) * columns);
    const count = set.reduce((sum, value) => sum + value, 0);
    if (count !== 1) {
      const has = count === 0 ? "no label" : `${count} labels`;
      const { several = "" } = column;
      refuse(column, row, cells[row].value, `, which has ${has} where one is needed${several}`);
    }
    ids[row] = set.indexOf(1);
  }
  return { kind: "classes", ids, unlabelled: 0, names };
}
