import { isList } from "./isList.js";
import type { Logits } from "./Logits.js";
import type { PipelineConfig } from "./PipelineConfig.js";
import { PythonError } from "./PythonError.js";
import { type Postprocessed, type PostprocessOptions, postprocess } from "./postprocess.js";
import { readLogits } from "./readLogits.js";
import { rowsOf } from "./rowsOf.js";
import { sanitizeParameters } from "./sanitizeParameters.js";

/**
 * Gives what the whole Python call `pipe(texts, top_k=…, function_to_apply=…)` gives, its odd nesting included.
 *
 * One text without `top_k` comes back as a list of one, with `top_k` as a list; several texts as a list of objects, or
 * of lists. Unlike `postprocess`, the call reads `function_to_apply` in any case of letters, and ignores a `top_k` that
 * is no whole number.
 *
 * @param logits a row where Python is given one text, a batch where it is given a list of texts
 * @param config the model's config
 * @param call what the call sets
 * @param pipeline what was set when the pipeline was made
 * @throws {PythonError} where Python raises
 *
 * @example
 * pipelineCall([1, 2], {}) // [{ label: "LABEL_1", score: 0.7311 }]
 * pipelineCall([[1, 2]], {}, { top_k: 1 }) // [[{ label: "LABEL_1", score: 0.7311 }]]
 */
export function pipelineCall(
  logits: Logits,
  config: PipelineConfig,
  call: PostprocessOptions = {},
  pipeline: PostprocessOptions = {},
): Postprocessed | Postprocessed[] {
  refuseLists(logits);
  const options = { ...sanitizeParameters(pipeline), ...sanitizeParameters(call) };
  const flat = readLogits(logits, "pipelineCall");
  const result = postprocess(rowsOf(flat.data, flat), config, options);
  // The nesting looks only at the call, not at how the pipeline was made.
  return flat.isBatch || "top_k" in call ? result : [result as Postprocessed];
}

/** Two lists that are no logits but inputs that Python's pipeline stumbles over. */
function refuseLists(logits: unknown): void {
  if (!isList(logits)) return;
  if (logits.length === 0) {
    throw new PythonError(
      "pipelineCall",
      "IndexError",
      "list index out of range",
      "give it at least one text",
    );
  }
  const first = logits[0];
  if (isList(first) && isList(first[0])) {
    throw new PythonError(
      "pipelineCall",
      "ValueError",
      'The pipeline received invalid inputs, if you are trying to send text pairs, you can try to send a dictionary `{"text": "My text", "text_pair": "My pair"}` in order to send a text pair.',
      "give it one list, not a list in a list",
    );
  }
}
