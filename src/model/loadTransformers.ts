import { createRequire } from "node:module";
import { loadingError } from "../logits/missingPackages.js";
import { ownFile } from "../project.js";
import { ModelError } from "./ModelError.js";

type Transformers = typeof import("@huggingface/transformers");

/**
 * Loads transformers.js, but not before the first model is needed: it takes about half a second and 100 MB.
 *
 * Through `require` on purpose. A notebook cell's `import` of the package becomes a `require`, which loads its CommonJS
 * copy; an `import` here would load the ES-module copy beside it, with its own classes and its own `env`, and an
 * `env.logLevel` set in a cell would have no effect here.
 *
 * @throws {ModelError} on a machine that can't run models, and where transformers.js isn't installed
 */
export function loadTransformers(): Transformers {
  checkPlatform(process.platform, process.arch);
  try {
    return createRequire(ownFile())("@huggingface/transformers");
  } catch (cause) {
    throw loadingError(cause, "loadClassifier", ["@huggingface/transformers@4"], ModelError);
  }
}

/**
 * Accepts every machine except the one that onnxruntime-node has no build for.
 *
 * @throws {ModelError} on a Mac with an Intel processor
 */
export function checkPlatform(platform: string, arch: string): void {
  if (platform === "darwin" && arch !== "arm64") {
    throw new ModelError(
      "loadClassifier can't run models on a Mac with an Intel processor (onnxruntime has no build for it): use a Mac with " +
        "an Apple processor, Linux or Windows, or open the project in a container or on Binder",
    );
  }
}
