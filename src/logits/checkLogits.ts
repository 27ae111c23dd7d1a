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
 * function has its own limits. What says of itself that it holds probabilities, as saved predictions do, is refused.
 *
 * @param orProbabilities true for a function to which probabilities mean as much as logits
 */
export function checkLogits(logits: unknown, caller: string, orProbabilities = false): FlatLogits {
  refuseFile(logits, caller);
  if (!orProbabilities) refuseProbabilities(logits, caller);
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

function refuseProbabilities(value: unknown, caller: string): void {
  const { source } = (value ?? {}) as { source?: { numbers?: unknown; file?: unknown } };
  if (source?.numbers !== "probabilities") return;
  throw new LogitsError(
    `${caller} needs logits, and ${source.file ?? "this"} holds probabilities: use them as they are (argmax for the class, or interpret with { function_to_apply: "none" })`,
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

/** A typed array is judged by its kind; a plain array's elements are checked one by one. */
function checkNumbers(values: ArrayLike<unknown>, caller: string, place: string) {
  if (!Array.isArray(values)) return numbersOf(values, caller);
  for (let column = 0; column < values.length; column++) {
    if (typeof values[column] !== "number") {
      const what = describe(values[column]);
      throw new LogitsError(
        `${caller} needs numbers as logits: ${place}column ${column} is ${what}${nestingAdvice(values[column])}`,
      );
    }
  }
  return values as number[];
}

function nestingAdvice(value: unknown): string {
  if (isList(value)) return ", which is nested too deeply: pass one batch [n, k]";
  return isTensor(value) ? ": pass one tensor [n, k], or each tensor by itself" : "";
}

/** What to do with something that holds logits, or could be turned into them. */
function advice(value: unknown): string {
  if (typeof value === "number") return ": write a row of one logit as [x]";
  if (typeof value === "string" && fileEnding.test(value)) return `; ${fileAdvice}`;
  if (typeof value !== "object" || value === null) return "";
  if ("then" in value) return ": await it first";
  if ("logits" in value) return ": pass its .logits";
  if ("predictions" in value) return ": pass its .predictions";
  if ("dataSync" in value && "shape" in value) {
    return ": pass { data: tensor.dataSync(), dims: tensor.shape }";
  }
  if ("data" in value && "shape" in value) return ": call its shape dims, { data, dims: shape }";
  return Symbol.iterator in value ? ": make it an array first, Array.from(…)" : "";
}

const fileEnding = /\.(npy|npz|jsonl?|csv|tsv|parquet|safetensors|pt|pkl)$/i;
const fileAdvice =
  "this is a file: use readPredictions(path), or parsePredictions(bytes, name) for its bytes";
const bytes = ["Uint8Array", "Uint8ClampedArray"];
const containers = ["DataView", "ArrayBuffer", "SharedArrayBuffer", "Blob", "File"];
const files = [...bytes, ...containers];

/** The bytes of a file that are no plain list of small numbers: Node's `Buffer`, a `Blob` and the like, with their number. */
export function fileBytes(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { byteLength, size = byteLength } = value as { byteLength?: number; size?: number };
  // Every Uint8Array is of kind "Uint8Array", and Node's own says so only in its constructor's name.
  const name = value.constructor?.name === "Buffer" ? "Buffer" : kindOf(value);
  if (name !== "Buffer" && !containers.includes(name)) return undefined;
  return `a ${name} of ${size} bytes; ${fileAdvice}`;
}

/** Refuses the bytes of a file, such as Node's `Buffer`, which is a Uint8Array: read as a row, each byte would be a logit. */
function refuseFile(value: unknown, caller: string): void {
  if (typeof value !== "object" || value === null || !files.includes(kindOf(value))) return;
  const { byteLength, size = byteLength } = value as { byteLength?: number; size?: number };
  throw new LogitsError(
    `${caller} needs a row, a batch or a tensor of logits, got a ${kindOf(value)} of ${size} bytes; ${fileAdvice}`,
  );
}

/** Reads `{ data, dims }` of rank 1 or 2, or says how its shape and its numbers disagree. */
function flattenTensor(
  tensor: { data: unknown; dims: unknown; type?: unknown; location?: unknown },
  caller: string,
): FlatLogits {
  const [rows, columns] = checkDims(tensor.dims, caller);
  refuseRemote(tensor, caller);
  const { data } = tensor;
  if (!isList(data)) {
    throw new LogitsError(`${caller} needs a tensor with numbers in .data, got ${describe(data)}`);
  }
  refuseSingleBytes(data, rows * columns, tensor.type, caller);
  if (data.length !== rows * columns) {
    throw new LogitsError(
      `${caller} needs ${rows * columns} numbers for dims ${describeDims(tensor.dims)}, got ${data.length}`,
    );
  }
  const isBatch = (tensor.dims as ArrayLike<number>).length === 2;
  const numbers = numbersOf(data, caller, tensor.type);
  if (Array.isArray(numbers)) checkTensorNumbers(numbers, columns, isBatch, caller);
  return { data: numbers, rows, columns, isBatch };
}

/** A shape that counts numbers of two, four or eight bytes each, beside an array of single bytes. */
function refuseSingleBytes(data: ArrayLike<unknown>, count: number, type: unknown, caller: string) {
  const kind = kindOf(data);
  if (!bytes.includes(kind) || !areUnreadBits(kind, type)) return;
  const isHalf = halfType.test(String(type));
  const size = isHalf ? 2 : /64|double/i.test(String(type)) ? 8 : 4;
  if (data.length !== size * count) return;
  const array = isHalf ? "Uint16Array" : size === 8 ? "Float64Array" : "Float32Array";
  throw new LogitsError(
    `${caller} needs numbers as logits, got a ${kind} with the ${data.length} bytes of ${count} ${type} numbers: pass them as new ${array}(data.slice().buffer)`,
  );
}

/** onnxruntime leaves a tensor's numbers where they were computed, which may be a GPU, until they are asked for. */
function refuseRemote({ location }: { readonly location?: unknown }, caller: string): void {
  if (typeof location !== "string" || location.startsWith("cpu")) return;
  throw new LogitsError(
    `${caller} needs a tensor in memory, got one whose location is ${JSON.stringify(location)}: await its getData() first`,
  );
}

function checkDims(dims: unknown, caller: string): [rows: number, columns: number] {
  const given = isList(dims) ? Array.from(dims) : [];
  // Formats with 64-bit shapes give bigints.
  const sizes = given.map((size) => (typeof size === "bigint" ? Number(size) : size));
  const shown = describeDims(dims);
  const odd = sizes.find((size) => typeof size !== "number");
  if (odd !== undefined) {
    throw new LogitsError(
      `${caller} needs numbers as dims, got ${describe(odd)}: write dims.map(Number)`,
    );
  }
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

/**
 * The numbers of a typed array, or of a tensor's plain array, whose elements the caller checks. Whole numbers are taken as they
 * are; what may be bits, bytes or ids is refused.
 *
 * @param type a tensor's element type, which says what 16-bit whole numbers are
 */
function numbersOf(values: ArrayLike<unknown>, caller: string, type?: unknown): ArrayLike<number> {
  const kind = kindOf(values);
  const numbers = values as ArrayLike<number>;
  if (kind === "BigInt64Array" || kind === "BigUint64Array") {
    throw new LogitsError(
      `${caller} needs numbers as logits, got a ${kind}: these are ids (of tokens or labels), not logits`,
    );
  }
  const is16Bits = kind === "Uint16Array" || kind === "Int16Array";
  const half = typeof type === "string" ? halfType.exec(type) : null;
  if (half && is16Bits) return halvesToNumbers(numbers, type);
  if (areUnreadBits(kind, type)) {
    throw new LogitsError(
      `${caller} needs numbers as logits, got data of type ${JSON.stringify(type)} as ${kind}: these are its bits, so turn them into a Float32Array first`,
    );
  }
  const mayBeBits = is16Bits || (half && Array.isArray(values) && values.every(isCode));
  if (mayBeBits && !areBelow(numbers, smallestNormal)) {
    throw new LogitsError(
      `${caller} needs to know what the ${is16Bits ? kind : "list of whole numbers"} holds: pass the bits of half-precision numbers in a Uint16Array as { type: "float16", data, dims } or { type: "bfloat16", data, dims }, and whole numbers as a plain array without a type`,
    );
  }
  if (bytes.includes(kind) && (fileBytes(values) !== undefined || !areBelow(numbers, 2))) {
    throw new LogitsError(
      `${caller} needs numbers as logits, got a ${kind}, which holds bytes: pass whole numbers as Array.from(data), and for a file use readPredictions(path) or parsePredictions(bytes, name)`,
    );
  }
  return numbers;
}

/** The names of the half-precision types in transformers.js, torch and safetensors; the group matches bfloat16's. */
const halfType = /^(?:torch\.)?(?:float16|f16|half|(bfloat16|bf16))$/i;
const realType = /float|double|half|^b?f\d/i;

/** The numbers whose bits these are, if the type says so: half precision in a typed array of 16-bit whole numbers. */
export function halvesToNumbers(values: ArrayLike<number>, type: unknown): ArrayLike<number> {
  const half = typeof type === "string" ? halfType.exec(type) : null;
  if (!half || !/^U?int16Array$/i.test(kindOf(values))) return values;
  return half[1] ? bfloat16ToNumbers(values) : float16ToNumbers(values);
}

/** Whether a type of real numbers is beside an array of whole ones, or of another kind of half: bits that nobody has read. */
export function areUnreadBits(kind: string, type: unknown): boolean {
  if (!realType.test(String(type))) return false;
  return (
    /int/i.test(kind) || (kind === "Float16Array" && Boolean(halfType.exec(String(type))?.[1]))
  );
}

/** Bits below this would be numbers next to 0 in either half precision, so they are ids, counts or decisions. */
const smallestNormal = 0x0400;

/** Whether a value could be 16 bits, written as a number. */
function isCode(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) < 0x10000;
}

function areBelow(values: ArrayLike<number>, limit: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i] < 0 || values[i] >= limit) return false;
  return true;
}

/**
 * Turns the bits of half-precision numbers into numbers, for versions of Node without `Float16Array`.
 *
 * Such a number is 1 bit of sign, 5 of exponent and 10 of fraction (IEEE 754 binary16): `0x3c00` → 1, `0xc500` → -5.
 */
export function float16ToNumbers(bits: ArrayLike<number>): Float32Array {
  return Float32Array.from(bits, (half) => {
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24;
    if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
    return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  });
}

/**
 * Turns the bits of bfloat16 numbers into numbers: they are the upper half of a float32's, `0x3f80` → 1, `0xc05f` → -3.484375.
 */
export function bfloat16ToNumbers(bits: ArrayLike<number>): Float32Array {
  return new Float32Array(Uint32Array.from(bits, (upper) => upper << 16).buffer);
}
