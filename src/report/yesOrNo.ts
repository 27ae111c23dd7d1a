import type { Reading } from "./readingOf.js";

/** The two answers of a head with one number a row: that a text isn't of its class, and that it is. */
export interface YesOrNo {
  /** `["not POSITIVE", "POSITIVE"]`: in this order, true labels are 0 and 1. */
  readonly labels: readonly [no: string, yes: string];
  /** What a score must exceed for the second one. */
  readonly threshold: number;
}

type Head = Pick<Reading, "columns" | "function_to_apply" | "labels" | "thresholds">;

/**
 * Which two classes one number a row decides between, as `[1 - p, p]` would: a sigmoid is the softmax of `[0, x]`.
 *
 * @returns nothing where there are more columns, or the number is a value
 */
export function yesOrNo({ columns, function_to_apply, labels, thresholds }: Head): YesOrNo | null {
  if (columns !== 1 || function_to_apply !== "sigmoid") return null;
  return { labels: [`not ${labels[0]}`, labels[0]], threshold: thresholds[0] };
}

/** The class that each row gets, `[n]`: of a head with one number a row 0 or 1, else the column of the highest score. */
export function answerIds(reading: Reading): Int32Array {
  const { predicted_ids, confidences } = reading.summary as NonNullable<Reading["summary"]>;
  const pair = yesOrNo(reading);
  return pair
    ? Int32Array.from(confidences, (score) => Number(score > pair.threshold))
    : predicted_ids;
}
