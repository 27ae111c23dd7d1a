import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { checkDownload } from "./checkDownload.js";
import { checkInside } from "./checkInside.js";
import { type DownloadOptions, hubDownload } from "./hubDownload.js";
import { hubSettings } from "./hubSettings.js";
import { loadTransformers } from "./loadTransformers.js";
import type { ModelLocation } from "./locateModel.js";
import { MANIFEST_FILE } from "./Manifest.js";
import { ModelError } from "./ModelError.js";
import { makeManifest } from "./makeManifest.js";
import { readManifest } from "./readManifest.js";
import { removeOldPartials } from "./removeOldPartials.js";
import { showPath } from "./showPath.js";
import { verifyModel } from "./verifyModel.js";

/**
 * Makes sure that a model of the hub is in the project's cache, complete and unchanged; no request is made when it is.
 *
 * A download goes into a folder of its own first and gets the model's name when every file is there and checked, so a cut
 * connection, a full disk or a stopped kernel never leaves half a model that a later run takes for whole.
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
    await writeFile(path.join(partial, MANIFEST_FILE), JSON.stringify(manifest, null, 1));
    await moveInto(partial, folder);
  } catch (error) {
    throw explainDisk(error, cache);
  } finally {
    // What can't be removed now goes a day later; it must not hide the error that is on its way.
    await rm(partial, { recursive: true, force: true }).catch(() => {});
  }
}

/** Downloads what transformers.js will open; the configuration comes first, since it tells which files those are. */
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

/** A model without a manifest was never finished; one that doesn't fit its manifest was damaged later. */
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
    // Another notebook may have finished the same download meanwhile, even in this very moment; its copy is as good.
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
