import { readFile } from "node:fs/promises";
import path from "node:path";
import { ModelError } from "./ModelError.js";
import { checkPrepareOptions, type PrepareOptions, prepareModel } from "./prepareModel.js";

/** A classifier's last layer: `logits = W·h + b`, with `h` the pooled vector. */
export interface ClassifierHead {
  /** Weights, `[labels, 384]`: one row per label. */
  W: number[][];
  /** Bias, `[labels]`, in log-odds like the logits. */
  b: number[];
}

/**
 * The last layer of an embedded model, from its `classifier.json` (checked first, like the model itself).
 *
 * With `h` from the model's second output, `pooler_output`, a lesson computes `W·h + b` and gets the model's own logits
 * to 1e-5 (the graph computes in float32).
 *
 * @throws {ModelError} for an unknown option, for a model from the hub, which has no such file, and where `prepareModel` does
 *
 * @example
 * const { W, b } = await readClassifierHead("sst2");
 * W.length // 2
 * W[0].length // 384
 */
export async function readClassifierHead(
  name?: string,
  options?: PrepareOptions,
): Promise<ClassifierHead> {
  checkPrepareOptions("readClassifierHead", options);
  const prepared = await prepareModel(name, options);
  if (prepared.source === "hub") {
    throw new ModelError(
      `readClassifierHead: "${prepared.name}" has no classifier.json; only the embedded models show their last layer`,
    );
  }
  const { W, b } = JSON.parse(
    await readFile(path.join(prepared.folder, "classifier.json"), "utf8"),
  );
  return { W, b };
}
