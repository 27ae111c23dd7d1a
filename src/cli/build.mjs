import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.mjs";

/** What tsc remembers of its last build; it writes no file again that stands in here. */
const memory = ".tsbuildinfo";

/**
 * Compiles `src/` to `dist/`.
 *
 * @param {string} root
 * @returns {Promise<{ outcome: string, value: undefined }>}
 */
export async function build(root) {
  await removeStale(root);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { code, output, errors } = await run(process.execPath, [
    tsc,
    "-p",
    join(root, "tsconfig.json"),
  ]);
  if (code !== 0) throw new Error(`The TypeScript in src/ doesn't compile:\n${output}${errors}`);
  return { outcome: "dist/ is up to date", value: undefined };
}

/**
 * Takes out of `dist/` what no source makes any more, which tsc leaves there. All else stays, because another command of the kit may be
 * running from it; tsc writes it again, having lost its memory.
 *
 * @param {string} root
 */
async function removeStale(root) {
  const dist = join(root, "dist");
  const sources = new Set(await readdir(join(root, "src"), { recursive: true }));
  const built = await readdir(dist, { recursive: true }).catch(() => []);
  const stale = built.filter((path) => path !== memory && !sources.has(sourceOf(path)));
  if (stale.length === 0) return;
  for (const path of [memory, ...stale]) {
    await rm(join(dist, path), { recursive: true, force: true });
  }
}

/** @param {string} path of a file in `dist/`; a folder has the same name in both */
function sourceOf(path) {
  return path
    .replace(/(\.js|\.d\.ts)(\.map)?$/, ".ts")
    .replace(/(\.mjs|\.d\.mts)(\.map)?$/, ".mjs");
}
