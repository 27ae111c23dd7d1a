import { createRequire } from "node:module";
import { ModelError } from "./ModelError.js";

type Transformers = typeof import("@huggingface/transformers");

/**
 * transformers.js, loaded when the first model is and not before: it takes about half a second and 100 MB.
 *
 * Through `require` on purpose. A notebook cell's `import` of the package becomes a `require`, which loads its CommonJS
 * copy; an `import` here would load the ES-module copy beside it, with classes and an `env` of its own, and an
 * `env.logLevel` set in a cell wouldn't count for this room.
 */
export function loadTransformers(): Transformers {
  checkPlatform(process.platform, process.arch);
  return createRequire(import.meta.url)("@huggingface/transformers");
}

/** Raises the one sentence for the machine that onnxruntime-node has no build for: a Mac with an Intel processor. */
export function checkPlatform(platform: string, arch: string): void {
  if (platform === "darwin" && arch !== "arm64") {
    throw new ModelError(
      "loadClassifier can't run models on a Mac with an Intel processor (onnxruntime has no build for it): use a Mac with " +
        "an Apple processor, Linux or Windows, or open the project in a container or on Binder",
    );
  }
}
