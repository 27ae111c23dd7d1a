import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { showPath } from "../project.js";
import { TrainerError } from "./TrainerError.js";

/**
 * Writes a file and waits until it is on the disk, under another name first: after a power cut or with a full disk, the file
 * is the old one or the new one, never half of one.
 */
export async function writeDurably(file: string, text: string): Promise<void> {
  const unfinished = `${file}.tmp`;
  try {
    const handle = await open(unfinished, "w");
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/** Waits until the names in a folder are on the disk. Windows can't, and needn't, open a folder for that. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** The one sentence for what the disk refused: a full disk, a folder that can't be written. Other errors stay as they are. */
export function diskError(error: unknown, caller: string, target: string, rest: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof TrainerError || !code || !syscall) return error;
  const advice = isFull.has(code) ? "free some space" : "check that the folder can be written";
  return new TrainerError(
    `${caller} can't write ${showPath(path.resolve(target))} (${code}): ${advice}, or choose another output_dir; ${rest}`,
    { cause: error },
  );
}

/** No space on the disk, none in a person's share of it, or in the size that a file may have. */
const isFull = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
