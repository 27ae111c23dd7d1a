import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { filesBelow } from "./siteContents.js";

/** What programs are built with that name the browser's store by the site's version: it is known once all files are there. */
export const defineVersion = { version: JSON.stringify("SITE VERSION") };

/**
 * Puts the site's version in its place in those programs.
 *
 * @param folder the site, with all files but those that name the version
 * @returns a name that changes with every file of the site
 */
export async function placeVersion(folder: string, programs: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const path of await filesBelow(folder)) {
    hash.update(path);
    hash.update(await readFile(join(folder, path)));
  }
  const version = hash.digest("hex").slice(0, 12);
  for (const path of programs) {
    const program = join(folder, path);
    const code = await readFile(program, "utf8");
    await writeFile(program, code.replaceAll("SITE VERSION", version));
  }
  return version;
}
