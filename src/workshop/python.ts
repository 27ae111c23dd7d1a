import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, readdir, readFile, rm, statfs, writeFile } from "node:fs/promises";
import { join, posix, win32 } from "node:path";
import { keepInventory, missingFrom, readKept } from "./inventory.mjs";
import { endCommand, runningLab } from "./server.js";
import {
  diskIsFull,
  installError,
  run,
  saysDiskIsFull,
  step,
  WorkshopError,
  writeLog,
} from "./setup.mjs";

/** Is told the process id of each program that set-up runs. */
type Started = (pid: number) => void;

/** Installs JupyterLab and registers the kernel in the project's own `.venv`: a person's other kernels stay as they are. */
export async function python(root: string, started?: Started): Promise<void> {
  await step("Python packages", (report) => pythonPackages(root, started, report));
  await step("tslab kernel", () => writeKernelspec(root));
}

async function pythonPackages(
  root: string,
  started: Started | undefined,
  report: (text: string) => void,
): Promise<{ outcome: string; value: undefined }> {
  const requirements = join(root, "src", "workshop", "requirements.txt");
  const wanted = await readFile(requirements, "utf8");
  const venv = join(root, ".venv");
  const version = await versionOf(root);
  if (version !== undefined) await adoptVenv(venv, version);
  const kept = readKept(venv, stamp);
  const whole =
    kept !== undefined && kept.version === version && missingFrom(venv, kept.files) === undefined;
  if (whole && kept.requirements === wanted) return { outcome: "already there", value: undefined };
  // What pip left half done looks finished to it, so only a whole .venv is brought up to date; any other is made anew.
  await rm(join(venv, stamp), { force: true });
  const hasPip = whole && (await run(venvPython(root), ["-m", "pip", "--version"])).code === 0;
  if (!hasPip) await makeVenv(root, await findPython(), started);
  await pipInstall(root, requirements, started, report);
  await keepInventory(venv, stamp, isNoPackage, {
    version: (await versionOf(root)) ?? "",
    requirements: wanted,
  });
  return { outcome: "installed in .venv", value: undefined };
}

/** Written last, and kept in the folder that it describes. */
const stamp = "inventory.json";

/** What may change without harm: pip, which people bring up to date, and what the kit and Jupyter write themselves. */
function isNoPackage(path: string): boolean {
  const own = ["runtime", "share/jupyter/kernels", "share/jupyter/lab/settings", stamp];
  return own.includes(path) || /(^|\/)(pip3?|setuptools)([-.\d][^/]*)?$/.test(path);
}

/** The version of the `.venv`'s Python, if it runs: it is gone when the Python that it was made with is. */
async function versionOf(root: string): Promise<string | undefined> {
  if (!existsSync(venvPython(root))) return undefined;
  const { code, output } = await run(venvPython(root), ["-I", "-c", askVersion]);
  // A later 3.11 may take the place of an earlier one, but 3.12 looks for packages in another folder.
  return code === 0 ? output.trim().split(".").slice(0, 2).join(".") : undefined;
}

/** Takes over a `.venv` of an earlier version of the kit, which kept no inventory, if it has all that pip recorded. */
async function adoptVenv(venv: string, version: string): Promise<void> {
  const old = join(venv, "requirements-installed.txt");
  if (!existsSync(old) || existsSync(join(venv, stamp))) return;
  const requirements = await readFile(old, "utf8");
  const packages = join(venv, ...sitePackages(version));
  const records = (await readdir(packages).catch(() => [])).filter((name) =>
    name.endsWith(".dist-info"),
  );
  const pinned = requirements.match(/^[\w.-]+==[^\s;\\]+(?=\s*(\\|$))/gm) ?? [];
  const whole = records.length >= pinned.length && records.every((name) => isWhole(packages, name));
  await rm(old);
  if (whole) await keepInventory(venv, stamp, isNoPackage, { version, requirements });
}

function sitePackages(version: string): string[] {
  return process.platform === "win32"
    ? ["Lib", "site-packages"]
    : ["lib", `python${version}`, "site-packages"];
}

