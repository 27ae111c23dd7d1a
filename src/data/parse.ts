/**
 * The half of the data room that opens no files, for pages: what `reading-logits/data` means in a browser.
 *
 * @example
 * import { parsePredictions } from "reading-logits/data";
 * const bytes = new TextEncoder().encode("[[-3.48, 3.85]]");
 * (await parsePredictions(bytes, "mine.json")).dims; // [1, 2]
 *
 * @module
 */

export { Dataset, DatasetError, type Example } from "./Dataset.js";
export type { PredictionsOptions } from "./makePredictions.js";
export {
  Predictions,
  PredictionsError,
  type PredictionsFormat,
  type PredictionsSource,
} from "./Predictions.js";
export type { DatasetColumns } from "./parseExamples.js";
export { parsePredictions } from "./parsePredictions.js";
