import path from "node:path";
import { pageKernel } from "./pageKernel.js";

/** The browser's half of `project.ts`: the path of the site's folder that stands for the project's. */
export function projectRoot(): string {
  return pageKernel()?.root ?? "/";
}

/** A path as messages show it: the same words as on a disk. */
export function showPath(file: string): string {
  const fromRoot = path.relative(projectRoot(), file);
  return fromRoot.startsWith("..") ? file : fromRoot;
}
