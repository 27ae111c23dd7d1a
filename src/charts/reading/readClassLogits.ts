import { type Id2Label, readLabels } from "../../logits/readLabels.js";
import { ChartError } from "../ChartError.js";

/** The labels of a chart's classes in the order of the class indices: a list, or a model's `id2label`. */
export type ClassLabels = ArrayLike<string> | Id2Label;

/**
 * Checks that logits and labels belong together and can be drawn, and gives them back as plain arrays.
 *
 * Refuses, with a `ChartError` that says the place: a batch where a row is needed, another number of labels than of logits,
 * a logit that is no finite number, a label that is no text, fewer than two or more than `most` classes.
 *
 * @example readClassLogits("dragTheLogits", [-3.48, 3.85], ["NEGATIVE", "POSITIVE"], 7)
 */
export function readClassLogits(
  chart: string,
  logits: ArrayLike<number>,
  labels: ClassLabels,
  most: number,
): { logits: number[]; labels: string[] } {
  const row = readList(chart, "logits", logits);
  const names = isMap(labels)
    ? readLabels(labels, row.length, chart)
    : readList(chart, "labels", labels);
  if (row.length < 2 || row.length > most) {
    throw new ChartError(`${chart} draws 2 to ${most} classes, got ${row.length} logits`);
  }
  if (row.length !== names.length) {
    throw new ChartError(
      `${chart} needs one label for each logit: got ${row.length} logits and ${names.length} labels`,
    );
  }
  return {
    logits: row.map((value, index) => readLogit(chart, value, index)),
    labels: names.map((value, index) => readLabel(chart, value, index)),
  };
}

function isMap(labels: ClassLabels): labels is Id2Label {
  return typeof labels === "object" && labels !== null && !Array.isArray(labels);
}

function readList(chart: string, name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as ArrayLike<unknown>);
  }
  throw new ChartError(`${chart} needs \`${name}\` as an array, got ${kindOf(value)}`);
}

function readLogit(chart: string, value: unknown, index: number): number {
  if (typeof value === "number" && Number.isFinite(value)) {
    if (Math.abs(value) <= 1e100) return value;
    throw new ChartError(`${chart} draws logits up to 1e100: logits[${index}] is ${value}`);
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    throw new ChartError(`${chart} draws one row of logits, got a batch: give it logits[0], say`);
  }
  throw new ChartError(`${chart} needs finite logits: logits[${index}] is ${kindOf(value)}`);
}

function readLabel(chart: string, value: unknown, index: number): string {
  if (typeof value === "string") return value;
  throw new ChartError(`${chart} needs text labels: labels[${index}] is ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined || typeof value === "number") return String(value);
  return Array.isArray(value) ? "an array" : `a value of type ${typeof value}`;
}
