import { rm } from "node:fs/promises";
import { CliError } from "./CliError.mjs";
import { jupyterEnv, makeRuntimeFolder } from "./jupyterEnv.js";
import type { Notebook } from "./Notebook.js";
import { run } from "./run.mjs";
import { venvPython } from "./venvPython.js";

/** Runs a stored notebook from top to bottom on the real kernel and returns it with its outputs; the file stays as it is. */
export async function executeNotebook(root: string, path: string): Promise<Notebook> {
  const runtime = await makeRuntimeFolder(root);
  try {
    const nbconvert = ["-m", "nbconvert", "--to", "notebook", "--execute", "--stdout"];
    const options = ["--log-level=WARN", "--ExecutePreprocessor.record_timing=False"];
    const { code, output, errors } = await run(venvPython(root), [...nbconvert, ...options, path], {
      env: jupyterEnv(runtime),
    });
    if (code !== 0) throw new CliError(`${path} doesn't run to its end:\n${errors}`);
    return JSON.parse(output) as Notebook;
  } finally {
    await rm(runtime, { recursive: true, force: true });
  }
}
