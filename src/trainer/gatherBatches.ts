import { checkLogits, isList } from "../logits/checkLogits.js";
import { isRecord } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { TrainerError } from "./TrainerError.js";

/*
 * A model's outputs are tensors, tuples of tensors, outputs by name, or single numbers. Here a tensor is a list with one item
 * for each row of the batch, and a tuple is a list as well: which of them a list is follows from its length, from the lengths
 * in other batches, and where both are possible, from its name.
 */

/** What is known about a value before its batches are seen. */
export interface Expected {
  /** Its name in errors. */
  readonly name: string;
  /** True: the batches' values are tuples. */
  readonly isTuple?: boolean;
  /** Which lists may be tuples: none, only those of `[batch, width]` arrays or larger, or any. Default: those. */
  readonly tuples?: "none" | "large" | "any";
  /** Asked where a list may be either: is it a tuple? Default: only under the names that Transformers has for tuples. */
  readonly decide?: () => boolean;
  /** The parts of a tuple, where they are known. */
  readonly parts?: readonly Expected[];
}

/** The outputs that are tuples in Transformers' models, one array per layer. */
const layered =
  /^((encoder_|decoder_)?(hidden_states|attentions)|cross_attentions|past_key_values)$/;

/** Lists that were tensors, and so can't be tuples. */
const tensors = new WeakSet<object>();

/** The value with plain arrays for its tensors (`{ data, dims }`) and typed arrays. */
export function asArrays(value: unknown): unknown {
  if (isTensor(value)) return tensorRows(value);
  if (Array.isArray(value)) {
    const isPlain = typeof value[0] === "number" || value.length === 0;
    return isPlain ? value : asArraysInside(value);
  }
  if (isList(value)) return Array.from(value, (one) => Number(one));
  if (!isNamed(value)) return typeof value === "bigint" ? Number(value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asArrays(one)]));
}

function asArraysInside(list: readonly unknown[]): unknown[] {
  const items = list.map(asArrays);
  return items.every((item, i) => item === list[i]) ? (list as unknown[]) : items;
}

export function isTensor(value: unknown): value is { data: ArrayLike<unknown>; dims: number[] } {
  return typeof value === "object" && value !== null && "data" in value && "dims" in value;
}

/** A tensor of any rank as nested arrays; a tensor with one number and no dims is that number. */
function tensorRows(tensor: { data: ArrayLike<unknown>; dims: number[] }): unknown {
  const dims = Array.from(tensor.dims);
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size === 0) return [];
  const isWhole = typeof tensor.data?.[0] === "bigint";
  // The room of the logits knows the half-precision types, and what is wrong with a tensor.
  const flat = isWhole
    ? Array.from(tensor.data, Number)
    : checkLogits({ ...pick(tensor), dims: [size] }, "Trainer").data;
  if (dims.length === 0) return flat[0];
  let items: unknown[] = Array.from(flat);
  for (const dim of dims.slice(1).reverse()) {
    items = Array.from({ length: items.length / dim }, (_, i) =>
      items.slice(i * dim, (i + 1) * dim),
    );
  }
  tensors.add(items);
  return items;
}

/** A transformers.js tensor has its parts as getters, which a spread would miss. */
function pick(tensor: { data: ArrayLike<unknown>; type?: unknown }): object {
  return { data: tensor.data, ...("type" in tensor && { type: tensor.type }) };
}

function isNamed(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && !isTensor(value);
}

function isRows(value: unknown, size: number): value is unknown[] {
  return Array.isArray(value) && value.length === size;
}

/** Whether every part of a list can be an output of its own for a batch of `size` rows. */
function canBeTuple(value: unknown, size: number, { tuples = "large" }: Expected): boolean {
  if (!Array.isArray(value) || tensors.has(value) || tuples === "none") return false;
  const isPart = (part: unknown): boolean => {
    if (typeof part === "number") return true;
    if (isNamed(part)) return Object.values(part).every(isPart);
    const isOutput = isRows(part, size) && (tuples === "any" || size === 0 || isList(part[0]));
    return isOutput || canBeTuple(part, size, { name: "", tuples });
  };
  return value.some((part) => typeof part === "object") && value.every(isPart);
}

/**
 * @throws {TrainerError} for an output that has neither one item for each row of the batch nor can be a tuple of such outputs
 */
