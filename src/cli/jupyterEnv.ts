import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/**
 * A new folder for the connection files of one Jupyter program, so that two of them never mistake each other's kernels.
 * Folders whose owner was killed before it could remove its own are removed on the way.
 */
export async function makeRuntimeFolder(root: string): Promise<string> {
  const parent = join(root, ".venv", "runtime");
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const owner = Number(/^run-(\d+)-/.exec(name)?.[1]);
    if (!isRunning(owner)) await rm(join(parent, name), { recursive: true, force: true });
  }
  return mkdtemp(join(parent, `run-${process.pid}-`));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The environment of a Jupyter program that the kit starts: `.venv`'s kernels first, connection files in `runtimeFolder`. */
export function jupyterEnv(runtimeFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_RUNTIME_DIR: runtimeFolder,
  };
}
