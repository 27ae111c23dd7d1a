import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";

const A_DAY = 24 * 60 * 60 * 1000;

/** Removes what a killed kernel left of a download; younger ones may belong to another notebook that is still at it. */
export async function removeOldPartials(cache: string): Promise<void> {
  const names = await readdir(cache).catch(() => []);
  for (const name of names.filter((name) => name.startsWith(".partial-"))) {
    const partial = path.join(cache, name);
    const { mtimeMs } = await stat(partial);
    if (Date.now() - mtimeMs > A_DAY) await rm(partial, { recursive: true, force: true });
  }
}
