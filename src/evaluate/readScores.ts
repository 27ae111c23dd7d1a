import { LogitsError } from "../logits/LogitsError.js";
import { type FlatLogits, readLogits } from "../logits/readLogits.js";
import { EvaluateError } from "./EvaluateError.js";

/** What a batch of numbers holds, so that an error calls it by its name: `["probability", "probabilities"]`. */
export type Noun = readonly [one: string, many: string];

/** Reads a batch `[n, k]` as the logits room does, without NaN, and calls its numbers what they are here. */
export function readScores(values: unknown, caller: string, noun: Noun): FlatLogits {
  const flat = readNamed(values, caller, noun);
  if (!flat.isBatch) {
    throw new EvaluateError(
      `${caller} needs a batch [n, k] of ${noun[1]}, one row a text, got one row of ${flat.columns}: write [row]`,
    );
  }
  for (let i = 0; i < flat.rows * flat.columns; i++) {
    if (!Number.isNaN(flat.data[i])) continue;
    throw new EvaluateError(`${caller} needs ${noun[1]} without NaN: ${placeIn(flat, i)} is NaN`);
  }
  return flat;
}

/** `row 3, column 1` */
export function placeIn({ columns }: FlatLogits, index: number): string {
  return `row ${Math.floor(index / columns)}, column ${index % columns}`;
}

/**
 * The logits room words its errors for logits: the first mention is its own word, a later one may be the person's
 * data.
 */
function readNamed(values: unknown, caller: string, [one, many]: Noun): FlatLogits {
  if (Array.isArray(values) && values.length === 0) {
    throw new EvaluateError(`${caller} needs at least one row of ${many}, got 0`);
  }
  try {
    return readLogits(values, caller);
  } catch (error) {
    if (!(error instanceof LogitsError)) throw error;
    const message = error.message.replace(/\blogit(s?)\b/, (_, s) => (s ? many : one));
    throw new EvaluateError(message, { cause: error });
  }
}
