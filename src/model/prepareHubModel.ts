import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { showPath } from "../project.js";
import { createWatcher } from "./createWatcher.js";
import { loadTransformers } from "./loadTransformers.js";
import type { ModelLocation } from "./locateModel.js";
import { ModelError } from "./ModelError.js";
import { checkInside, makeManifest, manifestFile, readManifest, verifyModel } from "./manifest.js";

/**
 * Makes sure that a model from the hub is in the project's cache, complete and unchanged; if it is, no request is made.
 *
 * A download first goes into a folder of its own, which gets the model's name once every file is there and checked. So a
 * lost connection, a full disk or a stopped kernel never leaves half a model that a later run would take for a whole one.
 *
 * @throws {ModelError} when the model can't be downloaded, checked or written
 */
export async function prepareHubModel(
  { name, folder }: ModelLocation,
  cache: string,
  options: DownloadOptions,
): Promise<void> {
  await checkInside(cache, folder);
  if (await isComplete(folder)) return;
  const partial = path.join(cache, `.partial-${randomUUID()}`);
  try {
    await removeOldPartials(cache);
    await mkdir(partial, { recursive: true });
    await download(name, partial, options);
    const manifest = await makeManifest(partial);
    await writeFile(path.join(partial, manifestFile), JSON.stringify(manifest, null, 1));
    await moveInto(partial, folder);
  } catch (error) {
    throw explainDisk(error, cache);
  } finally {
    // A folder that can't be removed now is removed a day later; failing to remove it must not hide the actual error.
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}

/** Downloads the files that transformers.js will open; the configuration first, since it says which ones they are. */
async function download(model: string, partial: string, options: DownloadOptions): Promise<void> {
  const hub = hubSettings();
  const fetchFile = async (file: string) => {
    const target = await hubDownload(hub, model, file, partial, options);
    await checkDownload(model, file, target);
    return target;
  };
  const config = JSON.parse(await readFile(await fetchFile("config.json"), "utf8"));
  const { ModelRegistry } = loadTransformers();
  const modelFiles = await ModelRegistry.get_model_files(model, { config, dtype: "q8" });
  for (const file of ["tokenizer.json", "tokenizer_config.json", ...modelFiles]) {
    if (file !== "config.json") await fetchFile(file);
  }
}

/** A model without a manifest was never finished; one that doesn't match its manifest was damaged later. */
async function isComplete(folder: string): Promise<boolean> {
  try {
    await verifyModel(folder, await readManifest(folder, ""), "", "");
    return true;
  } catch {
    return false;
  }
}

async function moveInto(partial: string, folder: string): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await rename(partial, folder);
  } catch (error) {
    // Another notebook may have finished the same download in the meantime, even at this very moment; its copy is as good.
    if (await isComplete(folder)) return;
    if (!existsSync(folder)) throw error;
    await rm(folder, { recursive: true, force: true });
    await rename(partial, folder);
  }
}

function explainDisk(error: unknown, cache: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof ModelError || !code || !syscall) return error;
  const where = `into ${showPath(cache)} (${code})`;
  return new ModelError(
    `prepareModel can't write the downloaded model ${where}; free some space or make the folder writable`,
    { cause: error },
  );
}

const aDay = 24 * 60 * 60 * 1000;

/** Removes partial downloads that a killed kernel left behind; newer ones may belong to another notebook still at work. */
async function removeOldPartials(cache: string): Promise<void> {
  const names = await readdir(cache).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(".partial-"))) {
    const partial = path.join(cache, name);
    const { mtimeMs } = await stat(partial);
    if (Date.now() - mtimeMs > aDay) await rm(partial, { recursive: true, force: true });
  }
}

/** What a download reports to, and what stops it. */
interface DownloadOptions {
  onProgress?: (progress: DownloadProgress) => void;
  signal?: AbortSignal;
}

/** Downloads one file of a hub model into `folder`; an incomplete file is an error, never just a shorter file. */
async function hubDownload(
  hub: HubSettings,
  model: string,
  file: string,
  folder: string,
  options: DownloadOptions,
): Promise<string> {
  const response = await ask(hub, model, file, options.signal);
  const target = path.join(folder, ...file.split("/"));
  await mkdir(path.dirname(target), { recursive: true });
  const total = Number(response.headers.get("content-length")) || undefined;
  let loaded = 0;
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      loaded += piece.length;
      options.onProgress?.({ file, loaded, total });
      yield piece;
    }
  };
  try {
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, counted, createWriteStream(target), { signal: options.signal });
  } catch (cause) {
    options.signal?.throwIfAborted();
    throw isFromDisk(cause) ? cause : cut(model, file, loaded, total, cause);
  }
  if (total !== undefined && loaded !== total) throw cut(model, file, loaded, total);
  return target;
}

