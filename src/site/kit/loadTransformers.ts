import * as transformers from "./transformers.js";

/** The browser's half of `model/loadTransformers.ts`: the same module that a cell imports. */
export function loadTransformers(): typeof import("@huggingface/transformers") {
  return transformers;
}

/** A browser that runs WebAssembly runs models. */
export function checkPlatform(): void {}
