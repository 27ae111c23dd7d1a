import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CliError } from "./CliError.mjs";
import { jupyterEnv, makeRuntimeFolder } from "./jupyterEnv.js";
import type { Notebook } from "./Notebook.js";
import { run } from "./run.mjs";
import { venvPython } from "./venvPython.js";

/**
 * Runs a stored notebook from top to bottom on the real kernel and returns it with its outputs; the file stays as it is.
 *
 * @param folder where its cells run, if not in the notebook's own folder
 */
export async function executeNotebook(
  root: string,
  path: string,
  folder = dirname(path),
): Promise<Notebook> {
  const runtime = await makeRuntimeFolder(root);
  try {
    const program = join(root, "src", "cli", "execute_notebook.py");
    const { code, output, errors } = await run(venvPython(root), [program, path, folder], {
      env: jupyterEnv(runtime),
    });
    if (code !== 0) throw new CliError(`${path} doesn't run to its end:\n${errors}`);
    return JSON.parse(output) as Notebook;
  } finally {
    await rm(runtime, { recursive: true, force: true });
  }
}
