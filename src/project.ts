import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The project's folder, as an absolute path.
 *
 * Found from this file and not from the working directory, which in a kernel is the notebook's folder. Both `src/`
 * and the built `dist/` lie one level below it.
 */
export function projectRoot(): string {
  return path.resolve(path.dirname(ownFile()), "..");
}

/**
 * This file, or the program that it was bundled into: what is resolved from here is what that program has. A bundler that makes
 * CommonJS leaves `import.meta` empty.
 */
export function ownFile(): string {
  const { url } = import.meta;
  return url ? fileURLToPath(url) : path.resolve(process.argv[1] ?? "program");
}

/**
 * Whether this code runs in a copy of the whole kit, which keeps everything in its own folder. The installed package leaves out
 * the workshop, and a program that was bundled has neither.
 */
export function isWholeKit(): boolean {
  return hasWorkshop;
}

const hasWorkshop = existsSync(path.join(projectRoot(), "src", "workshop", "bootstrap.mjs"));

/**
 * Where downloaded models and other files that can be had again are kept, as an absolute path: what the environment variable
 * `READING_LOGITS_CACHE` names, relative to the working directory; otherwise `.cache` in a copy of the kit, and for the
 * installed package, which npm may lay anew at any time, the folder that the system gives each user for such files.
 */
export function cacheFolder(): string {
  const asked = process.env.READING_LOGITS_CACHE;
  if (asked) return path.resolve(asked);
  if (isWholeKit()) return path.join(projectRoot(), ".cache");
  return path.join(userCaches(process.platform, process.env), "reading-logits");
}

/** The folder of a user's caches on each system. */
export function userCaches(
  platform: string,
  { LOCALAPPDATA, XDG_CACHE_HOME }: Record<string, string | undefined>,
): string {
  if (platform === "win32") return LOCALAPPDATA || path.join(homedir(), "AppData", "Local");
  if (platform === "darwin") return path.join(homedir(), "Library", "Caches");
  // The XDG specification ignores a path that isn't absolute.
  if (XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  return path.join(homedir(), ".cache");
}

/**
 * A path as messages show it: in a copy of the kit relative to its folder and with `/`, so that it reads the same on every
 * machine; elsewhere absolute, because that folder means nothing to the person who installed the package.
 */
export function showPath(file: string): string {
  const fromRoot = path.relative(projectRoot(), file);
  const outside = fromRoot.startsWith("..") || path.isAbsolute(fromRoot);
  return (outside || !isWholeKit() ? file : fromRoot).replaceAll(path.sep, "/");
}

/** The version of the kit, as its package.json has it. */
export function kitVersion(): string {
  const text = readFileSync(path.join(projectRoot(), "package.json"), "utf8");
  return JSON.parse(text).version;
}
