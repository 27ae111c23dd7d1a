import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The files of an installation with their sizes, folder by folder, as they were when it was finished. Looking at each again costs
 * a fraction of a second and finds whatever was deleted or cut short since.
 *
 * @typedef {Record<string, Record<string, number>>} Inventory
 */

/**
 * Lists every file below a folder, without links, caches (`__pycache__` and whatever has a name with a dot in front), and what is
 * left out.
 *
 * @param {string} folder
 * @param {(path: string) => boolean} [isLeftOut] is asked with paths below the folder, with `/`
 * @returns {Inventory}
 */
export function takeInventory(folder, isLeftOut = () => false) {
  /** @type {Inventory} */
  const inventory = {};
  const look = (/** @type {string} */ inside) => {
    /** @type {Record<string, number>} */
    const files = {};
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const { name } = entry;
      const path = inside === "" ? name : `${inside}/${name}`;
      if (name.startsWith(".") || name === "__pycache__" || isLeftOut(path)) continue;
      if (entry.isDirectory()) look(path);
      else if (entry.isFile()) files[name] = lstatSync(join(folder, path)).size;
    }
    inventory[inside] = files;
  };
  look("");
  return inventory;
}

/**
 * The first file of an inventory that is gone or has another size; files that came later are nobody's concern.
 *
 * @param {string} folder
 * @param {Inventory} inventory
 * @returns {string | undefined} its path below the folder, with `/`
 */
export function missingFrom(folder, inventory) {
  for (const [inside, files] of Object.entries(inventory)) {
    for (const [name, size] of Object.entries(files)) {
      const found = lstatSync(join(folder, inside, name), { throwIfNoEntry: false });
      if (found?.size !== size) return inside === "" ? name : `${inside}/${name}`;
    }
  }
  return undefined;
}

/**
 * Takes the inventory of a folder and keeps it there, whole or not at all.
 *
 * @param {string} folder
 * @param {string} name of the file that keeps it
 * @param {(path: string) => boolean} [isLeftOut]
 * @param {Record<string, string>} [more] what else is known about this installation
 */
export async function keepInventory(folder, name, isLeftOut, more = {}) {
  const half = join(folder, `${name}.${process.pid}`);
  await writeFile(half, JSON.stringify({ ...more, files: takeInventory(folder, isLeftOut) }));
  await rename(half, join(folder, name));
}

/**
 * @param {string} folder
 * @param {string} name
 * @returns {Inventory | undefined}
 */
export function readInventory(folder, name) {
  return readKept(folder, name)?.files;
}

/**
 * All that was kept with an inventory.
 *
 * @param {string} folder
 * @param {string} name
 * @returns {{ files: Inventory, [more: string]: unknown } | undefined}
 */
export function readKept(folder, name) {
  try {
    const kept = JSON.parse(readFileSync(join(folder, name), "utf8"));
    return typeof kept?.files === "object" ? kept : undefined;
  } catch {
    return undefined;
  }
}
