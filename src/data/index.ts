/**
 * What a person brings on its own, data sets and saved predictions, as `reading-logits/data`: without dependencies. In a browser
 * the name means `parse.ts`, which opens no files.
 *
 * @example
 * import { readPredictions } from "reading-logits/data";
 * (await readPredictions("data/examples/predictions.npy")).dims; // [4, 2]
 *
 * @module
 */

export { Dataset, DatasetError, type Example } from "./Dataset.js";
export { type DatasetSplits, loadDataset } from "./loadDataset.js";
export type { PredictionsOptions } from "./makePredictions.js";
export {
  Predictions,
  PredictionsError,
  type PredictionsFormat,
  type PredictionsSource,
} from "./Predictions.js";
export type { DatasetColumns } from "./parseExamples.js";
export { parsePredictions } from "./parsePredictions.js";
export { readPredictions } from "./readPredictions.js";
