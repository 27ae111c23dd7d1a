import { Tokenizer } from "@huggingface/tokenizers";
import type { PreTrainedModel, PreTrainedTokenizer, Tensor } from "@huggingface/transformers";
import { env, InferenceSession, Tensor as RuntimeTensor } from "onnxruntime-web/wasm";
import { type Classifier, createClassifier } from "../../model/Classifier.js";
import { ModelError } from "../../model/ModelError.js";
import type { Manifest } from "../../model/manifest.js";
import { sessionOptions } from "../kit/sessionOptions.js";
import { sha256OfBytes } from "../kit/sha256OfBytes.js";
import { startRuntime } from "../kit/startRuntime.js";
import { fetchSiteFile, storeName, useStore } from "../node/siteCache.js";
import type { ModelName } from "./caseOf.js";

/**
 * Opens one of the site's models with no more than it needs, the tokenizer and the runtime: transformers.js would be half a megabyte
 * more. Its files are checked against the manifest, as on Node, and kept in the browser's store, which the lessons share.
 *
 * @param arrived is told how many bytes of the model have come, and of how many
 * @throws {ModelError} when a file isn't what the manifest says, or the model can't be opened
 */
export async function openModel(
  name: ModelName,
  arrived: (loaded: number, total: number) => void,
): Promise<Classifier> {
  const read = async (file: string): Promise<Uint8Array<ArrayBuffer>> => {
    const { size, sha256 } = manifest.files[`${name}/${file}`];
    const address = new URL(`live/files/data/models/${name}/${file}`, site).href;
    const bytes = await fetchSiteFile(address, size, (loaded) => arrived(loaded, size));
    if ((await sha256OfBytes(bytes)) === sha256) return bytes;
    throw new ModelError(
      `the file ${name}/${file} isn't the one that was published; clear this site's data in the browser and load the page anew`,
    );
  };
  const json = async (file: string) => JSON.parse(new TextDecoder().decode(await read(file)));
  const [config, words, settings, graph] = await Promise.all([
    json("config.json"),
    json("tokenizer.json"),
    json("tokenizer_config.json"),
    read("onnx/model_quantized.onnx"),
  ]);
  await runtime;
  const session = await InferenceSession.create(graph, options);
  const tokenizer = tokenizerOf(new Tokenizer(words, settings), settings);
  const model = modelOf(session, config);
  return createClassifier(name, tokenizer, model, RuntimeTensor as never as typeof Tensor);
}

/** The worker's own file lies in the folder of the playground. */
const site = new URL("../", import.meta.url);

// The site's build puts these here: to ask for them would take as long as to open a model.
declare const manifest: Manifest;
/** The site's version. */
declare const version: string;

useStore(storeName(site.pathname, version));
const options = { executionProviders: ["wasm"], ...sessionOptions };
const runtime = startRuntime(env.wasm, new URL("live/kit/ort/", site), (model) =>
  InferenceSession.create(model, options),
);
// Whoever waits for it hears of it.
runtime.catch(() => {});

/** What the kit asks of transformers.js' tokenizer for single texts. */
function tokenizerOf(
  tokenizer: Tokenizer,
  settings: { model_max_length: number; pad_token: string; padding_side: string },
): PreTrainedTokenizer {
  const needed = {
    model_max_length: settings.model_max_length,
    padding_side: settings.padding_side,
    pad_token_id: tokenizer.token_to_id(settings.pad_token),
    encode: (text: string, options?: object) => tokenizer.encode(text, options).ids,
    tokenize: (text: string, { add_special_tokens = false } = {}) =>
      tokenizer.tokenize(text, { add_special_tokens }),
  };
  return needed as never;
}

/** What the kit asks of transformers.js' model. */
function modelOf(session: InferenceSession, config: object): PreTrainedModel {
  const forward = (inputs: Record<string, RuntimeTensor>) => {
    const { input_ids } = inputs;
    const zeros = () =>
      new RuntimeTensor("int64", new BigInt64Array(input_ids.size), input_ids.dims);
    const wanted = session.inputNames.map((name) => [name, inputs[name] ?? zeros()]);
    return session.run(Object.fromEntries(wanted));
  };
  return { config, forward, dispose: () => session.release() } as never;
}
