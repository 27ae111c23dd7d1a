import { describe, describeDims } from "../logits/describe.js";
import { isList } from "../logits/isList.js";
import type { LogitsTensor } from "../logits/Logits.js";
import { EvaluateError } from "./EvaluateError.js";

/**
 * Class indices, one for each text, `[n]`: a plain array, any typed array (Python's int64 labels arrive as bigints), or
 * a tensor of rank 1.
 */
export type ClassIds = ArrayLike<number> | ArrayLike<bigint> | LogitsTensor;

/** A larger "class index" is a token id, a row number or a mistake. */
const largestId = 999_999;

/** Reads class indices as whole numbers from 0 on, or says which row holds something else. */
export function readClassIds(ids: unknown, caller: string, name: string): Int32Array {
  const values = listOf(ids, caller, name);
  if (values.length === 0) {
    throw new EvaluateError(
      `${caller} needs at least one row, got no ${name}: a share of nothing has no value`,
    );
  }
  return Int32Array.from(values, (value, row) => {
    const id = typeof value === "bigint" ? Number(value) : value;
    if (typeof id === "number" && Number.isInteger(id) && id >= 0 && id <= largestId) return id;
    throw new EvaluateError(
      `${caller} needs class indices (0, 1, 2, …) as ${name}: row ${row} is ${describe(value)}${advice(value)}`,
    );
  });
}

function listOf(ids: unknown, caller: string, name: string): ArrayLike<unknown> {
  if (isList(ids)) return ids;
  const { data, dims } = (ids ?? {}) as { data?: unknown; dims?: unknown };
  if (!isList(data) || !isList(dims)) {
    throw new EvaluateError(
      `${caller} needs a list of class indices as ${name}, got ${describe(ids)}`,
    );
  }
  if (dims.length !== 1 || dims[0] !== data.length) {
    throw new EvaluateError(
      `${caller} needs one class index a row, so a tensor [n], as ${name}: got dims ${describeDims(dims)} with ${data.length} numbers${dims.length === 2 ? advice([]) : ""}`,
    );
  }
  return data;
}

function advice(value: unknown): string {
  if (typeof value === "string") return "; turn labels into indices with the model's label2id";
  if (isList(value)) return "; of a batch of logits or probabilities take argmax(batch) first";
  if (value === -100 || value === -100n) return ", which marks rows to ignore: leave them out";
  return "";
}
