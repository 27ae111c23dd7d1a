import { nodeError } from "./nodeErrors.js";

/** The browser's half of Node's `module.createRequire`: there are no packages beside a page. */
export function createRequire(_from: string) {
  return {
    resolve(name: string): string {
      throw nodeError("ENOENT", "require", name);
    },
  };
}
