import { kindOf } from "./describe.js";
import { LogitsError } from "./LogitsError.js";

/** True for arrays and typed arrays, from any realm; a DataView is none. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && kindOf(value) !== "DataView");
}

/** Whole-number arrays of 64 bits hold token or label ids, never logits. */
export function refuseBigints(values: ArrayLike<unknown>, caller: string): ArrayLike<number> {
  const kind = kindOf(values);
  if (kind === "BigInt64Array" || kind === "BigUint64Array") {
    throw new LogitsError(
      `${caller} needs numbers as logits, got a ${kind}: these are ids (of tokens or labels), not logits`,
    );
  }
  return values as ArrayLike<number>;
}
