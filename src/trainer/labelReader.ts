import { describe } from "../logits/describe.js";
import { type Id2Label, readLabels } from "../logits/readLabels.js";
import { DatasetError } from "./DatasetError.js";

/** Reads a cell as class indices; `where` is the place that an error names. */
export interface LabelReader {
  id2label: Record<number, string>;
  read(cell: unknown, where: string): number[];
}

/**
 * Makes a reader of label cells: a class label, a class index, or a list of either.
 *
 * @param id2label the classes; without them, the labels found in `cells` in alphabetical order, or, when all of them are
 *   class indices, `LABEL_0`, `LABEL_1`, …
 * @throws {LogitsError} when `id2label` has gaps or one label twice; the reader throws `DatasetError` for what is neither
 */
export function labelReader(
  id2label: Id2Label | undefined,
  cells: readonly unknown[],
): LabelReader {
  const labels = id2label ? readLabels(id2label, undefined, "loadDataset") : labelsIn(cells);
  const indexOf = new Map(labels.map((label, index) => [label, index]));
  const one = (value: unknown, where: string): number => {
    const index = indexOf.get(String(value)) ?? asIndex(value);
    if (index !== undefined && index < labels.length) return index;
    throw new DatasetError(
      `loadDataset needs a class label or a class index: ${where} is ${describe(value)}, the labels are ${listed(labels)}`,
    );
  };
  return {
    id2label: { ...labels },
    read: (cell, where) => {
      const values = Array.isArray(cell) ? cell : [cell];
      const indices = values.map((value) => one(value, where));
      if (indices.length > 0 && new Set(indices).size === indices.length) return indices;
      throw new DatasetError(
        `loadDataset needs at least one label a row and none twice: ${where} is ${JSON.stringify(cell)}; a list holds class labels or class indices, not zeros and ones`,
      );
    },
  };
}

/** `3` and `"3"` are class indices. */
function asIndex(value: unknown): number | undefined {
  const isIndex = typeof value === "number" || typeof value === "string";
  return isIndex && /^(0|[1-9]\d{0,5})$/.test(String(value)) ? Number(value) : undefined;
}

function labelsIn(cells: readonly unknown[]): string[] {
  const values = cells.flat();
  const indices = values.map(asIndex);
  if (indices.every((index) => index !== undefined)) {
    return readLabels(undefined, indices.reduce((most, index) => Math.max(most, index), -1) + 1);
  }
  const names = values.filter((value) => typeof value === "string" && value.trim() !== "");
  return [...new Set(names as string[])].sort();
}

function listed(labels: readonly string[]): string {
  const first = labels.slice(0, 10).map((label, index) => `${index} ${label}`);
  return first.join(", ") + (labels.length > 10 ? `, … (${labels.length} in all)` : "");
}
