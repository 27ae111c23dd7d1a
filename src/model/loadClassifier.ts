import { type Classifier, createClassifier } from "./Classifier.js";
import { loadTransformers } from "./loadTransformers.js";
import { ModelError } from "./ModelError.js";
import { checkPrepareOptions, type PrepareOptions, prepareModel } from "./prepareModel.js";

/**
 * Loads a sequence classifier: an embedded one (`sst2`, `emotions`, `emotions-multilabel`) or one from the hub (`owner/name`).
 *
 * Its files are checked first (see `prepareModel`, which also says where the name comes from when it is left out), so a
 * truncated or changed file is never opened.
 *
 * @throws {ModelError} when the model can't be found, trusted, downloaded or loaded, or an option is unknown
 *
 * @example
 * const classifier = await loadClassifier("sst2");
 * await classifier.logits("This is a fantastic movie!"); // [-3.4843, 3.8506]
 * await classifier.dispose();
 */
export async function loadClassifier(
  name?: string,
  options: PrepareOptions = {},
): Promise<Classifier> {
  checkPrepareOptions("loadClassifier", options);
  const prepared = await prepareModel(name, options);
  const { AutoModelForSequenceClassification, AutoTokenizer, Tensor } = loadTransformers();
  try {
    const tokenizer = await AutoTokenizer.from_pretrained(prepared.id, prepared.options);
    const model = await AutoModelForSequenceClassification.from_pretrained(
      prepared.id,
      prepared.options,
    );
    return createClassifier(prepared.name, tokenizer, model, Tensor);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError(
      `loadClassifier: "${prepared.name}" can't be opened as a text classifier: ${why}`,
      { cause },
    );
  }
}
