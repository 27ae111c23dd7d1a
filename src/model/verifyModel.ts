import { lstat } from "node:fs/promises";
import path from "node:path";
import { checkInside } from "./checkInside.js";
import { hashFile } from "./hashFile.js";
import type { Manifest, ManifestEntry } from "./Manifest.js";
import { ModelError } from "./ModelError.js";
import { showPath } from "./showPath.js";

/**
 * Checks every file that a manifest lists below `prefix` (`"sst2/"`, or `""` for all) before anyone opens it: it is there,
 * it really lies in the folder, and it has the size and the SHA-256 of the manifest.
 *
 * Cards (`.md`) are left out: a person may mend a sentence in one without making the model unusable.
 * A {@link ModelError} names the first file that doesn't fit and ends with `mend`, what to do about it.
 */
export async function verifyModel(
  folder: string,
  manifest: Manifest,
  prefix: string,
  mend: string,
): Promise<void> {
  const names = Object.keys(manifest.files).filter((name) => name.startsWith(prefix));
  for (const name of names.filter((name) => !name.endsWith(".md"))) {
    const problem = await findProblem(folder, name, manifest.files[name] as ManifestEntry);
    if (problem) {
      throw new ModelError(
        `prepareModel: ${showPath(path.join(folder, name))} ${problem}; ${mend}`,
      );
    }
  }
}

async function findProblem(folder: string, name: string, entry: ManifestEntry) {
  const file = path.join(folder, name);
  try {
    const { size } = await lstat(file);
    await checkInside(folder, file);
    if (size !== entry.size) return `has ${bytes(size)} where ${bytes(entry.size)} are expected`;
    const sha256 = await hashFile(file);
    if (sha256 === entry.sha256) return undefined;
    const [found, expected] = [sha256, entry.sha256].map((hash) => hash.slice(0, 12));
    return `was changed: its SHA-256 begins with ${found} where ${expected} is expected`;
  } catch (error) {
    if (error instanceof ModelError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" || code === "ENOTDIR" ? "is missing" : `can't be read (${code})`;
  }
}

function bytes(size: number): string {
  return `${size.toLocaleString("en-US")} bytes`;
}
