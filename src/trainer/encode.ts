import type { Classifier } from "../model/Classifier.js";
import type { ModelOutputs, RunOptions } from "../model/ModelOutputs.js";
import { note } from "./note.js";
import { TrainerError } from "./TrainerError.js";

/** Runs a data set's texts through the classifier, with a note when some were too long for it. */
export async function encode(
  classifier: Classifier,
  texts: readonly string[],
  options: RunOptions,
): Promise<ModelOutputs> {
  const outputs = await classifier.outputs(texts, options);
  if (outputs.truncated > 0) {
    const isOne = outputs.truncated === 1;
    note(
      `${outputs.truncated} of ${texts.length} texts ${isOne ? "is" : "are"} longer than the model reads, and ` +
        `${isOne ? "was" : "were"} cut to its maximum`,
    );
  }
  if (options.pooler_output && texts.length > 0 && !outputs.pooler_output) {
    throw new TrainerError(
      `Trainer can put a head only on a model whose graph has the output "pooler_output", and "${classifier.name}" has none; ` +
        "the embedded models (sst2, emotions, emotions-multilabel) have it",
    );
  }
  return outputs;
}
