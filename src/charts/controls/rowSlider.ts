import type { JsonObject } from "../MimeBundle.js";

/** The parameter `row` with its native slider, from 0 to the last row; for a single row the fixed number 0. */
export function rowSlider(rows: number): JsonObject {
  if (rows === 1) return { name: "row", value: 0 };
  const bind: JsonObject = { input: "range", min: 0, max: rows - 1, step: 1, name: "row " };
  return { name: "row", value: 0, bind };
}
