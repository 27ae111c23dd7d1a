/**
 * The logits room on its own, as `reading-logits/logits`: without dependencies, for Node and for browsers.
 *
 * @example
 * import { interpret, softmax } from "reading-logits/logits";
 * softmax([1, 2, 0.5]); // [0.2312, 0.6285, 0.1402]
 * interpret([-4.2, 4.5], { id2label: ["NEGATIVE", "POSITIVE"] }).predicted_label; // "POSITIVE"
 *
 * @module
 */

export { argmax } from "./argmax.js";
export {
  type ClassifierConfig,
  type FunctionToApply,
  makeConfig,
  type PipelineConfig,
  type ProblemType,
} from "./config.js";
export {
  type Certainty,
  Diagnosis,
  type Finding,
  type FindingId,
  type Kind,
  type NumberTag,
  type Severity,
  type Topic,
} from "./diagnose/Diagnosis.js";
export { diagnose } from "./diagnose/diagnose.js";
export type { DiagnoseContext } from "./diagnose/Held.js";
export { LogitsError, PythonError, ReadingLogitsError } from "./errors.js";
export type { InterpretOptions } from "./InterpretOptions.js";
export {
  InterpretedBatch,
  InterpretedColumns,
  InterpretedRow,
  interpret,
  interpretColumns,
  type RankedClass,
} from "./interpret.js";
export type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
export {
  hasPlaceholderLabels,
  type Id2Label,
  id2labelOf,
  label2idOf,
  readLabels,
} from "./labels.js";
export { entropy, logSoftmax, logSumExp } from "./logSoftmax.js";
export {
  type Postprocessed,
  type PostprocessOptions,
  pipelineCall,
  postprocess,
  type ScoredLabel,
} from "./pipelines/postprocess.js";
export { postprocessLikeTransformersJs } from "./pipelines/transformersJs.js";
export { logSigmoid, sigmoid, sigmoidInto } from "./sigmoid.js";
export { softmax, softmaxInto } from "./softmax.js";
export type { Threshold } from "./thresholds.js";
export { margin, type RankedLogit, topK } from "./topK.js";
