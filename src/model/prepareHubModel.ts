import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { note } from "../logits/note.js";
import { showPath } from "../project.js";
import { checkOpens, openConfig, openGraphs, openTokenizer } from "./checkOpens.js";
import { createWatcher } from "./createWatcher.js";
import { type DownloadOptions, type DownloadProgress, downloadHubFile } from "./downloadHubFile.js";
import { hubSettings } from "./hub.js";
import { loadTransformers } from "./loadTransformers.js";
import type { ModelLocation } from "./locateModel.js";
import { ModelError } from "./ModelError.js";
import {
  checkInside,
  type Manifest,
  makeManifest,
  manifestFile,
  readManifest,
  verifyModel,
} from "./manifest.js";

/**
 * Makes sure that a model from the hub is in the project's cache, complete and unchanged; if it is, no request is made.
 *
 * A download first goes into a folder of its own, which gets the model's name once every file is there, checked and opened.
 * So a lost connection, a full disk, a stopped kernel or an error page saved as a file never leaves a model that a later run
 * would take for a whole one.
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
    await writeManifest(partial, await makeManifest(partial));
    await moveInto(partial, folder);
  } catch (error) {
    throw explainDisk(error, cache);
  } finally {
    // A folder that can't be removed now is removed a day later; failing to remove it must not hide the actual error.
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Downloads the files that transformers.js will open; the configuration first, since it says which ones they are.
 *
 * Each part is opened as soon as it is there: only what opens is worth keeping, and only what doesn't is downloaded again.
 */
async function download(model: string, partial: string, options: DownloadOptions): Promise<void> {
  const hub = hubSettings();
  const fetchPart = async <T>(files: string[], openPart: (folder: string) => Promise<T>) => {
    for (let isFresh = false; ; isFresh = true) {
      for (const file of files) {
        await downloadHubFile(hub, model, file, partial, { ...options, isFresh });
      }
      try {
        return await openPart(partial);
      } catch (cause) {
        options.signal?.throwIfAborted();
        const problem = `${files.join(" and ")} of "${model}" can't be opened (${reasonOf(cause, partial)})`;
        if (isFresh) throw notOpened(problem, cause);
        note(`prepareModel: ${problem}; downloading again`);
      }
    }
  };
  const config = await fetchPart(["config.json"], openConfig);
  await fetchPart(["tokenizer.json", "tokenizer_config.json"], openTokenizer);
  const { ModelRegistry } = loadTransformers();
  const files = await ModelRegistry.get_model_files(model, {
    config: config as never,
    dtype: "q8",
  });
  const graphs = files.filter((file) => file !== "config.json");
  await fetchPart(graphs, openGraphs);
}

function notOpened(problem: string, cause: unknown): ModelError {
  return new ModelError(
    `prepareModel: ${problem}, also after a second download; nothing was kept: choose another model, or check that no proxy changes its files`,
    { cause },
  );
}

/** The first line of an error, with file names in place of paths. */
function reasonOf(cause: unknown, folder: string): string {
  const { message = String(cause) } = cause as Error;
  return message
    .split("\n")[0]
    .replaceAll(folder + path.sep, "")
    .trim();
}

/**
 * True for a model that is whole and can be opened.
 *
 * One without a manifest was never finished; one that doesn't match its manifest was damaged later. Whether a model opens
 * is tried once and noted: earlier versions of the kit kept whatever had arrived.
 */
async function isComplete(folder: string): Promise<boolean> {
  try {
    const manifest = await readManifest(folder, "");
    await verifyModel(folder, manifest, "", "");
    if (manifest.opened) return true;
    await checkOpens(folder);
    await writeManifest(folder, manifest);
    return true;
  } catch {
    return false;
  }
}

/** Written under another name first: half a manifest would make a good model look bad. */
async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = path.join(folder, manifestFile);
  const unfinished = `${file}.${randomUUID()}.tmp`;
  await writeFile(unfinished, JSON.stringify({ ...manifest, opened: true }, null, 1));
  await rename(unfinished, file);
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

/** The watcher of downloads that have no `onProgress` of their own. */
export const { watch: watchDownloads, listener: downloadWatcher } =
  createWatcher<DownloadProgress>();
