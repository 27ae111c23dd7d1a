import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { site } from "../../src/workshop/site.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, ".cache", "site-test");

/** What the site is made of. */
const parts = ["src", "notebooks", "data", "package.json"];

/**
 * The folder of the site as it is built now. The first test that asks builds it, others wait; it is built again only when something that
 * it is made of has changed.
 */
export async function builtSite(): Promise<string> {
  const wanted = await stampOf();
  const built = join(folder, "site");
  const lock = join(folder, "lock");
  await mkdir(folder, { recursive: true });
  for (;;) {
    if ((await readFile(join(folder, "stamp"), "utf8").catch(() => "")) === wanted) return built;
    const isMine = await mkdir(lock).then(
      () => true,
      () => false,
    );
    if (isMine) {
      try {
        await rm(join(folder, "stamp"), { force: true });
        await site(root, [], built);
        await writeFile(join(folder, "stamp"), wanted);
      } finally {
        await rm(lock, { recursive: true });
      }
    } else {
      await unlockOld(lock);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

/** A test that was killed leaves its lock behind; no build takes so long. */
async function unlockOld(lock: string): Promise<void> {
  const { mtimeMs } = (await stat(lock).catch(() => undefined)) ?? { mtimeMs: Date.now() };
  if (Date.now() - mtimeMs > 200_000) await rm(lock, { recursive: true, force: true });
}

async function stampOf(): Promise<string> {
  const hash = createHash("sha256");
  for (const part of parts) {
    const path = join(root, part);
    const isFolder = (await stat(path)).isDirectory();
    const inside = isFolder ? await readdir(path, { recursive: true }) : [""];
    for (const file of inside.sort()) {
      const { size, mtimeMs } = await stat(join(path, file));
      hash.update(`${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}
