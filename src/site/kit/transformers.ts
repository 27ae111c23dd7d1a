import { readFile } from "node:fs/promises";
import { env } from "@huggingface/transformers";
import { InferenceSession } from "onnxruntime-web/webgpu";
import { sessionOptions } from "./sessionOptions.js";
import { startRuntime } from "./startRuntime.js";

export * from "@huggingface/transformers";

// Where models come from: the site's own files, which are in the browser's store already, since they have been checked. The kit
// gives transformers.js paths, for which it asks `env.fetch`; a file that isn't there is asked of nobody.
env.allowLocalModels = true;
env.allowRemoteModels = false;
env.useBrowserCache = false;
// It would start the runtime from a blob, for which a stricter page has no permission.
env.useWasmCache = false;
env.fetch = async (path: string | URL) => {
  try {
    const bytes = await readFile(String(path));
    await runtime;
    return new Response(bytes as Uint8Array<ArrayBuffer>);
  } catch {
    return new Response("", { status: 404 });
  }
};

const { create } = InferenceSession;
InferenceSession.create = ((model: Uint8Array, options?: object) =>
  create.call(InferenceSession, model, { ...sessionOptions, ...options })) as typeof create;

// The runtime of the models lies beside the kit's modules. Where it can't be started, a model says why.
const runtime = startRuntime(
  env.backends.onnx.wasm as object,
  new URL("../ort/", import.meta.url),
  (model) => InferenceSession.create(model),
).catch(() => {});