async function ask(hub: HubSettings, model: string, file: string, signal?: AbortSignal) {
  const address = hub.address(model, file);
  let response: Response;
  try {
    response = await hub.fetch(address, { headers: hub.headers, signal });
  } catch (cause) {
    signal?.throwIfAborted();
    const { code } = ((cause as Error).cause ?? {}) as NodeJS.ErrnoException;
    const why = code ? ` (${code})` : "";
    throw new ModelError(
      `prepareModel: "${model}" is not in the project's cache yet and ${new URL(address).host} can't be reached${why}; ` +
        'connect once to download it, or use an embedded model such as "sst2"',
      { cause },
    );
  }
  if (response.ok && response.body) return response;
  await response.body?.cancel();
  throw new ModelError(`prepareModel: ${refusal(model, file, response.status)}`);
}

/** For a model that doesn't exist, the hub answers 401, not 404, since it might be a private one. */
function refusal(model: string, file: string, status: number): string {
  if (![401, 403, 404].includes(status)) {
    return `the server answered ${status} for ${file} of "${model}"; try again later`;
  }
  if (file === "config.json") {
    return `the server has no model "${model}", or it is private (${status}); check the name, or set HF_TOKEN`;
  }
  return `"${model}" has no ${file} (${status}); choose a model with ONNX files for transformers.js, including int8 (q8)`;
}

function cut(model: string, file: string, loaded: number, total?: number, cause?: unknown) {
  const of = total === undefined ? "" : ` of ${total.toLocaleString("en-US")}`;
  const arrived = `${loaded.toLocaleString("en-US")}${of} bytes`;
  return new ModelError(
    `prepareModel: the connection was cut after ${arrived} of ${file} of "${model}"; nothing was kept, run it again`,
    { cause },
  );
}

/** A full disk or a read-only folder is not the connection's fault. */
function isFromDisk(error: unknown): boolean {
  const { syscall, code } = error as NodeJS.ErrnoException;
  return (syscall === "open" || syscall === "write") && code !== undefined;
}

/** Where to ask for a model, and with which headers. */
interface HubSettings {
  /** The address of one file of a model, from its main branch. */
  address(model: string, file: string): string;
  headers: Record<string, string>;
  /** transformers.js' own `fetch`, so that a proxy set there is used here too. */
  fetch: (address: string, init: RequestInit) => Promise<Response>;
}

/**
 * The hub's address: the environment variable `HF_ENDPOINT`, as in Python's huggingface_hub, otherwise transformers.js' own.
 *
 * An access token (`HF_TOKEN`) is sent to transformers.js' own host only, never to another server that `HF_ENDPOINT` names.
 */
function hubSettings(): HubSettings {
  const { env } = loadTransformers();
  const endpoint = process.env.HF_ENDPOINT || env.remoteHost;
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw new ModelError(
      `prepareModel needs a web address in the environment variable HF_ENDPOINT, got ${JSON.stringify(endpoint)}`,
    );
  }
  const token = process.env.HF_TOKEN ?? process.env.HF_ACCESS_TOKEN;
  const trusted = new URL(endpoint).origin === new URL(env.remoteHost).origin;
  return {
    fetch: env.fetch,
    address: (model, file) => {
      const folder = env.remotePathTemplate
        .replaceAll("{model}", model)
        .replaceAll("{revision}", "main");
      return `${endpoint.replace(/\/+$/, "")}/${folder.replace(/\/+$/, "")}/${file}`;
    },
    // "identity": a compressed answer wouldn't have the file's length, and the length is what is checked.
    headers: {
      "Accept-Encoding": "identity",
      ...(token && trusted && { Authorization: `Bearer ${token}` }),
    },
  };
}

/**
 * Checks that a downloaded file is what its name says: JSON that parses, or ONNX, which is binary.
 *
 * The log-in page of a hotel's network and a Git LFS pointer arrive complete and with status 200, and are neither.
 */
async function checkDownload(model: string, file: string, target: string): Promise<void> {
  const isRight = file.endsWith(".json") ? await isJson(target) : await isBinary(target);
  if (isRight) return;
  const kind = file.endsWith(".json") ? "JSON" : "an ONNX model";
  throw new ModelError(
    `prepareModel: what the server sent as ${file} of "${model}" is not ${kind}; nothing was kept: ` +
      "check that no log-in page or proxy answers in its place, and run it again",
  );
}

async function isJson(target: string): Promise<boolean> {
  try {
    const value = JSON.parse(await readFile(target, "utf8"));
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** An ONNX file begins with the field tag of its version, a control character that no text contains. */
async function isBinary(target: string): Promise<boolean> {
  const handle = await open(target);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.subarray(0, bytesRead).some((byte) => byte < 9);
  } finally {
    await handle.close();
  }
}

/** How far the download of one file has come, in bytes; `total` is missing when the server doesn't say. */
export interface DownloadProgress {
  file: string;
  loaded: number;
  total?: number;
}

/** The watcher of downloads that have no `onProgress` of their own. */
export const { watch: watchDownloads, listener: downloadWatcher } =
  createWatcher<DownloadProgress>();
