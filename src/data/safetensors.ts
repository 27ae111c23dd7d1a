import { isRecord } from "../logits/checks.js";
import { LogitsError } from "../logits/errors.js";
import { readLabels } from "../logits/labels.js";
import { describe } from "../logits/text.js";
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
  utf8,
  widths,
} from "./bytes.js";
import type { StoredArray } from "./storedArrays.js";

/** The format's own limit on its header. */
const longestHeader = 100_000_000;

const types: ReadonlyMap<unknown, NumberType> = new Map([
  ["F16", "float16"],
  ["BF16", "bfloat16"],
  ["F32", "float32"],
  ["F64", "float64"],
  ["I8", "int8"],
  ["I16", "int16"],
  ["I32", "int32"],
  ["I64", "int64"],
  ["U8", "uint8"],
  ["U16", "uint16"],
  ["U32", "uint32"],
  ["U64", "uint64"],
  ["BOOL", "bool"],
]);

/** The length of the header, where a file starts as a .safetensors file does. */
export function safetensorsHeader(head: Uint8Array, size: number): number | undefined {
  if (head.length < 9 || head[8] !== 0x7b) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = Number(view.getBigUint64(0, true));
  return length >= 2 && length <= size - 8 && length <= longestHeader ? length : undefined;
}

/**
 * Reads the header of a .safetensors file: its tensors, and class names where the metadata has `id2label`.
 *
 * @throws {PredictionsError} when the header is no JSON, or gives tensors places that overlap, leave gaps or lie outside
 *
 * @see https://github.com/huggingface/safetensors#format
 */
export function readSafetensors(
  source: ByteSource,
  headerLength: number,
  at: FileAt,
): { arrays: StoredArray[]; classes?: string[] } {
  const { __metadata__, ...rest } = headerOf(source.read(8, 8 + headerLength), at);
  const tensors = Object.entries(rest).map(([name, facts]) => tensorOf(name, facts, at));
  const data = partOf(source, 8 + headerLength, source.size);
  checkPlaces(tensors, data.size, at);
  const arrays = tensors.map(({ name, dims, dtype, start, end }): StoredArray => {
    if (dtype === undefined) {
      const problem = `has numbers of a type that isn't read; save it with .float()`;
      return { name, dims, dtype: "unreadable", problem, open: () => Promise.reject(problem) };
    }
    const row = productOf(dims.slice(1)) * widths[dtype];
    const tensor = partOf(data, start, end);
    const open = async () => (from: number, to: number) =>
      decode(tensor.read(from * row, dims.length === 0 ? end - start : to * row), dtype);
    return { name, dims, dtype, open };
  });
  return { arrays, classes: classesIn(__metadata__, at) };
}

function headerOf(bytes: Uint8Array, at: FileAt): Record<string, unknown> {
  const text = utf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text ?? "");
  } catch (cause) {
    throw refusal(at, "its header is not JSON; copy or save it again", cause);
  }
  if (isRecord(value)) return value;
  throw refusal(at, "its header is no JSON object; save it again with safetensors");
}

interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dtype: NumberType | undefined;
  readonly start: number;
  readonly end: number;
}

function tensorOf(name: string, facts: unknown, at: FileAt): Tensor {
  const { dtype, shape, data_offsets } = isRecord(facts) ? facts : {};
  const [start, end] = numbersIn(data_offsets);
  const dims = numbersIn(shape);
  const count = countOf(dims);
  const isPlace = numbersIn(data_offsets).length === 2 && countOf([start, end]) !== undefined;
  const shown = quoted(name);
  if (typeof dtype !== "string" || !Array.isArray(shape) || !isPlace || count === undefined) {
    throw refusal(
      at,
      `its header describes tensor ${shown} by ${describe(facts)} and not by dtype, shape and data_offsets; save it again`,
    );
  }
  const type = types.get(dtype);
  if (type !== undefined && count * widths[type] !== end - start) {
    throw refusal(
      at,
      `its tensor ${shown} has ${bytesText(end - start)}, and the shape [${dims.join(", ")}] of ${dtype} needs ${bytesText(count * widths[type])}; copy or save it again`,
    );
  }
  return { name, dims, dtype: type, start, end };
}

/** A list of numbers, or an empty list for anything else; what isn't a number becomes NaN, which no size is. */
function numbersIn(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  return value.map((one) => (typeof one === "number" ? one : Number.NaN));
}

/** Tensors lie one after the other, from the first byte of the data to the last. */
function checkPlaces(tensors: readonly Tensor[], size: number, at: FileAt): void {
  let end = 0;
  for (const tensor of tensors.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (tensor.start !== end) {
      const how = tensor.start < end ? "overlaps another" : "leaves a gap before it";
      throw refusal(
        at,
        `its tensor ${quoted(tensor.name)} ${how} (it starts at byte ${tensor.start}, and byte ${end} is next); save it again`,
      );
    }
    end = tensor.end;
  }
  if (end === size) return;
  throw refusal(
    at,
    end > size
      ? `it has ${bytesText(size)} of numbers, and its header claims ${bytesText(end)}; the file was cut, copy or save it again`
      : `it has ${bytesText(size - end)} after its last tensor; copy or save it again`,
  );
}

/** Metadata are texts, so a label map is there as JSON. */
function classesIn(metadata: unknown, at: FileAt): string[] | undefined {
  const text = isRecord(metadata) ? metadata.id2label : undefined;
  if (typeof text !== "string") return undefined;
  try {
    return readLabels(JSON.parse(text), undefined, at.caller);
  } catch (cause) {
    if (!(cause instanceof LogitsError || cause instanceof SyntaxError)) throw cause;
    throw refusal(
      at,
      'the id2label in its metadata is no label map as JSON, such as json.dumps({"0": "NEGATIVE", "1": "POSITIVE"})',
      cause,
    );
  }
}
