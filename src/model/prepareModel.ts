import path from "node:path";
import { checkOptions } from "../logits/checks.js";
import { isWholeKit, showPath } from "../project.js";
import type { DownloadProgress } from "./downloadHubFile.js";
import { checkPlatform } from "./loadTransformers.js";
import { locateModel, type ModelFolders, type ModelLocation, modelFolders } from "./locateModel.js";
import { ModelError } from "./ModelError.js";
import { type Manifest, readManifest, verifyModel } from "./manifest.js";
import { downloadWatcher, prepareHubModel } from "./prepareHubModel.js";

/** Options for {@link prepareModel}. */
export interface PrepareOptions {
  /** Called for every piece of a download, if there is one; without it, a notebook cell shows a bar. */
  onProgress?: (progress: DownloadProgress) => void;
  /** Stops a download; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Folders to use instead of the kit's own: those of the models that come with it, and of those from the hub. */
  folders?: ModelFolders;
}

/** A model whose files are complete and checked: `AutoTokenizer.from_pretrained(id, options)` opens it without a network. */
export interface PreparedModel {
  /** The name that was asked for, `"sst2"` or `"owner/name"`. */
  name: string;
  /** First argument of transformers.js' `from_pretrained` and third of `pipeline`: the model's folder, an absolute path. */
  id: string;
  /** Second argument of `from_pretrained`: int8 weights, and no request to anywhere. */
  options: { dtype: "q8"; local_files_only: true };
  folder: string;
  source: "embedded" | "hub";
}

/**
 * Makes a model ready to be opened: finds it, downloads it if it is on the hub and not here yet, and checks every file's
 * size and SHA-256.
 *
 * @param name `"sst2"` or `"owner/name"`; without it, the environment variable `READING_LOGITS_MODEL`, otherwise `sst2`
 * @throws {ModelError} for an unknown option, an unknown or unsafe name, a missing or changed file, or a model that is neither in the cache nor
 *   within reach
 *
 * @example
 * import { AutoTokenizer } from "@huggingface/transformers";
 * const { id, options } = await prepareModel("sst2");
 * const tokenizer = await AutoTokenizer.from_pretrained(id, options);
 * tokenizer.tokenize("Not bad.") // ["not", "bad", "."]
 */
export async function prepareModel(
  name: string = process.env.READING_LOGITS_MODEL || "sst2",
  options: PrepareOptions = {},
): Promise<PreparedModel> {
  checkPrepareOptions("prepareModel", options);
  const { onProgress = downloadWatcher(), signal, folders = modelFolders() } = options;
  signal?.throwIfAborted();
  const location = locateModel(name, folders);
  checkPlatform(process.platform, process.arch);
  if (location.source === "embedded") await prepareEmbeddedModel(location, folders.embedded);
  else await prepareHubModel(location, folders.hub, { onProgress, signal });
  const { folder, source } = location;
  // The id is a path and not a name: transformers.js' tokenizers look a name up in a cache and on the hub whatever the
  // options say (4.3.1), but take an absolute path, which can't be a name on the hub, for a folder and nothing else.
  return { name, id: folder, options: { dtype: "q8", local_files_only: true }, folder, source };
}

const onlyInt8 =
  "the kit opens int8 weights (q8) on the processor, which its numbers are checked for";
const prepareOptions = {
  known: ["onProgress", "signal", "folders"],
  instead: {
    dtype: onlyInt8,
    quantized: onlyInt8,
    device: onlyInt8,
    session_options: onlyInt8,
    progress_callback: "write onProgress",
    cache_dir: "write folders: { embedded, hub }",
    local_files_only: "a model that is in the cache is opened without a request",
    revision: "models are downloaded from the main branch",
    subfolder: "a model's ONNX files are in its folder onnx",
    model_file_name: "the model's file is onnx/model_quantized.onnx",
    token: "set the environment variable HF_TOKEN",
    use_auth_token: "set the environment variable HF_TOKEN",
    trust_remote_code: "no code of a model is ever run",
    num_labels: "give the Trainer a head of its own, newHead({ id2label })",
    id2label: "write { ...classifier.config, id2label } where a config is asked for",
    top_k: "it is an option of classify",
    function_to_apply: "it is an option of classify",
  },
  ErrorType: ModelError,
};

/** Refuses options that neither this function nor another that opens models knows; see `checkOptions`. */
export function checkPrepareOptions(caller: string, options: unknown): void {
  checkOptions(caller, options, prepareOptions);
}

/** Checks a model that comes with the kit against the `manifest.json` beside it. */
async function prepareEmbeddedModel({ name }: ModelLocation, modelsFolder: string): Promise<void> {
  const manifest = await readManifest(modelsFolder, mendWith(modelsFolder));
  const names = modelNames(manifest);
  if (!names.includes(name)) {
    const choice = `choose ${names.join(", ")}, or a model from the hub as "owner/name"`;
    throw new ModelError(`prepareModel: there is no embedded model "${name}"; ${choice}`);
  }
  await verifyModel(modelsFolder, manifest, `${name}/`, mendWith(modelsFolder, name));
}

/** The folders that hold a model, which is to say a `config.json`. */
function modelNames(manifest: Manifest): string[] {
  return Object.keys(manifest.files)
    .filter((file) => file.endsWith("/config.json"))
    .map((file) => file.slice(0, file.indexOf("/")));
}

/** What to do about files that are missing or changed. Only a copy of the kit has git to restore them. */
function mendWith(modelsFolder: string, name = ""): string {
  if (isWholeKit())
    return `restore it with: git checkout -- ${path.posix.join("data/models", name)}`;
  const target = showPath(path.join(modelsFolder, name));
  return `the models are a package of their own: npm install the tarball reading-logits-models of the same release, or copy ${path.posix.join("data/models", name)} of the kit to ${target}`;
}