export function checkOutput(value: unknown, size: number, expected: Expected): void {
  const { name, parts } = expected;
  if (typeof value === "number" && expected.tuples !== "none") return;
  if (isNamed(value)) {
    for (const [key, part] of Object.entries(value)) {
      checkOutput(part, size, { name: `${name}.${key}` });
    }
    return;
  }
  if (expected.isTuple && Array.isArray(value)) {
    for (const [i, part] of value.entries()) checkOutput(part, size, parts?.[i] ?? expected);
    return;
  }
  if (isRows(value, size) || canBeTuple(value, size, expected)) return;
  const got = Array.isArray(value) ? `${value.length}` : describe(value);
  throw new TrainerError(
    `Trainer needs one row of "${name}" for each of the batch's ${size} texts, got ${got}; let the model return arrays [batch, …]`,
  );
}

/** Whether the batches' values are tuples. */
function areTuples(values: readonly unknown[], sizes: readonly number[], expected: Expected) {
  if (expected.isTuple) return true;
  const [first] = values as unknown[][];
  const all = values.every((value, i) => canBeTuple(value, sizes[i], expected));
  if (!all || values.some((value) => (value as unknown[]).length !== first.length)) return false;
  if (values.some((value, i) => !isRows(value, sizes[i]))) return true;
  return expected.decide?.() ?? layered.test(expected.name);
}

/**
 * The batches' values as one: rows joined, each part of a tuple by itself, single numbers as a list with one for each batch.
 * Where rows are longer in some batches, the shorter ones are filled up with -100 (`nested_concat` in Transformers).
 */
export function gatherBatches(
  values: readonly unknown[],
  sizes: readonly number[],
  expected: Expected,
): unknown {
  const [first] = values;
  if (values.every((value) => typeof value === "number")) return [...values];
  checkSameKind(values, expected.name);
  if (values.every(isNamed)) {
    const names = Object.keys(first as object);
    return Object.fromEntries(
      names.map((name) => [
        name,
        gatherBatches(
          values.map((one) => one[name]),
          sizes,
          { name },
        ),
      ]),
    );
  }
  if (values.every(Array.isArray) && areTuples(values, sizes, expected)) {
    return (first as unknown[]).map((_, part) =>
      gatherBatches(
        values.map((value) => value[part]),
        sizes,
        expected.parts?.[part] ?? {
          name: `${expected.name}[${part}]`,
          tuples: expected.tuples ?? "large",
        },
      ),
    );
  }
  return padRows(values.flat(), expected.name);
}

/** @throws {TrainerError} when a model returned something else for a later batch than for the first */
function checkSameKind(values: readonly unknown[], name: string): void {
  const kindOf = (value: unknown) =>
    isNamed(value)
      ? `the outputs ${Object.keys(value).join(", ")}`
      : Array.isArray(value)
        ? "a list"
        : "a number";
  const other = values.findIndex((value) => kindOf(value) !== kindOf(values[0]));
  if (other === -1) return;
  throw new TrainerError(
    `Trainer needs the same outputs for every batch: "${name}" is ${kindOf(values[0])} in batch 0 and ${kindOf(values[other])} in batch ${other}`,
  );
}

/** What Transformers pads rows with where their length differs between batches. */
const padding = -100;

function padRows(rows: unknown[], name: string): unknown[] {
  const width = rows.reduce((most: number, row) => Math.max(most, widthOf(row)), 0);
  const longest = rows.find((row) => widthOf(row) === width);
  if (!Array.isArray(longest)) return rows;
  const filler = likeItem(longest[0]);
  const inner = JSON.stringify(filler);
  return rows.map((row, i) => {
    if (!Array.isArray(row) || (row.length > 0 && JSON.stringify(likeItem(row[0])) !== inner)) {
      throw new TrainerError(
        `Trainer can't join the batches' "${name}": row ${i} has another shape than the longest row; only the second dimension may differ`,
      );
    }
    return row.length < width ? [...row, ...Array(width - row.length).fill(filler)] : row;
  });
}

function widthOf(row: unknown): number {
  return Array.isArray(row) ? row.length : 0;
}

/** An item of a row with every number replaced by the padding. */
function likeItem(item: unknown): unknown {
  return Array.isArray(item) ? item.map(likeItem) : padding;
}

/** The first row of a batch's value, in the same structure. */
export function firstRow(value: unknown, size: number, expected: Expected): unknown {
  if (isNamed(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, firstRow(part, size, { name })]),
    );
  }
  if (!Array.isArray(value)) return value;
  if (!areTuples([value], [size], expected)) return value.slice(0, 1);
  return value.map((part, i) =>
    firstRow(part, size, expected.parts?.[i] ?? { name: expected.name }),
  );
}
