import { projectRoot } from "../project.js";

/**
 * The folder of this copy of the kit, as an absolute path. What lies in it, such as `data/examples`, is found with it from a notebook
 * in any folder.
 *
 * @example kitFolder().endsWith("/") // false
 */
export function kitFolder(): string {
  return projectRoot();
}
