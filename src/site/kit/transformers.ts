import { readFile } from "node:fs/promises";
import { env } from "@huggingface/transformers";
import { InferenceSession } from "onnxruntime-web/webgpu";
import { identityModel } from "./identityModel.js";
import { sessionOptions } from "./sessionOptions.js";

export * from "@huggingface/transformers";

/** The runtime of the models lies beside the kit's modules. */
const runtime = (file: string) => new URL(`../ort/${file}`, import.meta.url).href;

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
    await wasmIsHere;
    return new Response(bytes as Uint8Array<ArrayBuffer>);
  } catch {
    return new Response("", { status: 404 });
  }
};

const { create } = InferenceSession;
InferenceSession.create = ((model: Uint8Array, options?: object) =>
  create.call(InferenceSession, model, { ...sessionOptions, ...options })) as typeof create;

const { wasm } = env.backends.onnx as { wasm: Record<string, unknown> };
wasm.wasmPaths = {
  mjs: runtime("ort-wasm-simd-threaded.mjs"),
  wasm: runtime("ort-wasm-simd-threaded.wasm"),
};
if (!globalThis.crossOriginIsolated) wasm.numThreads = 1;

/** Fetched here: onnxruntime would fetch it twice from a host that doesn't know the type of `.wasm` files. */
async function fetchWasm(): Promise<void> {
  const response = await fetch(runtime("ort-wasm-simd-threaded.wasm"));
  if (response.ok) wasm.wasmBinary = await response.arrayBuffer();
}

const wasmIsHere = fetchWasm().catch(() => {});

/** Starts the runtime while a person reads, or while a model is on its way: a first model would wait for it. */
async function startRuntime(): Promise<void> {
  await wasmIsHere;
  await (await InferenceSession.create(identityModel())).release();
}

void startRuntime().catch(() => {});
