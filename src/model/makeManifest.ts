import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import { hashFile } from "./hashFile.js";
import { MANIFEST_FILE, type Manifest } from "./Manifest.js";

/**
 * The manifest of a folder: size and SHA-256 of every file below it, in the order of their names.
 *
 * `data/models/manifest.json` is written with it after a model changed (see `data/README.md`), and a downloaded model gets
 * one of its own, so that both are checked in the same way.
 *
 * @example
 * (await makeManifest("data/models")).files["sst2/config.json"].size // 975
 */
export async function makeManifest(folder: string): Promise<Manifest> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => name !== MANIFEST_FILE)
    .sort();
  const manifest: Manifest = { about: "size in bytes and SHA-256 of every file", files: {} };
  for (const name of names) {
    const file = path.join(folder, name);
    manifest.files[name] = { size: (await stat(file)).size, sha256: await hashFile(file) };
  }
  return manifest;
}
