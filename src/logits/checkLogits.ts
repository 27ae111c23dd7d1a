import { LogitsError } from "./errors.js";
import { describe, describeDims, kindOf } from "./text.js";

/** Logits laid out flat, row after row: the form that every function of this room computes with. */
export interface FlatLogits {
  /** `rows × columns` numbers; logit `column` of `row` is at `row * columns + column`. */
  readonly data: ArrayLike<number>;
  readonly rows: number;
  readonly columns: number;
  /** False when a single row came in, so that a single row is returned. */
  readonly isBatch: boolean;
}

/**
 * Reads a row, a batch or a tensor as flat numbers, or says what is wrong and where.
 *
 * A typed array is not copied, nor is a tensor, unless it holds half-precision bits. NaN and infinities pass, because each
 * function has its own limits.
 */
export function checkLogits(logits: unknown, caller: string): FlatLogits {
  if (isList(logits)) {
    return logits.length > 0 && isList(logits[0])
      ? flattenBatch(logits as ArrayLike<unknown>, caller)
      : flattenRow(logits, caller);
  }
  if (isTensor(logits)) return flattenTensor(logits, caller);
  throw new LogitsError(
    `${caller} needs a row, a batch or a tensor of logits, got ${describe(logits)}${advice(logits)}`,
  );
}

function isTensor(value: unknown): value is { data: unknown; dims: unknown } {
  return typeof value === "object" && value !== null && "data" in value && "dims" in value;
}

function flattenRow(row: ArrayLike<unknown>, caller: string): FlatLogits {
  if (row.length === 0) throw new LogitsError(`${caller} needs at least one logit, got 0`);
  return { data: checkNumbers(row, caller, ""), rows: 1, columns: row.length, isBatch: false };
}

function flattenBatch(batch: ArrayLike<unknown>, caller: string): FlatLogits {
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
    data.set(checkNumbers(values, caller, `row ${row}, `), row * columns);
  }
  return { data, rows, columns, isBatch: true };
}

/** A typed array holds only numbers, or bigints, which are refused; a plain array's elements are checked one by one. */
function checkNumbers(values: ArrayLike<unknown>, caller: string, place: string) {
  if (!Array.isArray(values)) return refuseBigints(values, caller);
  for (let column = 0; column < values.length; column++) {
    if (typeof values[column] !== "number") {
      const what = describe(values[column]);
      const hint = isList(values[column])
        ? ", which is nested too deeply: pass one batch [n, k]"
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

/** Reads `{ data, dims }` of rank 1 or 2, or says how its shape and its numbers disagree. */
function flattenTensor(
  tensor: { data: unknown; dims: unknown; type?: unknown },
  caller: string,
): FlatLogits {
  const [rows, columns] = checkDims(tensor.dims, caller);
  const { data } = tensor;
  if (!isList(data)) {
    throw new LogitsError(`${caller} needs a tensor with numbers in .data, got ${describe(data)}`);
  }
  if (data.length !== rows * columns) {
    throw new LogitsError(
      `${caller} needs ${rows * columns} numbers for dims ${describeDims(tensor.dims)}, got ${data.length}`,
    );
  }
  const isBatch = (tensor.dims as ArrayLike<number>).length === 2;
  // Where there is no Float16Array, transformers.js passes the bits of half-precision numbers as whole numbers.
  const isBits = tensor.type === "float16" && kindOf(data) === "Uint16Array";
  const numbers = isBits ? float16ToNumbers(data as Uint16Array) : refuseBigints(data, caller);
  if (Array.isArray(numbers)) checkTensorNumbers(numbers, columns, isBatch, caller);
  return { data: numbers, rows, columns, isBatch };
}

function checkDims(dims: unknown, caller: string): [rows: number, columns: number] {
  const sizes = isList(dims) ? Array.from(dims) : [];
  const shown = describeDims(dims);
  if (sizes.length !== 1 && sizes.length !== 2) {
    throw new LogitsError(
      `${caller} needs a tensor of rank 1 or 2, got dims ${shown}: take out one row [k] or one batch [n, k] first`,
    );
  }
  if (!sizes.every((size) => Number.isInteger(size) && Number(size) > 0)) {
    throw new LogitsError(`${caller} needs at least one row and one logit, got dims ${shown}`);
  }
  const [first, second] = sizes as number[];
  return sizes.length === 1 ? [1, first] : [first, second];
}

function checkTensorNumbers(
  data: unknown[],
  columns: number,
  isBatch: boolean,
  caller: string,
): void {
  const index = data.findIndex((value) => typeof value !== "number");
  if (index < 0) return;
  const row = isBatch ? `row ${Math.floor(index / columns)}, ` : "";
  throw new LogitsError(
    `${caller} needs numbers as logits: ${row}column ${index % columns} is ${describe(data[index])}`,
  );
}

/** True for arrays and typed arrays from any realm, but not for a DataView. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && kindOf(value) !== "DataView");
}

/** Arrays of 64-bit integers hold token or label ids, never logits. */
function refuseBigints(values: ArrayLike<unknown>, caller: string): ArrayLike<number> {
  const kind = kindOf(values);
  if (kind === "BigInt64Array" || kind === "BigUint64Array") {
    throw new LogitsError(
      `${caller} needs numbers as logits, got a ${kind}: these are ids (of tokens or labels), not logits`,
    );
  }
  return values as ArrayLike<number>;
}

/**
 * Turns the bits of half-precision numbers into numbers, for versions of Node without `Float16Array`.
 *
 * Such a number is 1 bit of sign, 5 of exponent and 10 of fraction (IEEE 754 binary16): `0x3c00` → 1, `0xc500` → -5.
 */
export function float16ToNumbers(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}
