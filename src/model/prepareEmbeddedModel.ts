import type { ModelLocation } from "./locateModel.js";
import type { Manifest } from "./Manifest.js";
import { ModelError } from "./ModelError.js";
import { readManifest } from "./readManifest.js";
import { verifyModel } from "./verifyModel.js";

/** Checks a model that ships with the project against `data/models/manifest.json`. */
export async function prepareEmbeddedModel(
  { name }: ModelLocation,
  modelsFolder: string,
): Promise<void> {
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
