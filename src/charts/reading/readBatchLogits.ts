import type { Logits } from "../../logits/Logits.js";
import { type FlatLogits, readLogits } from "../../logits/readLogits.js";
import { rowOf } from "../../logits/rowsOf.js";
import { ChartError } from "../ChartError.js";
import { type ClassLabels, readClassLogits } from "./readClassLogits.js";

/**
 * Checks that a batch of logits `[n, k]` and its labels belong together and can be drawn, and gives plain rows back.
 *
 * Refuses, with the row and the column: a single row, no row at all, other than 2 to `most` classes, a logit that is not
 * finite, and labels that don't fit.
 *
 * @example readBatchLogits("batchHeatMap", [[1, 2, 0.5]], ["A", "B", "C"], 60).logits // [[1, 2, 0.5]]
 */
export function readBatchLogits(
  chart: string,
  logits: Logits,
  labels: ClassLabels,
  most: number,
): { logits: number[][]; labels: string[] } {
  const flat = readLogits(logits, chart);
  if (!flat.isBatch || flat.rows === 0) {
    const came = flat.rows === 0 ? "no row" : "a single row: write [logits]";
    throw new ChartError(`${chart} draws a batch of logits [n, k], got ${came}`);
  }
  checkFinite(chart, flat);
  const rows = Array.from({ length: flat.rows }, (_, row) => rowOf(flat.data, row, flat.columns));
  return { logits: rows, labels: readClassLogits(chart, rows[0], labels, most).labels };
}

function checkFinite(chart: string, { data, rows, columns }: FlatLogits): void {
  for (let i = 0; i < rows * columns; i++) {
    const value = Number(data[i]);
    if (Math.abs(value) <= 1e100) continue;
    const place = `row ${Math.floor(i / columns)}, column ${i % columns} is ${value}`;
    throw new ChartError(
      Number.isFinite(value)
        ? `${chart} draws logits up to 1e100: ${place}`
        : `${chart} needs finite logits: ${place}`,
    );
  }
}
