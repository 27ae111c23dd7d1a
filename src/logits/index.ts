/**
 * The logits room by itself, as `reading-logits/logits`: no dependency, for Node and for browsers.
 *
 * @example
 * import { interpret, softmax } from "reading-logits/logits";
 * softmax([1, 2, 0.5]); // [0.2312, 0.6285, 0.1402]
 * interpret([-4.2, 4.5], { id2label: ["NEGATIVE", "POSITIVE"] }).predicted_label; // "POSITIVE"
 *
 * @module
 */

export { argmax } from "./argmax.js";
export type { FunctionToApply, ProblemType } from "./chooseFunction.js";
export { Diagnosis, type Kind } from "./diagnose/Diagnosis.js";
export type { Certainty, Finding, FindingId, Severity } from "./diagnose/Finding.js";
export type { DiagnoseContext } from "./diagnose/Held.js";
export { diagnose } from "./diagnose.js";
export { entropy } from "./entropy.js";
export { hasPlaceholderLabels } from "./hasPlaceholderLabels.js";
export { InterpretedBatch } from "./InterpretedBatch.js";
export { InterpretedColumns } from "./InterpretedColumns.js";
export { InterpretedRow, type RankedClass } from "./InterpretedRow.js";
export { id2labelOf } from "./id2labelOf.js";
export { interpret } from "./interpret.js";
export { type InterpretOptions, interpretColumns } from "./interpretColumns.js";
export type { Logits, LogitsBatch, LogitsRow, LogitsTensor } from "./Logits.js";
export { LogitsError } from "./LogitsError.js";
export { label2idOf } from "./label2idOf.js";
export { logSigmoid } from "./logSigmoid.js";
export { logSoftmax } from "./logSoftmax.js";
export { logSumExp } from "./logSumExp.js";
export { margin } from "./margin.js";
export { makeConfig, type PipelineConfig } from "./PipelineConfig.js";
export { PythonError } from "./PythonError.js";
export { pipelineCall } from "./pipelineCall.js";
export {
  type Postprocessed,
  type PostprocessOptions,
  postprocess,
} from "./postprocess.js";
export { postprocessLikeTransformersJs } from "./postprocessLikeTransformersJs.js";
export { ReadingLogitsError } from "./ReadingLogitsError.js";
export type { ScoredLabel } from "./rankScores.js";
export { type Id2Label, readLabels } from "./readLabels.js";
export { sigmoid } from "./sigmoid.js";
export { sigmoidInto } from "./sigmoidInto.js";
export { softmax } from "./softmax.js";
export { softmaxInto } from "./softmaxInto.js";
export { type RankedLogit, topK } from "./topK.js";
