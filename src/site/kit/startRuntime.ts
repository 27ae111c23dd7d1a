import { fetchSiteFile, isKept } from "../node/siteCache.js";

/** What onnxruntime asks before it starts. */
interface RuntimeFlags {
  wasmPaths?: unknown;
  wasmBinary?: ArrayBufferLike | Uint8Array;
  numThreads?: number;
}

/** The size of its WebAssembly, in bytes; the site's build puts it here. */
declare const runtimeSize: number;

/**
 * Starts onnxruntime while a person reads, or while a model is on its way: a first model would wait for it.
 *
 * @param flags onnxruntime's own
 * @param folder where its two files are
 * @param open opens a model
 */
export async function startRuntime(
  flags: RuntimeFlags,
  folder: URL,
  open: (model: Uint8Array) => Promise<{ release(): Promise<void> }>,
): Promise<void> {
  const file = (type: string) => new URL(`ort-wasm-simd-threaded.${type}`, folder).href;
  const wasm = file("wasm");
  flags.wasmPaths = { mjs: file("mjs"), wasm };
  if (!globalThis.crossOriginIsolated) flags.numThreads = 1;
  // What onnxruntime fetches itself is compiled while it comes, and the browser keeps what it has compiled of it: a third visit has
  // its answer after two thirds of the time. From a host that doesn't know the type of `.wasm` files it would fetch it twice.
  if (!(await isKept(wasm, "application/wasm"))) {
    flags.wasmBinary = (await fetchSiteFile(wasm, runtimeSize)).buffer;
  }
  await (await open(identityModel())).release();
}

/** The smallest model of all, y = x for one number, as an ONNX file: what opens it has started the runtime. */
function identityModel(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(identity.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

const identity = [
  "08084202100d3a37", // version 8, operators of version 13, a graph of 55 bytes:
  "0a100a0178120179220849", // a node from x to y …
  "64656e74697479120167", // … that is "Identity", in the graph "g"
  "5a0f0a0178120a0a08080112040a020801", // its input x, one 32-bit number
  "620f0a0179120a0a08080112040a020801", // its output y
].join("");
