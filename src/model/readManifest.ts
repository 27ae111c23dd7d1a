import { readFile } from "node:fs/promises";
import path from "node:path";
import { MANIFEST_FILE, type Manifest } from "./Manifest.js";
import { ModelError } from "./ModelError.js";
import { showPath } from "./showPath.js";

/** Reads `manifest.json` of a folder; `mend` is what the error tells a person to do when it is missing or broken. */
export async function readManifest(folder: string, mend: string): Promise<Manifest> {
  const file = path.join(folder, MANIFEST_FILE);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (cause) {
    const problem = `${showPath(file)} can't be read, so no model can be checked before it is opened`;
    throw new ModelError(`prepareModel: ${problem}; ${mend}`, { cause });
  }
  const manifest = parse(text);
  if (!manifest) {
    throw new ModelError(
      `prepareModel: ${showPath(file)} is not a list of file sizes and checksums; ${mend}`,
    );
  }
  return manifest;
}

function parse(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text);
    const fits = Object.values(value.files).every(isEntry);
    return fits ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(entry: unknown): boolean {
  const { size, sha256 } = entry as { size: unknown; sha256: unknown };
  return Number.isSafeInteger(size) && typeof sha256 === "string" && /^[0-9a-f]{64}$/.test(sha256);
}
