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

/** The file that stands for the program; nothing lies beside it. */
export function ownFile(): string {
  return `${projectRoot()}/src/project.js`;
}

/** The site has the lessons and the sources, as a copy of the whole kit does. */
export function isWholeKit(): boolean {
  return true;
}

/** The version of the kit, which the site's build puts here. */
export function kitVersion(): string {
  return version;
}

declare const version: string;

/** Where what can be had again is kept, as in a copy of the kit. */
export function cacheFolder(): string {
  return `${projectRoot()}/.cache`;
}
