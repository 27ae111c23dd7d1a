import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The project's folder, as an absolute path.
 *
 * Found from this file and not from the working directory, which is the notebook's folder in a kernel. Both `src/model/`
 * and the built `dist/model/` lie two levels below it.
 */
export function projectRoot(): string {
  return path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
}
