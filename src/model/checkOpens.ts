import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { deepest, isDeep } from "../logits/isDeep.js";
import { describe } from "../logits/text.js";
import { ownFile } from "../project.js";
import { loadTransformers } from "./loadTransformers.js";

/**
 * Opens a model's configuration, its tokenizer and its graphs, as they will be opened later, and closes them again.
 *
 * @throws {Error} from whatever can't open its file
 */
export async function checkOpens(folder: string): Promise<void> {
  await openConfig(folder);
  await openTokenizer(folder);
  await openGraphs(folder);
}

/** The configuration, which must say what kind of model this is. */
export async function openConfig(folder: string): Promise<Record<string, unknown>> {
  const config = JSON.parse(await readFile(path.join(folder, "config.json"), "utf8"));
  if (isDeep(config)) throw new Error(`it is nested more than ${deepest} deep`);
  if (typeof config?.model_type === "string") return config;
  throw new Error(`its model_type is ${describe(config?.model_type)}`);
}

/** The tokenizer, which must make token ids of a word. */
export async function openTokenizer(folder: string): Promise<void> {
  const settings = await readFile(path.join(folder, "tokenizer_config.json"), "utf8");
  const { tokenizer_class, model_max_length } = JSON.parse(settings);
  // transformers.js takes an empty object for a tokenizer without a name and without a longest text.
  if (tokenizer_class === undefined && model_max_length === undefined) {
    throw new Error("tokenizer_config.json has no tokenizer_class and no model_max_length");
  }
  const { AutoTokenizer } = loadTransformers();
  const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
  const ids = tokenizer.encode("good");
  if (ids.length > 0 && ids.every(Number.isInteger)) return;
  throw new Error(`tokenizer.json makes ${JSON.stringify(ids)} of "good"`);
}

/** Every graph, in the very runtime that transformers.js runs it in. */
export async function openGraphs(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { name, parentPath } of entries.filter(({ name }) => name.endsWith(".onnx"))) {
    const session = await runtime().InferenceSession.create(path.join(parentPath, name), {
      logSeverityLevel: 4,
    });
    await session.release();
  }
}

interface Runtime {
  InferenceSession: {
    create(file: string, options: object): Promise<{ release(): Promise<void> }>;
  };
}

/** onnxruntime is a package of transformers.js' own, which may lie inside it. */
function runtime(): Runtime {
  loadTransformers();
  const require = createRequire(ownFile());
  return createRequire(require.resolve("@huggingface/transformers"))("onnxruntime-node");
}
