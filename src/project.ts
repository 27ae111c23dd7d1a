import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The project's folder, as an absolute path.
 *
 * Found from this file and not from the working directory, which in a kernel is the notebook's folder. Both `src/`
 * and the built `dist/` lie one level below it.
 */
export function projectRoot(): string {
  return path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
}

/** A path as messages show it: relative to the project's folder and with `/`, so that it reads the same on every machine. */
export function showPath(file: string): string {
  const fromRoot = path.relative(projectRoot(), file);
  const outside = fromRoot.startsWith("..") || path.isAbsolute(fromRoot);
  return (outside ? file : fromRoot).replaceAll(path.sep, "/");
}
