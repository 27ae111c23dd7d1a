import type { PreTrainedModel, PreTrainedTokenizer } from "@huggingface/transformers";
import { describe } from "../logits/describe.js";
import type { Classifier } from "./Classifier.js";
import { checkTexts } from "./checkTexts.js";
import { type ClassifyOptions, classifyTexts } from "./classifyTexts.js";
import type { Explanation } from "./Explanation.js";
import { explainText } from "./explainText.js";
import { ModelError } from "./ModelError.js";
import type { ModelOutputs, RunOptions } from "./ModelOutputs.js";
import type { ModelInputs } from "./padBatch.js";
import { readConfig } from "./readConfig.js";
import { runInBatches } from "./runInBatches.js";
import { type BatchOutputs, runModel } from "./runModel.js";

/** Gives a loaded tokenizer and model the methods of a {@link Classifier}. */
export function createClassifier(
  name: string,
  tokenizer: PreTrainedTokenizer,
  model: PreTrainedModel,
): Classifier {
  const config = readConfig(model);
  const running = new Set<Promise<unknown>>();
  let disposed: Promise<void> | undefined;

  function checkAlive(functionName: string): void {
    if (!disposed) return;
    throw new ModelError(`${functionName}: the classifier "${name}" was disposed; load it again`);
  }

  async function run(inputs: ModelInputs): Promise<BatchOutputs> {
    checkAlive("the model");
    const outputs = runModel(model, inputs);
    running.add(outputs);
    return outputs.finally(() => running.delete(outputs));
  }

  function logits(text: string): Promise<number[]>;
  function logits(texts: readonly string[]): Promise<number[][]>;
  async function logits(texts: string | readonly string[]): Promise<number[] | number[][]> {
    checkAlive("logits");
    const list = checkTexts("logits", texts);
    const { logits: rows } = await runInBatches(list, tokenizer, run);
    return typeof texts === "string" ? (rows[0] as number[]) : rows;
  }

  async function outputs(texts: readonly string[], options?: RunOptions): Promise<ModelOutputs> {
    checkAlive("outputs");
    return runInBatches(checkTexts("outputs", texts), tokenizer, run, options);
  }

  async function classify(texts: string | readonly string[], options: ClassifyOptions = {}) {
    checkAlive("classify");
    const list = checkTexts("classify", texts);
    const rows = typeof texts === "string" ? await logits(texts) : await logits(list);
    return classifyTexts(rows, config, options);
  }

  async function explain(text: string): Promise<Explanation> {
    checkAlive("explain");
    if (typeof text !== "string") {
      throw new ModelError(`explain needs one text, got ${describe(text)}`);
    }
    return explainText(text, tokenizer, config, run);
  }

  function dispose(): Promise<void> {
    // A session that is released under a running batch would take the whole kernel with it.
    disposed ??= Promise.allSettled(running).then(async () => void (await model.dispose()));
    return disposed;
  }

  return {
    name,
    config,
    tokenizer,
    model,
    logits,
    outputs,
    classify: classify as Classifier["classify"],
    explain,
    dispose,
  };
}
