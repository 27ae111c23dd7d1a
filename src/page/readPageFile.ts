import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

/** A script or a style sheet of the page, as it is in this folder. */
export function pageFile(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), "utf8");
}

/**
 * The minified build of a package, whose path the package's `exports` don't name.
 *
 * @throws Node's error where the package isn't installed
 */
export async function packageBuild(name: string): Promise<string> {
  const main = createRequire(import.meta.url).resolve(name);
  const inside = path.join("node_modules", name);
  const folder = main.slice(0, main.lastIndexOf(inside) + inside.length);
  return readFile(path.join(folder, "build", `${name}.min.js`), "utf8");
}
