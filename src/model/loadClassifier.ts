import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { PreTrainedModel, PreTrainedTokenizer } from "@huggingface/transformers";
import { type Classifier, createClassifier } from "./Classifier.js";
import { createShares } from "./createShares.js";
import { loadTransformers } from "./loadTransformers.js";
import { ModelError } from "./ModelError.js";
import {
  checkPrepareOptions,
  type PreparedModel,
  type PrepareOptions,
  prepareModel,
} from "./prepareModel.js";

/**
 * Loads a sequence classifier: an embedded one (`sst2`, `emotions`, `emotions-multilabel`) or one from the hub (`owner/name`).
 *
 * Its files are checked first (see `prepareModel`, which also says where the name comes from when it is left out), so a
 * truncated or changed file is never opened. Loading the same files again gives another classifier on the same weights, which
 * are freed when the last of them is disposed.
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
  const { Tensor } = loadTransformers();
  try {
    const state = await stateOf(prepared);
    const share = await hold(state, async () => {
      const opened = await open(prepared);
      // What was opened is what was checked only if the files are still the same, and still pass.
      if (await isStill(state, prepared, options)) return opened;
      await opened.model.dispose();
      throw new ModelError("its files changed while they were being opened; load it again");
    });
    try {
      const tokenizer = copyOf(share.value.tokenizer);
      const model = copyOf(share.value.model) as object;
      const shared = Object.assign(model, { dispose: share.release }) as unknown as PreTrainedModel;
      return createClassifier(prepared.name, tokenizer, shared, Tensor);
    } catch (error) {
      await share.release();
      throw error;
    }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ModelError(
      `loadClassifier: "${prepared.name}" can't be opened as a text classifier: ${why}`,
      { cause },
    );
  }
}

/** What is large, and therefore opened once a process. */
interface Opened {
  tokenizer: PreTrainedTokenizer;
  model: PreTrainedModel;
}

const hold = createShares<Opened>(({ model }) => model.dispose());

async function open({ id, options }: PreparedModel): Promise<Opened> {
  const { AutoModelForSequenceClassification, AutoTokenizer } = loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(id, options);
  const model = await AutoModelForSequenceClassification.from_pretrained(id, options);
  return { tokenizer, model };
}

async function isStill(state: string, prepared: PreparedModel, { folders }: PrepareOptions) {
  try {
    await prepareModel(prepared.name, folders && { folders });
    return (await stateOf(prepared)) === state;
  } catch {
    return false;
  }
}

/** The model's files as they are now, and how they are opened: whatever changes one of them changes this. */
async function stateOf({ folder, options }: PreparedModel): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  const paths = files.map((file) => path.join(file.parentPath, file.name)).sort();
  const states = paths.map(async (file) => {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return [file, dev, ino, size, mtimeNs, ctimeNs].join(" ");
  });
  return [JSON.stringify(options), ...(await Promise.all(states))].join("\n");
}

/**
 * The same model or tokenizer with properties and a configuration of its own: what a person sets on it (`model_max_length`,
 * `id2label`) stays with the classifier they set it on.
 *
 * transformers.js' objects are functions that call their own `_call`, so a copy has to be one, too.
 */
function copyOf<Callable extends Opened["model"] | Opened["tokenizer"]>(
  shared: Callable,
): Callable {
  const copy = (...args: unknown[]) => (copy as unknown as Callable)._call(...(args as [never]));
  const { config } = shared;
  const ownConfig = Object.setPrototypeOf(structuredClone(config), Object.getPrototypeOf(config));
  Object.assign(copy, shared, { config: ownConfig });
  return Object.setPrototypeOf(copy, Object.getPrototypeOf(shared));
}
