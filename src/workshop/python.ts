import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { looksOffline, run, step, WorkshopError } from "./setup.mjs";

/** Installs JupyterLab and registers the kernel in the project's own `.venv`: a person's other kernels stay as they are. */
export async function python(root: string): Promise<void> {
  await step("Python packages", () => pythonPackages(root));
  await step("tslab kernel", () => writeKernelspec(root));
}

async function pythonPackages(root: string): Promise<{ outcome: string; value: undefined }> {
  const requirements = join(root, "src", "workshop", "requirements.txt");
  const installed = join(root, ".venv", "requirements-installed.txt");
  const runs = existsSync(venvPython(root)) && (await run(venvPython(root), ["-V"])).code === 0;
  if (runs && existsSync(installed)) {
    const same = (await readFile(installed, "utf8")) === (await readFile(requirements, "utf8"));
    if (same) return { outcome: "already there", value: undefined };
  }
  if (!runs) await makeVenv(root, await findPython());
  await pipInstall(root, requirements);
  // Written last, so that an interrupted installation is resumed next time.
  await copyFile(requirements, installed);
  return { outcome: "installed in .venv", value: undefined };
}

async function makeVenv(root: string, { command, args, version }: Python): Promise<void> {
  const folder = join(root, ".venv");
  await rm(folder, { recursive: true, force: true });
  const { code, output, errors } = await run(command, [...args, "-m", "venv", folder]);
  const pip = await run(venvPython(root), ["-m", "pip", "--version"]);
  if (code === 0 && pip.code === 0) {
    // JupyterLab brings a CommonJS program (yarn), to which this project's "type": "module" must not apply.
    await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }\n');
    return;
  }
  await rm(folder, { recursive: true, force: true });
  await writeFile(join(root, ".cache", "venv.log"), output + errors + pip.errors);
  throw new WorkshopError(
    `Python ${version} (${command}) has no working venv and pip: install them (on Debian and Ubuntu: apt install python3-venv), then run the command again.`,
  );
}

/** pip may hang on a slow mirror: it gets one quick try, then a patient one. */
async function pipInstall(root: string, requirements: string): Promise<void> {
  const quiet = [
    "-m",
    "pip",
    "install",
    "--require-hashes",
    "--no-input",
    "--disable-pip-version-check",
  ];
  const quick = [...quiet, "--retries", "0", "--timeout", "15", "-r", requirements];
  let { code, output, errors } = await run(venvPython(root), quick);
  if (code !== 0) {
    ({ code, output, errors } = await run(venvPython(root), [...quiet, "-r", requirements]));
  }
  if (code === 0) return;
  const log = join(root, ".cache", "pip.log");
  await writeFile(log, output + errors);
  throw new WorkshopError(
    looksOffline(errors)
      ? `The Python packages could not be downloaded, because pip can't reach its package index: connect to the network for the first set-up, then run the command again (pip's output is in ${log}).`
      : `The Python packages could not be installed: see pip's output in ${log}.`,
  );
}

/** A Python that can create the kit's `.venv`. */
interface Python {
  command: string;
  args: string[];
  version: string;
}

/** The first Python on the PATH that JupyterLab can run on. */
export async function findPython(): Promise<Python> {
  const tooOld: string[] = [];
  for (const { command, args } of candidates()) {
    const { code, output } = await run(command, [...args, "-c", askVersion]);
    const version = output.trim();
    if (code !== 0 || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    if (isNewEnough(version)) return { command, args, version };
    tooOld.push(version);
  }
  const seen = tooOld.length > 0 ? `only Python ${tooOld.join(", ")} was found` : "none was found";
  throw new WorkshopError(
    `JupyterLab needs Python ${oldest} or newer, but ${seen}: install one (from python.org or your package manager), then run the command again.`,
  );
}

const oldest = "3.10";
const askVersion = "import sys; print('.'.join(map(str, sys.version_info[:3])))";

function candidates(): Pick<Python, "command" | "args">[] {
  const names = ["python3", "python", "python3.13", "python3.12", "python3.11", "python3.10"];
  const launcher = { command: "py", args: ["-3"] };
  const found = names.map((command) => ({ command, args: [] as string[] }));
  return process.platform === "win32" ? [launcher, ...found] : found;
}

function isNewEnough(version: string): boolean {
  const [major, minor] = version.split(".").map(Number);
  const [needMajor, needMinor] = oldest.split(".").map(Number);
  return major > needMajor || (major === needMajor && minor >= needMinor);
}

/** The Python of the project's `.venv`. Programs are run as `python -m …`: their scripts contain an absolute path, which breaks when the folder is moved. */
export function venvPython(root: string): string {
  return process.platform === "win32"
    ? join(root, ".venv", "Scripts", "python.exe")
    : join(root, ".venv", "bin", "python");
}

/**
 * Registers tslab under its usual name, as `tslab install` would, but started by the kit's own program, and with the absolute
 * paths of this very Node and this very folder, so that the kernel doesn't depend on the PATH. Rewritten when one has moved.
 *
 * @param jupyter the Jupyter data folder to register it in
 * @param node the program that runs the kernel
 */
export async function writeKernelspec(
  root: string,
  jupyter = join(root, ".venv", "share", "jupyter"),
  node = process.execPath,
): Promise<{ outcome: string; value: undefined }> {
  const program = join(root, "dist", "notebook", "startKernel.js");
  const kernel = {
    argv: [node, ...(await frugal(node)), program, "{connection_file}"],
    display_name: "TypeScript",
    language: "typescript",
    env: returnMemory,
  };
  const folder = join(jupyter, "kernels", "tslab");
  const path = join(folder, "kernel.json");
  const text = `${JSON.stringify(kernel, null, 2)}\n`;
  const old = await readFile(path, "utf8").catch(() => "");
  if (old === text) return { outcome: "already there", value: undefined };
  await mkdir(folder, { recursive: true });
  await writeFile(path, text);
  return { outcome: "registered in .venv", value: undefined };
}

/**
 * Makes a kernel collect its garbage before the heap has grown by a sixth, where Node would let it double: a room's kernels
 * share one machine. It costs a tenth of the time.
 */
const frugalNode = ["--max-semi-space-size=4", "--heap-growing-percent=15"];

/** V8 may drop a setting of its own in any version, and a Node that doesn't know it wouldn't start at all. */
async function frugal(node: string): Promise<string[]> {
  const { code } = await run(node, [...frugalNode, "-e", ""]);
  return code === 0 ? frugalNode : [];
}

/** Makes glibc give back what a model needed only while it was being opened; other systems ignore these. */
const returnMemory = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_MMAP_THRESHOLD_: "65536",
  MALLOC_TRIM_THRESHOLD_: "131072",
};
