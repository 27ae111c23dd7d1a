import { realpath } from "node:fs/promises";
import path from "node:path";
import { ModelError } from "./ModelError.js";
import { showPath } from "./showPath.js";

/** Raises an error when a link on the way to `target` leads out of `folder`; what doesn't exist yet leads nowhere. */
export async function checkInside(folder: string, target: string): Promise<void> {
  const root = await resolveLinks(folder);
  const inside = path.relative(root, await resolveLinks(target));
  if (!inside.startsWith("..") && !path.isAbsolute(inside)) return;
  throw new ModelError(
    `prepareModel: ${showPath(target)} is a link that leads out of ${showPath(folder)}; remove the link`,
  );
}

/** `realpath` for a path whose last parts may not exist yet. */
async function resolveLinks(target: string): Promise<string> {
  try {
    return await realpath(target);
  } catch (error) {
    const parent = path.dirname(target);
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!["ENOENT", "ENOTDIR"].includes(code) || parent === target) throw error;
    return path.join(await resolveLinks(parent), path.basename(target));
  }
}
