import {
  type ByteSource,
  bytesText,
  countOf,
  decode,
  type FileAt,
  type NumberType,
  partOf,
  productOf,
  quoted,
  refusal,
  type Values,
  widths,
} from "./bytes.js";
import { type ArrayReader, pythonObjects, type StoredArray } from "./storedArrays.js";

/** The header of a .npy file is a line or two; numpy itself refuses more than 10,000 characters. */
const longestHeader = 10_000;

/** How Python saves what numpy would pickle. */
const savez =
  'np.savez("predictions.npz", predictions=output.predictions, label_ids=output.label_ids)';

/**
 * Reads the header of a .npy file, and so knows how to read its rows: any float, integer, bool or text type, either byte
 * order, C or Fortran order.
 *
 * Own code, because the packages for it return Fortran order untransposed or refuse half of the types.
 *
 * @throws {PredictionsError} for what is no .npy file, and when it is shorter or longer than its header says
 *
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function readNpy(source: ByteSource, name: string, at: FileAt): StoredArray {
  const header = readNpyHeader(source.read(0, Math.min(source.size, headRoom)), name, at);
  const { dims, dtype, problem, dataStart, width, isFortran, isBigEndian } = header;
  if (problem) return { name, dims, dtype: "unreadable", problem, open: () => noReader(problem) };
  checkLength(source, header, name, at);
  const data = partOf(source, dataStart, source.size);
  const values = (from: number, to: number) => {
    const bytes = data.read(from * width, to * width);
    return dtype === "text"
      ? texts(bytes, width, header.isWide, isBigEndian)
      : decode(bytes, dtype as NumberType, isBigEndian);
  };
  const [rows = 1, ...inner] = dims;
  const columns = productOf(inner);
  const open = async (): Promise<ArrayReader> =>
    isFortran && columns > 1
      ? (from, to) => transposed(values, from, to, rows, inner)
      : (from, to) => values(from * columns, to * columns);
  return { name, dims, dtype, open };
}

/** As many bytes as a .npy header and what comes before it can have. */
export const headRoom = longestHeader + 12;

/** Nobody opens an array that can't be read: its problem is said first. */
function noReader(problem: string): never {
  throw new Error(problem);
}

interface NpyHeader {
  readonly dims: readonly number[];
  readonly dtype: StoredArray["dtype"];
  readonly problem?: string;
  readonly isFortran: boolean;
  readonly isBigEndian: boolean;
  /** Whether text is stored with four bytes per character. */
  readonly isWide: boolean;
  /** Bytes per value. */
  readonly width: number;
  readonly dataStart: number;
}

/** Reads the header out of the first bytes of a file. */
export function readNpyHeader(head: Uint8Array, name: string, at: FileAt): NpyHeader {
  const it = name === "" ? "it" : `its array ${quoted(name)}`;
  const bad = (problem: string) => refusal(at, `${it} ${problem}`);
  if (!isNpy(head)) throw bad("doesn't start as a .npy file does; save it with np.save");
  if (head.length < 10) throw bad("ends within its header; copy or save it again");
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const version = head[6];
  if (!(version >= 1 && version <= 3)) {
    throw bad(`is a .npy file of version ${version}, and only 1 to 3 are known; save it anew`);
  }
  const start = version === 1 ? 10 : 12;
  if (head.length < start) throw bad("ends within its header; copy or save it again");
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > longestHeader) {
    throw bad(`claims a header of ${bytesText(length)}, which no array of numbers has`);
  }
  if (head.length < start + length) throw bad("ends within its header; copy or save it again");
  const encoding = version === 3 ? "utf-8" : "latin1";
  const text = new TextDecoder(encoding).decode(head.subarray(start, start + length));
  return { ...parseHeader(text, bad), dataStart: start + length };
}

/** The first six bytes of a .npy file. */
export function isNpy(bytes: Uint8Array): boolean {
  return [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59].every((byte, i) => bytes[i] === byte);
}

function parseHeader(text: string, bad: (problem: string) => Error): Omit<NpyHeader, "dataStart"> {
  const parts =
    /^\s*\{\s*'descr':\s*(.+?),\s*'fortran_order':\s*(True|False),\s*'shape':\s*\(([\d\s,L]*)\),?\s*\}\s*$/s.exec(
      text.replaceAll('"', "'"),
    );
  if (!parts) {
    throw bad(
      "has a header that isn't the three fields of a .npy file (descr, fortran_order, shape); save it anew with np.save",
    );
  }
  const [, descr, order, shape] = parts;
  const sizes = shape.split(",").map((size) => size.trim().replace(/L$/, ""));
  const dims = sizes.filter((size) => size !== "").map(Number);
  if (countOf(dims) === undefined) {
    throw bad(`claims the shape (${shape.trim()}), which no file can hold; save it anew`);
  }
  const type = typeOf(descr);
  return { ...type, dims, isFortran: order === "True" };
}

