import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import path from "node:path";
import { locateModel, modelFolders } from "../model/locateModel.js";
import { makeManifest } from "../model/manifest.js";
import type { ModelPrint } from "../report/passportOf.js";
import { InputError } from "./errors.js";

/**
 * The name of a model and the SHA-256 of all its files but its cards, sorted by name.
 *
 * @param named one of the kit's models, one of the hub that was downloaded, or a folder
 * @throws {InputError} when there is none
 *
 * @example (await modelPrint("sst2")).files // 6
 */
export async function modelPrint(named: string): Promise<ModelPrint> {
  const folder = folderOf(named);
  const { files } = await makeManifest(folder);
  const lines = Object.entries(files)
    .filter(([file]) => !/\.md$/i.test(file))
    .map(([file, { sha256 }]) => `${sha256}  ${file}\n`);
  const sha256 = createHash("sha256").update(lines.join("")).digest("hex");
  const name = existsSync(named) ? path.basename(folder) : named;
  return { name, sha256, files: lines.length };
}

function folderOf(named: string): string {
  if (existsSync(path.join(named, "config.json"))) return path.resolve(named);
  try {
    const { folder } = locateModel(named, modelFolders());
    if (existsSync(folder)) return folder;
  } catch {
    // A path that isn't there is no name either.
  }
  throw new InputError(
    `there is no model ${JSON.stringify(named)} here: name one that reading-logits models lists, or a folder with a config.json`,
  );
}
