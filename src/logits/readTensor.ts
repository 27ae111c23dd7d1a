import { describe, describeDims, kindOf } from "./describe.js";
import { float16ToNumbers } from "./float16ToNumbers.js";
import { isList, refuseBigints } from "./isList.js";
import { LogitsError } from "./LogitsError.js";
import type { FlatLogits } from "./readLogits.js";

/** Reads `{ data, dims }` of rank 1 or 2 without copying it, or says how its shape and its numbers disagree. */
export function readTensor(
  tensor: { data: unknown; dims: unknown; type?: unknown },
  caller: string,
): FlatLogits {
  const [rows, columns] = readDims(tensor.dims, caller);
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
  // Where there is no Float16Array, transformers.js hands over the bits of the halves as whole numbers.
  const isBits = tensor.type === "float16" && kindOf(data) === "Uint16Array";
  const numbers = isBits ? float16ToNumbers(data as Uint16Array) : refuseBigints(data, caller);
  if (Array.isArray(numbers)) checkNumbers(numbers, columns, isBatch, caller);
  return { data: numbers, rows, columns, isBatch };
}

function readDims(dims: unknown, caller: string): [rows: number, columns: number] {
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

function checkNumbers(data: unknown[], columns: number, isBatch: boolean, caller: string): void {
  const index = data.findIndex((value) => typeof value !== "number");
  if (index < 0) return;
  const row = isBatch ? `row ${Math.floor(index / columns)}, ` : "";
  throw new LogitsError(
    `${caller} needs numbers as logits: ${row}column ${index % columns} is ${describe(data[index])}`,
  );
}
