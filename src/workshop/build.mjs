import { existsSync, statSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diskIsFull, run, saysDiskIsFull, WorkshopError } from "./setup.mjs";

/** What tsc remembers of its last build; it doesn't rewrite the files that are listed here. */
const memory = ".tsbuildinfo";

/**
 * Compiles `src/` to `dist/`, and copies the scripts and styles of the pages that it makes.
 *
 * @param {string} root
 * @param {(pid: number) => void} [started] is told the compiler's process id
 * @returns {Promise<{ outcome: string, value: undefined }>}
 */
export async function build(root, started) {
  const unfinished = join(root, ".cache", "build-unfinished");
  await removeStale(root);
  // The compiler's memory may be on the disk before the files that it speaks of.
  if (existsSync(unfinished) || (await isMissingFiles(root))) await forget(root);
  await mkdir(join(root, ".cache"), { recursive: true });
  await writeFile(unfinished, "");
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { code, output, errors } = await run(
    process.execPath,
    [tsc, "-p", join(root, "tsconfig.json")],
    { started },
  );
  if (code !== 0) {
    if (saysDiskIsFull(output + errors)) throw diskIsFull(root);
    throw new WorkshopError(`The TypeScript in src/ doesn't compile:\n${output}${errors}`);
  }
  await copyPageFiles(root);
  await rm(unfinished);
  return { outcome: "dist/ is up to date", value: undefined };
}

/**
 * Whether a file of `src/` goes into a page as it is, and so is the same in `dist/`.
 *
 * @param {string} path relative to `src/`
 */
const isPageFile = (path) => /^page[\\/][^\\/]+\.(js|css)$/.test(path);

/**
 * Only what has changed is written, because another command of the kit may be reading it.
 *
 * @param {string} root
 */
async function copyPageFiles(root) {
  const sources = await readdir(join(root, "src"), { recursive: true });
  for (const path of sources.filter(isPageFile)) {
    const text = await readFile(join(root, "src", path), "utf8");
    const target = join(root, "dist", path);
    if ((await readFile(target, "utf8").catch(() => undefined)) === text) continue;
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** @param {string} root */
const forget = (root) => rm(join(root, "dist", memory), { force: true });

/**
 * Whether a source has no file in `dist/`, or an empty one.
 *
 * @param {string} root
 */
async function isMissingFiles(root) {
  const sources = await readdir(join(root, "src"), { recursive: true });
  // The site's code is bundled from its sources.
  const codes = sources.filter(
    (path) => /(?<!\.d)\.m?ts$|\.mjs$/.test(path) && !/^site[\\/]/.test(path),
  );
  return codes.some((path) => {
    const file = join(root, "dist", path.replace(/ts$/, "js"));
    return !statSync(file, { throwIfNoEntry: false })?.size;
  });
}

/**
 * Removes from `dist/` what no source makes any more, which tsc would leave there. Everything else stays, because another command
 * of the kit may be running from it; tsc, having lost its memory, then rewrites it.
 *
 * @param {string} root
 */
async function removeStale(root) {
  const dist = join(root, "dist");
  const sources = new Set(await readdir(join(root, "src"), { recursive: true }));
  const built = await readdir(dist, { recursive: true }).catch(() => []);
  const stale = built.filter(
    (path) =>
      path !== memory && !sources.has(sourceOf(path)) && !(isPageFile(path) && sources.has(path)),
  );
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
