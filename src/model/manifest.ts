import { lstat, readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { describe } from "../logits/text.js";
import { showPath } from "../project.js";
import { ModelError } from "./ModelError.js";
import { sha256Of } from "./sha256Of.js";

/** What is known about a file: its size in bytes and its SHA-256 in hexadecimal. */
export interface ManifestEntry {
  size: number;
  sha256: string;
}

/** The files of a folder by relative path, always with `/`: `{ files: { "sst2/config.json": { size: 975, … } } }`. */
export interface Manifest {
  about: string;
  files: Record<string, ManifestEntry>;
  /** True once every part of a downloaded model has been opened. */
  opened?: boolean;
}

/** The manifest's own name; it can't list itself. */
export const manifestFile = "manifest.json";

/**
 * The manifest of a folder: size and SHA-256 of every file below it, sorted by name.
 *
 * `data/models/manifest.json` is written with it whenever a model changes (see `data/README.md`), and a downloaded model gets
 * a manifest of its own, so that both are checked the same way.
 *
 * @throws {ModelError} when there is no such folder, or it can't be read
 *
 * @example
 * (await makeManifest("data/models")).files["sst2/config.json"].size // 975
 */
export async function makeManifest(folder: string): Promise<Manifest> {
  const entries = await listFiles(folder);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => name !== manifestFile)
    .sort();
  const manifest: Manifest = { about: "size in bytes and SHA-256 of every file", files: {} };
  for (const name of names) {
    const file = path.join(folder, name);
    manifest.files[name] = { size: (await stat(file)).size, sha256: await hashFile(file) };
  }
  return manifest;
}

async function listFiles(folder: string) {
  if (typeof folder !== "string") {
    throw new ModelError(`makeManifest needs the path of a folder, got ${describe(folder)}`);
  }
  return readdir(folder, { recursive: true, withFileTypes: true }).catch((cause) => {
    const why = `${showPath(path.resolve(folder))} can't be read (${cause.code ?? cause.message})`;
    throw new ModelError(`makeManifest needs a folder that it can read: ${why}`, { cause });
  });
}

/**
 * Reads a folder's `manifest.json`.
 *
 * @param mend what an error tells a person to do
 * @throws {ModelError} when the manifest is missing or broken
 */
export async function readManifest(folder: string, mend: string): Promise<Manifest> {
  const file = path.join(folder, manifestFile);
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

/**
 * Checks every file that a manifest lists below `prefix` (`"sst2/"`, or `""` for all) before it is opened: the file exists,
 * really lies in the folder, and has the size and the SHA-256 that the manifest gives.
 *
 * Model cards (`.md`) are left out: correcting a sentence in one must not make the model unusable.
 *
 * @param mend what an error tells a person to do
 * @throws {ModelError} when a file doesn't match its entry; it names the first one
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

const known = new Map<string, { stamp: string; sha256: Promise<string> }>();

/**
 * SHA-256 of a file in hexadecimal. A file whose size and times haven't changed is read once per process, so loading a
 * model a second time costs nothing.
 */
async function hashFile(file: string): Promise<string> {
  const { size, mtimeMs, ctimeMs, ino } = await stat(file);
  const stamp = [size, mtimeMs, ctimeMs, ino].join(" ");
  const before = known.get(file);
  if (before?.stamp === stamp) return before.sha256;
  const sha256 = sha256Of(file);
  known.set(file, { stamp, sha256 });
  sha256.catch(() => known.delete(file));
  return sha256;
}

/**
 * Checks that no link on the way to `target` leads out of `folder`; a target that doesn't exist yet is fine.
 *
 * @throws {ModelError} when one does
 */
export async function checkInside(folder: string, target: string): Promise<void> {
  const root = await resolveLinks(folder);
  const inside = path.relative(root, await resolveLinks(target));
  if (!inside.startsWith("..") && !path.isAbsolute(inside)) return;
  throw new ModelError(
    `prepareModel: ${showPath(target)} is a link that leads out of ${showPath(folder)}; remove the link`,
  );
}

/** `realpath` for a path whose last parts may not exist yet. */
async function resolveLinks(target: string): Promise<string> {
  try {
    return await realpath(target);
  } catch (error) {
    const parent = path.dirname(target);
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["ENOENT", "ENOTDIR"].includes(code) || parent === target) throw error;
    return path.join(await resolveLinks(parent), path.basename(target));
  }
}
