import path from "node:path";
import { projectRoot } from "./projectRoot.js";

/** A path as messages show it: from the project's folder and with `/`, so that it reads alike on every machine. */
export function showPath(file: string): string {
  const fromRoot = path.relative(projectRoot(), file);
  const outside = fromRoot.startsWith("..") || path.isAbsolute(fromRoot);
  return (outside ? file : fromRoot).replaceAll(path.sep, "/");
}
