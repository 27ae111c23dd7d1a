import {
  bytesText,
  countOf,
  decode,
  type FileAt,
  type NumberType,
  productOf,
  quoted,
  refusal,
  type Values,
  widths,
} from "./bytes.js";
import type { ArrayReader, StoredArray } from "./storedArrays.js";
import { type PickledCall, type PickledReference, unpickle } from "./unpickle.js";
import type { ZipEntry } from "./zip.js";

const storages: ReadonlyMap<unknown, NumberType> = new Map([
  ["torch.HalfStorage", "float16"],
  ["torch.BFloat16Storage", "bfloat16"],
  ["torch.FloatStorage", "float32"],
  ["torch.DoubleStorage", "float64"],
  ["torch.CharStorage", "int8"],
  ["torch.ShortStorage", "int16"],
  ["torch.IntStorage", "int32"],
  ["torch.LongStorage", "int64"],
  ["torch.ByteStorage", "uint8"],
  ["torch.BoolStorage", "bool"],
]);

const rebuildTensor = "torch._utils._rebuild_tensor_v2";

/** What a file of tensors needs; no other name is looked at. */
const allowed =
  /^(torch\._utils\._rebuild_tensor_v2|collections\.OrderedDict|torch\.[A-Za-z0-9]+Storage)$/;

/** No dict of predictions has a longer pickle: the numbers themselves are outside of it. */
const longestPickle = 2 ** 24;

/** The entry that makes a zip archive a file of `torch.save`. */
export function pickleOf(entries: readonly ZipEntry[]): ZipEntry | undefined {
  return entries.find(({ name }) => /^[^/]+\/data\.pkl$/.test(name));
}

/**
 * Reads the tensors of a file by `torch.save`: a single one, or those in a dict, list or tuple. Nothing in it is executed, and
 * each tensor's strides are followed.
 *
 * @throws {PredictionsError} when it holds anything but tensors and plain values, or a tensor reaches outside of its storage
 */
export async function readPt(
  entries: readonly ZipEntry[],
  pickle: ZipEntry,
  at: FileAt,
): Promise<StoredArray[]> {
  if (pickle.size > longestPickle) {
    throw refusal(at, `its pickle has ${bytesText(pickle.size)}, which no tensors need`);
  }
  const folder = pickle.name.slice(0, -"data.pkl".length);
  const source = await pickle.open();
  const value = unpickle(source.read(0, source.size), allowed, at);
  const order = entries.find(({ name }) => name === `${folder}byteorder`);
  const isBigEndian =
    order !== undefined && new TextDecoder().decode(await order.head(8)).startsWith("big");
  const arrays: StoredArray[] = [];
  for (const [name, one] of namedValues(value)) {
    if (!isTensor(one)) {
      const problem = "is no tensor; choose another, or save it as one";
      arrays.push({ name, dims: [], dtype: "unreadable", problem, open: () => Promise.reject() });
      continue;
    }
    arrays.push(tensorOf(name, one, { entries, folder, isBigEndian }, at));
  }
  if (arrays.length > 0) return arrays;
  throw refusal(at, "it holds no tensor; save the predictions with torch.save");
}

/** A single value, or the values of a dict, list or tuple under their names or numbers. */
function namedValues(value: unknown): [string, unknown][] {
  if (value instanceof Map) return Array.from(value, ([key, each]) => [keyOf(key), each]);
  if (Array.isArray(value)) return value.map((each, index) => [String(index), each]);
  return [["", value]];
}

function keyOf(key: unknown): string {
  return typeof key === "string" || typeof key === "number" ? String(key) : "?";
}

function isTensor(value: unknown): value is PickledCall {
  return (value as PickledCall | null)?.callable === rebuildTensor;
}

interface Archive {
  readonly entries: readonly ZipEntry[];
  readonly folder: string;
  readonly isBigEndian: boolean;
}

function tensorOf(name: string, { args }: PickledCall, archive: Archive, at: FileAt): StoredArray {
  const [stored, offset, size, stride, , , metadata] = args;
  const storage = storageOf((stored as PickledReference | null)?.reference);
  const [dims, strides] = [sizesIn(size), sizesIn(stride)];
  const it = name === "" ? "its tensor" : `its tensor ${quoted(name)}`;
  const entry = archive.entries.find(
    (each) => each.name === `${archive.folder}data/${storage?.key}`,
  );
  const count = dims && countOf(dims);
  if (!storage || !entry || !dims || !strides || dims.length !== strides.length) {
    throw refusal(at, `${it} isn't described as torch.save does; save it again`);
  }
  if (metadata instanceof Map && [...metadata.values()].includes(true)) {
    throw refusal(
      at,
      `${it} is a view whose numbers are stored negated or conjugated (${[...metadata.keys()].join(", ")}); save it with .resolve_neg().resolve_conj()`,
    );
  }
  const { dtype } = storage;
  const width = widths[dtype];
  const first = typeof offset === "number" && Number.isSafeInteger(offset) ? offset : -1;
  const last = dims.reduce((sum, each, axis) => sum + (each - 1) * strides[axis], first);
  const there = Math.floor(entry.size / width);
  if (count === undefined || first < 0 || (count > 0 && last >= there) || count > there) {
    throw refusal(
      at,
      `${it} has the shape [${dims.join(", ")}] and ${there} stored numbers, which are too few; save it with .contiguous()`,
    );
  }
  const columns = productOf(dims.slice(1));
  const open = async (): Promise<ArrayReader> => {
    const data = await entry.open();
    const values = (from: number, to: number) =>
      decode(data.read(from * width, to * width), dtype, archive.isBigEndian);
    return isContiguous(dims, strides)
      ? (from, to) => values(first + from * columns, first + to * columns)
      : (from, to) => gather(values, { dims, strides, first }, from, to);
  };
  return { name, dims, dtype, open };
}

function storageOf(reference: unknown): { dtype: NumberType; key: string } | undefined {
  if (!Array.isArray(reference)) return undefined;
  const [kind, type, key] = reference;
  const dtype = storages.get((type as { name?: string } | null)?.name);
  return kind === "storage" && dtype && typeof key === "string" ? { dtype, key } : undefined;
}

function sizesIn(value: unknown): number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.every((size) => Number.isSafeInteger(size) && size >= 0) ? value : undefined;
}

function isContiguous(dims: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    if (dims[axis] > 1 && strides[axis] !== expected) return false;
    expected *= dims[axis];
  }
  return true;
}

/** Where a tensor's numbers lie in its storage. */
interface Layout {
  readonly dims: readonly number[];
  readonly strides: readonly number[];
  readonly first: number;
}

/** Picks the numbers of some rows out of their storage, in C order; the part of the storage that they span is read at once. */
function gather(
  values: (from: number, to: number) => Values,
  { dims, strides, first }: Layout,
  from: number,
  to: number,
): Values {
  const sizes = [to - from, ...dims.slice(1)];
  const start = first + from * strides[0];
  const span = sizes.reduce((sum, size, axis) => sum + (size - 1) * strides[axis], 0);
  const stored = values(start, start + span + 1);
  const count = productOf(sizes);
  const out = new (stored.constructor as Float32ArrayConstructor)(count);
  const place = sizes.map(() => 0);
  for (let i = 0; i < count; i++) {
    out[i] = stored[place.reduce((sum, index, axis) => sum + index * strides[axis], 0)] as number;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      place[axis]++;
      if (place[axis] < sizes[axis]) break;
      place[axis] = 0;
    }
  }
  return out;
}
