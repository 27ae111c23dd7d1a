import { type ClassIds, readClassIds } from "../../evaluate/readClassIds.js";
import { ChartError } from "../ChartError.js";

/** The true class index of each row, or `undefined` where none are given; says which one doesn't fit rows or classes. */
export function readTruth(
  chart: string,
  label_ids: ClassIds | undefined,
  rows: number,
  classes: number,
): number[] | undefined {
  if (label_ids === undefined) return undefined;
  const ids = Array.from(readClassIds(label_ids, chart, "label_ids"));
  if (ids.length !== rows) {
    throw new ChartError(
      `${chart} needs one label id for each row: got ${rows} rows and ${ids.length} label ids`,
    );
  }
  const wrong = ids.findIndex((id) => id >= classes);
  if (wrong === -1) return ids;
  throw new ChartError(
    `${chart} has ${classes} classes, numbered from 0: label_ids[${wrong}] is ${ids[wrong]}`,
  );
}
