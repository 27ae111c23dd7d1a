import { mkdir, mkdtemp } from "node:fs/promises";
import { join } from "node:path";

/** A new folder for the connection files of one Jupyter program, so that two of them never mistake each other's kernels. */
export async function makeRuntimeFolder(root: string): Promise<string> {
  const folder = join(root, ".venv", "runtime");
  await mkdir(folder, { recursive: true });
  return mkdtemp(join(folder, "run-"));
}

/** The environment of a Jupyter program that the kit starts: `.venv`'s kernels first, connection files in `runtimeFolder`. */
export function jupyterEnv(runtimeFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_RUNTIME_DIR: runtimeFolder,
  };
}
