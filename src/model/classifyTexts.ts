import { pipelineCall } from "../logits/pipelineCall.js";
import type { PostprocessOptions, ScoredLabel } from "../logits/postprocess.js";
import type { ClassifierConfig } from "./readConfig.js";

/** `function_to_apply` (`"softmax"`, `"sigmoid"`, `"none"`) and `top_k` (`null` for all labels), as in Python. */
export type ClassifyOptions = PostprocessOptions;

/** What Python's pipeline returns for a text's logits or for those of many, and nothing for no texts. */
export function classifyTexts(
  logits: number[] | number[][],
  config: ClassifierConfig,
  { top_k, ...others }: ClassifyOptions,
): ScoredLabel[] | ScoredLabel[][] {
  if (logits.length === 0) return [];
  // A top_k of undefined is one that was left out; Python knows no such value.
  const options = top_k === undefined ? others : { ...others, top_k };
  return pipelineCall(logits, config, options) as ScoredLabel[] | ScoredLabel[][];
}
