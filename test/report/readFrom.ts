import { parsePredictions } from "../../src/data/parsePredictions.js";
import { type Reading, type ReadingOptions, readingOf } from "../../src/report/readingOf.js";

/** Reads CSV as a person's file. */
export async function readFrom(
  csv: string,
  options: ReadingOptions = {},
  id2label?: string[],
): Promise<Reading> {
  const bytes = new TextEncoder().encode(csv);
  return readingOf(await parsePredictions(bytes, "a.csv", id2label && { id2label }), options);
}
