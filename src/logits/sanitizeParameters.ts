import { PythonError } from "./PythonError.js";
import type { PostprocessOptions } from "./postprocess.js";

const functions = ["SIGMOID", "SOFTMAX", "NONE"];

/**
 * Keeps of a call's settings what Python's `_sanitize_parameters` hands on to `postprocess`.
 *
 * @throws {PythonError} KeyError for a function that does not exist; `"default"`, which is documented, is one of them
 *
 * @example
 * sanitizeParameters({ function_to_apply: "SigMoid", top_k: 2.5 }) // { function_to_apply: "sigmoid" }
 */
export function sanitizeParameters(settings: PostprocessOptions): PostprocessOptions {
  const { top_k, function_to_apply } = settings;
  const isWhole = top_k === null || typeof top_k === "boolean" || Number.isInteger(top_k);
  return {
    ...(isWhole && { top_k }),
    ...(function_to_apply && { function_to_apply: readFunction(function_to_apply) }),
  };
}

function readFunction(name: string): string {
  if (functions.includes(name.toUpperCase())) return name.toLowerCase();
  throw new PythonError(
    "pipelineCall",
    "KeyError",
    `'${name.toUpperCase()}'`,
    'write "softmax", "sigmoid" or "none"',
  );
}