/** Whether a package has the files that pip recorded, in their sizes. */
function isWhole(packages: string, name: string): boolean {
  const record = join(packages, name, "RECORD");
  if (!existsSync(record)) return false;
  const lines = readFileSync(record, "utf8").split(/\r?\n/);
  return lines.every((line) => {
    const [, path, size] = /^"?(.+?)"?,[^,]*,(\d*)$/.exec(line) ?? [];
    if (!path || !size) return true;
    return statSync(join(packages, path), { throwIfNoEntry: false })?.size === Number(size);
  });
}

async function makeVenv(
  root: string,
  { command, args, version }: Python,
  started?: Started,
): Promise<void> {
  const folder = join(root, ".venv");
  const lab = await runningLab(root);
  if (lab) {
    throw new WorkshopError(
      `The Python packages must be installed anew, but a JupyterLab of this folder still uses them: end it (${endCommand(lab.pid)}), then run the command again.`,
    );
  }
  await rm(folder, { recursive: true, force: true });
  const { code, output, errors } = await run(command, [...args, "-m", "venv", folder], { started });
  const pip = await run(venvPython(root), ["-m", "pip", "--version"]);
  if (code === 0 && pip.code === 0) {
    // JupyterLab brings a CommonJS program (yarn), to which this project's "type": "module" must not apply.
    await writeFile(join(folder, "package.json"), '{ "type": "commonjs" }\n');
    return;
  }
  // venv keeps what pip's own installer says to itself, so the disk is asked.
  const { bavail, bsize } = await statfs(root);
  await rm(folder, { recursive: true, force: true });
  if (bavail * bsize < 50e6 || saysDiskIsFull(output + errors + pip.errors)) throw diskIsFull(root);
  await writeLog(root, "venv.log", output + errors + pip.errors);
  throw new WorkshopError(
    `Python ${version} (${command}) has no working venv and pip: install them (on Debian and Ubuntu: apt install python3-venv), then run the command again.`,
  );
}

/** pip may hang on a slow mirror: it gets one quick try, then a patient one. */
async function pipInstall(
  root: string,
  requirements: string,
  started: Started | undefined,
  report: (text: string) => void,
): Promise<void> {
  const common = [
    "-m",
    "pip",
    "install",
    "--require-hashes",
    "--no-input",
    "--disable-pip-version-check",
  ];
  const quick = [...common, "--retries", "0", "--timeout", "15", "-r", requirements];
  const total = (await readFile(requirements, "utf8")).match(/^[\w.-]+==/gm)?.length ?? 0;
  const options = () => ({ started, printed: countWheels(total, report) });
  let { code, output, errors } = await run(venvPython(root), quick, options());
  if (code !== 0 && !saysDiskIsFull(errors)) {
    const patient = [...common, "-r", requirements];
    ({ code, output, errors } = await run(venvPython(root), patient, options()));
  }
  if (code === 0) return;
  const names = { packages: "Python", program: "pip", index: "package index" };
  throw await installError(root, names, { output, errors });
}

/** Reads in pip's output how many packages it has, and how much it has downloaded. */
function countWheels(total: number, report: (text: string) => void): (text: string) => void {
  let [packages, megabytes] = [0, 0];
  return (text) => {
    packages += text.match(/^(Collecting|Processing) /gm)?.length ?? 0;
    for (const [, size, unit] of text.matchAll(/^ +Downloading .*\(([\d.]+) (kB|MB)\)/gm)) {
      megabytes += Number(size) / (unit === "kB" ? 1000 : 1);
    }
    const installing = /^Installing collected packages/m.test(text);
    const count = `${packages} of up to ${total}, ${megabytes.toFixed(0)} MB downloaded`;
    report(installing ? `unpacking ${packages} packages` : count);
  };
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
export function venvPython(root: string, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32"
    ? win32.join(root, ".venv", "Scripts", "python.exe")
    : posix.join(root, ".venv", "bin", "python");
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
