import { existsSync } from "node:fs";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import { findPython, type Python } from "./findPython.js";
import { writeKernelspec } from "./kernelspec.js";
import { looksOffline, run } from "./run.mjs";
import { step } from "./step.mjs";
import { venvPython } from "./venvPython.js";

async function makeVenv(root: string, { command, args, version }: Python): Promise<void> {
  const folder = join(root, ".venv");
  await rm(folder, { recursive: true, force: true });
  const { code, output, errors } = await run(command, [...args, "-m", "venv", folder]);
  const pip = await run(venvPython(root), ["-m", "pip", "--version"]);
  if (code === 0 && pip.code === 0) {
    // JupyterLab brings a CommonJS program (yarn), which must not take this project's "type": "module" for its own.
    await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }\n');
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await writeFile(join(root, ".cache", "venv.log"), output + errors + pip.errors);
  throw new CliError(
    `Python ${version} (${command}) has no working venv and pip: install them (on Debian and Ubuntu: apt install python3-venv), then run the command again.`,
  );
}

/** pip may hang on a slow mirror: one quick try, then a patient one. */
async function pipInstall(root: string, requirements: string): Promise<void> {
  const quiet = ["-m", "pip", "install", "--no-input", "--disable-pip-version-check"];
  const quick = [...quiet, "--retries", "0", "--timeout", "15", "-r", requirements];
  let { code, output, errors } = await run(venvPython(root), quick);
  if (code !== 0) {
    ({ code, output, errors } = await run(venvPython(root), [...quiet, "-r", requirements]));
  }
  if (code === 0) return;
  const log = join(root, ".cache", "pip.log");
  await writeFile(log, output + errors);
  throw new CliError(
    looksOffline(errors)
      ? `The Python packages could not be downloaded, because pip can't reach its package index: connect to the network for the first set-up, then run the command again (pip's own words are in ${log}).`
      : `The Python packages could not be installed: pip's own words are in ${log}.`,
  );
}

async function pythonPackages(root: string): Promise<{ outcome: string; value: undefined }> {
  const requirements = join(root, "src", "cli", "requirements.txt");
  const installed = join(root, ".venv", "requirements-installed.txt");
  const runs = existsSync(venvPython(root)) && (await run(venvPython(root), ["-V"])).code === 0;
  if (runs && existsSync(installed)) {
    const same = (await readFile(installed, "utf8")) === (await readFile(requirements, "utf8"));
    if (same) return { outcome: "already there", value: undefined };
  }
  if (!runs) await makeVenv(root, await findPython());
  await pipInstall(root, requirements);
  // Written last, so that an interrupted install is taken up again next time.
  await copyFile(requirements, installed);
  return { outcome: "installed in .venv", value: undefined };
}

/** JupyterLab and the kernel's registration, in the project's own `.venv`: a person's other kernels stay as they are. */
export async function python(root: string): Promise<void> {
  await step("Python packages", () => pythonPackages(root));
  await step("tslab kernel", () => writeKernelspec(root));
}
