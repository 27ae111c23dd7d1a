import { types } from "node:util";
import { isRecord } from "../../logits/checks.js";

/** An answer in plain values: numbers, texts, and lists of them. A leaf that is neither is told apart by its `kind`. */
export type Plain = Leaf | Plain[];

export type Leaf = number | string | Leftover;

/** What stands where a number or a text should. */
export interface Leftover {
  readonly kind: "undefined" | "null" | "boolean" | "function" | "error" | "promise" | "object";
  /** Ready to be said: `undefined`, `true`, `a function`. */
  readonly said: string;
}

/** No exercise asks for so many; an endless iterator must end somewhere. */
const most = 10_000;

/**
 * Reads an answer in any form that a cell can give it: typed arrays, sets, tensors and mathjs's matrices become lists, big integers
 * and mathjs's numbers become numbers.
 *
 * Of an object with names, `fields` says which one to read; without any of them, all its values are the answer, or its only one.
 *
 * @example
 * readAnswer(new Float32Array([0.5, 2])) // [0.5, 2]
 * readAnswer({ data: new BigInt64Array([101n, 102n]), dims: [1, 2] }) // [[101, 102]]
 */
export function readAnswer(answer: unknown, fields: readonly string[] = [], depth = 0): Plain {
  if (typeof answer === "number" || typeof answer === "string") return answer;
  if (typeof answer === "bigint") return Number(answer);
  if (answer === undefined || answer === null) {
    return { kind: answer === null ? "null" : "undefined", said: String(answer) };
  }
  if (typeof answer === "boolean") return { kind: "boolean", said: String(answer) };
  if (typeof answer === "function") return { kind: "function", said: "a function" };
  if (typeof answer !== "object" || depth > 6) return { kind: "object", said: "something else" };
  if (types.isBoxedPrimitive(answer)) return readAnswer(answer.valueOf(), fields, depth + 1);
  if (types.isNativeError(answer)) return { kind: "error", said: "an error" };
  if (types.isPromise(answer)) {
    answer.catch(() => {});
    return { kind: "promise", said: "a Promise" };
  }
  const inside = (value: unknown) => readAnswer(value, fields, depth + 1);
  if (ArrayBuffer.isView(answer) && !types.isDataView(answer)) return firstOf(answer).map(inside);
  if (Array.isArray(answer)) return Array.from(answer.slice(0, most), inside);
  if (types.isMap(answer)) return firstOf(answer.values()).map(inside);
  return ofObject(answer as Readonly<Record<string, unknown>>, fields, inside);
}

function ofObject(
  answer: Readonly<Record<string, unknown>>,
  fields: readonly string[],
  inside: (value: unknown) => Plain,
): Plain {
  const field = fields.find((name) => answer[name] !== undefined);
  if (field !== undefined) return inside(answer[field]);
  if (isList(answer.data) && isList(answer.dims)) return shaped(answer.data, answer.dims, inside);
  if (typeof answer.toNumber === "function") return inside(answer.toNumber());
  if (typeof answer.toArray === "function") return inside(answer.toArray());
  if (typeof answer[Symbol.iterator as never] === "function") {
    return firstOf(answer as unknown as Iterable<unknown>).map(inside);
  }
  // A fraction of mathjs; a date is a number, too, but nobody's answer.
  const value = types.isDate(answer) ? answer : answer.valueOf?.();
  if (typeof value === "number") return value;
  const values = Object.values(answer);
  if (values.length === 0) return { kind: "object", said: "an object" };
  return values.length === 1 ? inside(values[0]) : values.slice(0, most).map(inside);
}

/** A tensor's numbers in lists, as its dims say. */
function shaped(
  data: ArrayLike<unknown>,
  dims: ArrayLike<unknown>,
  inside: (value: unknown) => Plain,
): Plain {
  const flat = Array.from({ length: Math.min(data.length, most) }, (_, i) => inside(data[i]));
  const sizes = Array.from(dims, Number);
  if (sizes.length === 0) return flat[0];
  return sizes
    .slice(1)
    .reduceRight<Plain[]>((list, size) => (size > 0 ? groups(list, size) : list), flat);
}

function groups(list: Plain[], size: number): Plain[] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, i) => list.slice(i * size, (i + 1) * size));
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !types.isDataView(value));
}

function firstOf(values: unknown): unknown[] {
  const first: unknown[] = [];
  for (const value of values as Iterable<unknown>) {
    if (first.push(value) === most) break;
  }
  return first;
}

/** All leaves of an answer, in order. */
export function leavesOf(plain: Plain): Leaf[] {
  return Array.isArray(plain) ? plain.flatMap(leavesOf) : [plain];
}

/**
 * The values of an object with those names, in that order, or the answer as it is where it has no such names.
 *
 * @example inOrder({ accuracy: 0.7, coverage: 0.5 }, ["coverage", "accuracy"]) // [0.5, 0.7]
 */
export function inOrder(answer: unknown, names: readonly string[]): unknown {
  const isNamed = isRecord(answer) && names.every((name) => Object.hasOwn(answer, name));
  return isNamed ? names.map((name) => answer[name]) : answer;
}
