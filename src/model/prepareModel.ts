import { checkPlatform } from "./loadTransformers.js";
import { locateModel, type ModelFolders, type ModelLocation, modelFolders } from "./locateModel.js";
import { ModelError } from "./ModelError.js";
import { type Manifest, readManifest, verifyModel } from "./manifest.js";
import { type DownloadProgress, downloadWatcher, prepareHubModel } from "./prepareHubModel.js";

/** What {@link prepareModel} takes beside the name; every part may be left out. */
export interface PrepareOptions {
  /** Told about every piece of a download; a notebook cell shows a bar by itself. Never called for a model that is already here. */
  onProgress?: (progress: DownloadProgress) => void;
  /** Stops a download; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Other folders than the project's `data/models` and `.cache/models`. */
  folders?: ModelFolders;
}

/** A model whose files are complete and checked: `AutoTokenizer.from_pretrained(id, options)` opens it, with no network. */
export interface PreparedModel {
  /** The name it was asked for, `"sst2"` or `"owner/name"`. */
  name: string;
  /** First argument of transformers.js' `from_pretrained` and third of `pipeline`: the model's folder, an absolute path. */
  id: string;
  /** Second argument of `from_pretrained`: int8 weights, and no request to anywhere. */
  options: { dtype: "q8"; local_files_only: true };
  folder: string;
  source: "embedded" | "hub";
}

/**
 * Makes a model ready to be opened: finds it, downloads it if it is the hub's and not here yet, and checks every file's
 * size and SHA-256.
 *
 * Without a name it is the one in the environment variable `READING_LOGITS_MODEL`, else the embedded `sst2`. Errors are
 * {@link ModelError}s: an unknown or unsafe name, a missing or changed file, no connection and no copy in the cache.
 *
 * @example
 * import { AutoTokenizer } from "@huggingface/transformers";
 * const { id, options } = await prepareModel("sst2");
 * const tokenizer = await AutoTokenizer.from_pretrained(id, options);
 * tokenizer.tokenize("Not bad.") // ["not", "bad", "."]
 */
export async function prepareModel(
  name: string = process.env.READING_LOGITS_MODEL || "sst2",
  { onProgress = downloadWatcher(), signal, folders = modelFolders() }: PrepareOptions = {},
): Promise<PreparedModel> {
  signal?.throwIfAborted();
  const location = locateModel(name, folders);
  checkPlatform(process.platform, process.arch);
  if (location.source === "embedded") await prepareEmbeddedModel(location, folders.embedded);
  else await prepareHubModel(location, folders.hub, { onProgress, signal });
  const { folder, source } = location;
  // The id is a path and not a name: transformers.js' tokenizers look a name up in a cache and on the hub whatever the
  // options say (4.3.1), while it takes an absolute path, which can't be a hub name, for a folder and nothing else.
  return { name, id: folder, options: { dtype: "q8", local_files_only: true }, folder, source };
}

/** Checks a model that ships with the project against `data/models/manifest.json`. */
async function prepareEmbeddedModel({ name }: ModelLocation, modelsFolder: string): Promise<void> {
  const manifest = await readManifest(modelsFolder, mendWith("data/models"));
  const names = modelNames(manifest);
  if (!names.includes(name)) {
    const choice = `choose ${names.join(", ")}, or a model of the hub as "owner/name"`;
    throw new ModelError(`prepareModel: there is no embedded model "${name}"; ${choice}`);
  }
  await verifyModel(modelsFolder, manifest, `${name}/`, mendWith(`data/models/${name}`));
}

/** The folders that hold a model, which is to say a `config.json`. */
function modelNames(manifest: Manifest): string[] {
  return Object.keys(manifest.files)
    .filter((file) => file.endsWith("/config.json"))
    .map((file) => file.slice(0, file.indexOf("/")));
}

function mendWith(folder: string): string {
  return `restore it with: git checkout -- ${folder}`;
}
