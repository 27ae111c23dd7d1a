import { cp, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { type ModelFolders, modelFolders } from "../../src/model/locateModel.js";
import { makeManifest } from "../../src/model/manifest.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Model folders of the test's own, with a copy of `sst2` to break, and an empty cache. */
export async function copyOfSst2(): Promise<ModelFolders> {
  const root = await temporaryFolder();
  const folders = { embedded: path.join(root, "data", "models"), hub: path.join(root, "cache") };
  await mkdir(folders.embedded, { recursive: true });
  const sst2 = path.join(modelFolders().embedded, "sst2");
  await cp(sst2, path.join(folders.embedded, "sst2"), { recursive: true });
  const manifest = JSON.stringify(await makeManifest(folders.embedded));
  await writeFile(path.join(folders.embedded, "manifest.json"), manifest);
  return folders;
}
