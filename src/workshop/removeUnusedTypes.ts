import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

/**
 * Removes declarations from a built `dist` that no public one mentions: nobody can import them, and each file that npm writes takes it two
 * milliseconds.
 */
export async function removeUnusedTypes(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const used = new Set<string>();
  const open = [manifest.types, manifest.exports].flatMap(textsIn).filter(isTypes);
  // The list grows while it is read.
  for (const each of open) {
    const file = join(folder, each);
    if (used.has(file)) continue;
    used.add(file);
    for (const [, other] of (await readFile(file, "utf8")).matchAll(mention)) {
      open.push(relative(folder, join(dirname(file), other.replace(/\.js$/, ".d.ts"))));
    }
  }
  const dist = join(folder, "dist");
  for (const name of await readdir(dist, { recursive: true })) {
    if (isTypes(name) && !used.has(join(dist, name))) await rm(join(dist, name));
  }
}

const isTypes = (file: string) => file.endsWith(".d.ts");

/** What a declaration takes from another one beside it. */
const mention = /(?:\bfrom |\bimport\(|\bimport )"(\.[^"]+)"/g;

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
