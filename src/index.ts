export {
  argmax,
  type FunctionToApply,
  hasPlaceholderLabels,
  type Id2Label,
  InterpretedBatch,
  InterpretedColumns,
  InterpretedRow,
  type InterpretOptions,
  id2labelOf,
  interpret,
  interpretColumns,
  type Logits,
  type LogitsBatch,
  LogitsError,
  type LogitsRow,
  type LogitsTensor,
  label2idOf,
  type ProblemType,
  type RankedClass,
  type RankedLogit,
  ReadingLogitsError,
  readLabels,
  sigmoid,
  sigmoidInto,
  softmax,
  softmaxInto,
  topK,
} from "./logits/index.js";
export type { Classifier } from "./model/Classifier.js";
export type { DownloadProgress } from "./model/DownloadProgress.js";
export { loadClassifier } from "./model/loadClassifier.js";
export type { Manifest, ManifestEntry } from "./model/Manifest.js";
export { ModelError } from "./model/ModelError.js";
export { makeManifest } from "./model/makeManifest.js";
export { type PreparedModel, type PrepareOptions, prepareModel } from "./model/prepareModel.js";
export { type ClassifierHead, readClassifierHead } from "./model/readClassifierHead.js";
export { type ClassifierConfig, readConfig } from "./model/readConfig.js";
