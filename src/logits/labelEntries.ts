import { areUnreadBits, fileBytes, halvesToNumbers, isList } from "./checkLogits.js";
import { errorOf, type LabelReading, wantedOf } from "./labelColumn.js";
import type { Id2Label } from "./labels.js";
import { describe, describeDims, kindOf } from "./text.js";

/** The entries, one per row; a `Dataset` also brings its classes. */
export function entriesOf(
  stored: unknown,
  reading: LabelReading,
): { values: ArrayLike<unknown>; id2label?: Id2Label } {
  const file = fileBytes(stored);
  if (file !== undefined) {
    const { caller, name } = reading;
    throw errorOf(
      reading,
      `${caller} needs a list of ${wantedOf(reading).split(" (")[0]} as ${name}, got ${file}`,
    );
  }
  if (isList(stored)) {
    const { id2label } = stored as { id2label?: Id2Label };
    if (typeof id2label !== "object" || id2label === null) return { values: stored };
    return { values: labelsOfRows(stored, reading), id2label };
  }
  const { data, dims, type } = (stored ?? {}) as { data?: unknown; dims?: unknown; type?: unknown };
  if (isList(data) && isList(dims)) {
    return { values: tensorRows(tensorData(data, type, reading), dims, reading) };
  }
  const { caller, name } = reading;
  const advice = hasLabelIds(stored) ? ": pass its .label_ids" : "";
  throw errorOf(
    reading,
    `${caller} needs a list of ${wantedOf(reading).split(" (")[0]} as ${name}, got ${describe(stored)}${advice}`,
  );
}

function hasLabelIds(value: unknown): boolean {
  return typeof value === "object" && value !== null && "label_ids" in value;
}

/**
 * The labels of a data set's rows, in the form that the task needs: where one label per row is asked for, and a row has another
 * number of them, the sets of all rows, which are then refused.
 */
function labelsOfRows(rows: ArrayLike<unknown>, { problem_type }: LabelReading): unknown[] {
  const isMulti = problem_type === "multi_label_classification";
  const areSets = isMulti || (problem_type !== "regression" && Array.from(rows).some(hasOther));
  return Array.from(rows, (row) => {
    if (typeof row !== "object" || row === null || isList(row)) return row;
    const { label, labels } = row as RowLabels;
    return areSets ? (labels ?? label) : (label ?? labels);
  });
}

interface RowLabels {
  readonly label?: unknown;
  readonly labels?: unknown;
}

/** Whether a row has several labels, or none, as zeros and ones for each class. */
function hasOther(row: unknown): boolean {
  const { labels } = (row ?? {}) as RowLabels;
  if (!isList(labels) || labels.length < 2) return false;
  return Array.from(labels, Number).reduce((sum, value) => sum + value, 0) !== 1;
}

/** A tensor's numbers; those of half precision come as bits. */
function tensorData(data: ArrayLike<unknown>, type: unknown, reading: LabelReading) {
  const file = fileBytes(data);
  const numbers = halvesToNumbers(data as ArrayLike<number>, type) as ArrayLike<unknown>;
  if (file === undefined && (numbers !== data || !areUnreadBits(kindOf(data), type)))
    return numbers;
  const { caller, name } = reading;
  const what = file ?? `${kindOf(data)} of type ${JSON.stringify(type)}`;
  throw errorOf(
    reading,
    `${caller} needs the numbers of a tensor as ${name}, got its bits in ${what}${file ? "" : ": turn them into a Float32Array or a plain array first"}`,
  );
}

function tensorRows(data: ArrayLike<unknown>, dims: ArrayLike<unknown>, reading: LabelReading) {
  const [rows, columns = 1] = Array.from(dims, Number);
  if (dims.length < 1 || dims.length > 2 || rows * columns !== data.length) {
    const { caller, name } = reading;
    throw errorOf(
      reading,
      `${caller} needs one class index per row, a tensor [n], as ${name}: got dims ${describeDims(dims)} with ${data.length} numbers`,
    );
  }
  if (columns === 1) return data;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => data[row * columns + column]),
  );
}
