import { describe } from "./describe.js";
import { isList, refuseBigints } from "./isList.js";
import { LogitsError } from "./LogitsError.js";
import { readTensor } from "./readTensor.js";

/** Logits laid out flat, row after row: the one form that every function of this room computes on. */
export interface FlatLogits {
  /** `rows × columns` numbers; logit `column` of `row` is at `row * columns + column`. */
  readonly data: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  /** False when a single row came in, so that a single row goes out. */
  readonly isBatch: boolean;
}

/**
 * Reads a row, a batch or a tensor as flat numbers, or says what is wrong and where.
 *
 * Typed arrays and tensors are not copied. NaN and infinities pass: each function knows its own limits.
 */
export function readLogits(logits: unknown, caller: string): FlatLogits {
  if (isList(logits)) {
    return logits.length > 0 && isList(logits[0])
      ? readBatch(logits as ArrayLike<unknown>, caller)
      : readRow(logits, caller);
  }
  if (isTensor(logits)) return readTensor(logits, caller);
  throw new LogitsError(
    `${caller} needs a row, a batch or a tensor of logits, got ${describe(logits)}${advice(logits)}`,
  );
}

function isTensor(value: unknown): value is { data: unknown; dims: unknown } {
  return typeof value === "object" && value !== null && "data" in value && "dims" in value;
}

function readRow(row: ArrayLike<unknown>, caller: string): FlatLogits {
  if (row.length === 0) throw new LogitsError(`${caller} needs at least one logit, got 0`);
  return { data: readNumbers(row, caller, ""), rows: 1, columns: row.length, isBatch: false };
}

function readBatch(batch: ArrayLike<unknown>, caller: string): FlatLogits {
  const rows = batch.length;
  const columns = (batch[0] as ArrayLike<unknown>).length;
  if (columns === 0) throw new LogitsError(`${caller} needs at least one logit: row 0 has 0`);
  const data = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const values = batch[row];
    if (!isList(values)) {
      throw new LogitsError(`${caller} needs rows of logits: row ${row} is ${describe(values)}`);
    }
    if (values.length !== columns) {
      throw new LogitsError(
        `${caller} needs rows of equal length: row 0 has ${columns} logits, row ${row} has ${values.length}`,
      );
    }
    data.set(readNumbers(values, caller, `row ${row}, `), row * columns);
  }
  return { data, rows, columns, isBatch: true };
}

/** Typed arrays of numbers are numbers already; a plain array is checked one by one. */
function readNumbers(values: ArrayLike<unknown>, caller: string, place: string) {
  if (!Array.isArray(values)) return refuseBigints(values, caller);
  for (let column = 0; column < values.length; column++) {
    if (typeof values[column] !== "number") {
      const what = describe(values[column]);
      const hint = isList(values[column])
        ? ", which is nested too deep: pass one batch [n, k]"
        : "";
      throw new LogitsError(
        `${caller} needs numbers as logits: ${place}column ${column} is ${what}${hint}`,
      );
    }
  }
  return values as number[];
}

function advice(value: unknown): string {
  if (typeof value === "number") return ": write a row of one logit as [x]";
  if (typeof value !== "object" || value === null) return "";
  if ("logits" in value) return ": pass its .logits";
  return "predictions" in value ? ": pass its .predictions" : "";
}
