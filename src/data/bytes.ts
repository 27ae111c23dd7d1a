import { bfloat16ToNumbers, float16ToNumbers } from "../logits/checkLogits.js";
import { listed as inWords, quoted } from "../logits/text.js";
import { PredictionsError } from "./Predictions.js";

export { quoted };

/** Bytes that are read piece by piece: a file on disk, a part of one, or an array in memory. */
export interface ByteSource {
  readonly size: number;
  /** A copy of the bytes from `start` up to `end`, in a buffer of its own. */
  read(start: number, end: number): Uint8Array;
}

/** The function that is reading, and the file as errors name it. */
export interface FileAt {
  readonly caller: string;
  readonly file: string;
}

/** The one error of a file: which function, which file, what is wrong, what to do. */
export function refusal({ caller, file }: FileAt, problem: string, cause?: unknown) {
  return new PredictionsError(`${caller} can't read ${file}: ${problem}`, { cause });
}

/** Bytes in memory. */
export function bytesInMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (start, end) => new Uint8Array(bytes.subarray(start, end)) };
}

/** A part of a source, counted from its own first byte. */
export function partOf(source: ByteSource, start: number, end: number): ByteSource {
  return { size: end - start, read: (from, to) => source.read(start + from, start + to) };
}

/** Number types by their Python names, with their bytes per number; `text` and `bytes` are numpy's strings, of any width. */
export const widths = {
  float16: 2,
  bfloat16: 2,
  float32: 4,
  float64: 8,
  int8: 1,
  int16: 2,
  int32: 4,
  int64: 8,
  uint8: 1,
  uint16: 2,
  uint32: 4,
  uint64: 8,
  bool: 1,
} as const;

export type NumberType = keyof typeof widths;

/** Values as they are stored, in their natural typed array. */
export type Values = ArrayLike<number> | ArrayLike<bigint>;

/** Turns bytes, in a buffer of their own, into values. */
export function decode(bytes: Uint8Array, type: NumberType, isBigEndian = false): Values {
  if (isBigEndian) reverseEach(bytes, widths[type]);
  const { buffer } = bytes;
  switch (type) {
    case "float16":
      return float16ToNumbers(new Uint16Array(buffer));
    case "bfloat16":
      return bfloat16ToNumbers(new Uint16Array(buffer));
    case "float32":
      return new Float32Array(buffer);
    case "float64":
      return new Float64Array(buffer);
    case "int8":
      return new Int8Array(buffer);
    case "int16":
      return new Int16Array(buffer);
    case "int32":
      return new Int32Array(buffer);
    case "int64":
      return new BigInt64Array(buffer);
    case "uint16":
      return new Uint16Array(buffer);
    case "uint32":
      return new Uint32Array(buffer);
    case "uint64":
      return new BigUint64Array(buffer);
    default:
      return bytes;
  }
}

function reverseEach(bytes: Uint8Array, width: number): void {
  for (let start = 0; start < bytes.length; start += width) {
    for (let low = start, high = start + width - 1; low < high; low++, high--) {
      const byte = bytes[low];
      bytes[low] = bytes[high];
      bytes[high] = byte;
    }
  }
}

/** How many values a shape has, or `undefined` where it has a size that is none or more of them than can be counted. */
export function countOf(dims: readonly number[]): number | undefined {
  let count = 1;
  for (const size of dims) {
    count *= size;
    if (!Number.isSafeInteger(size) || size < 0 || !Number.isSafeInteger(count)) return undefined;
  }
  return count;
}

/** How many values a shape has that {@link countOf} has checked, or a part of it: 1 where it has no axis. */
export function productOf(dims: readonly number[]): number {
  return dims.reduce((product, size) => product * size, 1);
}

/** Up to twelve names out of a file. */
export function listed(names: readonly string[]): string {
  return inWords(names.map(quoted), { most: 12 });
}

/** `1,234,567 bytes`, `1 byte` */
export function bytesText(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "byte" : "bytes"}`;
}

/** UTF-8 text, without a byte order mark, or `undefined` where the bytes are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