type TypeFacts = Pick<NpyHeader, "dtype" | "problem" | "width" | "isBigEndian" | "isWide">;

function typeOf(descr: string): TypeFacts {
  const unreadable = (problem: string): TypeFacts => ({
    dtype: "unreadable",
    problem,
    width: 0,
    isBigEndian: false,
    isWide: false,
  });
  const [, order = "", kind = "", size = ""] = /^'([<>|=]?)([a-zA-Z])(\d*)'$/.exec(descr) ?? [];
  if (kind === "O") {
    return unreadable(
      `${pythonObjects}: np.save makes one of a PredictionOutput, a tuple or rows of different lengths; save it in Python with ${savez}`,
    );
  }
  if (kind === "") {
    return unreadable(
      "has fields of several types (a structured dtype); save its numbers alone, as a float32 array [rows, classes]",
    );
  }
  if (kind === "V" && size === "2") {
    return unreadable(
      'has two bytes per number and no name for their type ("V2", as numpy writes bfloat16); save it with .astype("float32")',
    );
  }
  const isBigEndian = order === ">";
  if (kind === "U" || kind === "S") {
    const width = Number(size) * (kind === "U" ? 4 : 1);
    return { dtype: "text", width, isBigEndian, isWide: kind === "U" };
  }
  const dtype = names[`${kind}${size}`];
  if (!dtype) {
    return unreadable(`has numbers of type ${descr}, which aren't read; save .astype("float32")`);
  }
  return { dtype, width: widths[dtype], isBigEndian, isWide: false };
}

const names: Readonly<Record<string, NumberType | undefined>> = Object.assign(Object.create(null), {
  f2: "float16",
  f4: "float32",
  f8: "float64",
  i1: "int8",
  i2: "int16",
  i4: "int32",
  i8: "int64",
  u1: "uint8",
  u2: "uint16",
  u4: "uint32",
  u8: "uint64",
  b1: "bool",
});

function checkLength(
  source: ByteSource,
  { dims, width, dataStart }: NpyHeader,
  name: string,
  at: FileAt,
) {
  const it = name === "" ? "it" : `its array ${quoted(name)}`;
  const wanted = countOf([...dims, width]) ?? Number.POSITIVE_INFINITY;
  const there = source.size - dataStart;
  const shape = `[${dims.join(", ")}]`;
  if (there < wanted) {
    throw refusal(
      at,
      `${it} has ${bytesText(there)} of numbers, and its shape ${shape} needs ${bytesText(wanted)}; the file was cut, copy or save it again`,
    );
  }
  if (there === wanted) return;
  const isSecond = isNpy(
    source.read(dataStart + wanted, Math.min(source.size, dataStart + wanted + 6)),
  );
  throw refusal(
    at,
    isSecond
      ? `${it} holds a second array after its first; save both under their names: ${savez}`
      : `${it} has ${bytesText(there - wanted)} more than its shape ${shape} needs; copy or save it again`,
  );
}

/** Rows out of columns: in Fortran order the first axis is the one that runs fastest. */
function transposed(
  values: (from: number, to: number) => Values | string[],
  from: number,
  to: number,
  rows: number,
  inner: readonly number[],
): Values | string[] {
  const columns = productOf(inner);
  let out: { [index: number]: unknown } | undefined;
  for (let column = 0; column < columns; column++) {
    const part = values(column * rows + from, column * rows + to);
    out ??= Array.isArray(part)
      ? []
      : new (part.constructor as Float32ArrayConstructor)((to - from) * columns);
    const place = cOrder(column, inner);
    for (let row = 0; row < to - from; row++) out[row * columns + place] = part[row];
  }
  return out as Values | string[];
}

/** The place in C order of what is at `index` in Fortran order, among the axes after the first. */
function cOrder(index: number, dims: readonly number[]): number {
  let rest = index;
  let place = 0;
  for (const [axis, size] of dims.entries()) {
    const after = productOf(dims.slice(axis + 1));
    place += (rest % size) * after;
    rest = Math.floor(rest / size);
  }
  return place;
}

/** Numpy's strings are padded with zeros. */
function texts(bytes: Uint8Array, width: number, isWide: boolean, isBigEndian: boolean): string[] {
  const count = width === 0 ? 0 : bytes.length / width;
  const encoding = isWide ? utf32(isBigEndian) : undefined;
  return Array.from({ length: count }, (_, i) => {
    const one = bytes.subarray(i * width, (i + 1) * width);
    return (encoding?.(one) ?? new TextDecoder().decode(one)).replace(/\0+$/, "");
  });
}

function utf32(isBigEndian: boolean): (bytes: Uint8Array) => string {
  return (bytes) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let text = "";
    for (let i = 0; i < bytes.length; i += 4) {
      const code = view.getUint32(i, !isBigEndian);
      text += code > 0x10ffff ? "\uFFFD" : String.fromCodePoint(code);
    }
    return text;
  };
}
