import { spawn } from "node:child_process";
import { access, chmod, constants, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The commands: each is the function of that name in its file, once that is built.
 *
 * @type {Record<string, { file?: string, needsPython: boolean }>}
 */
const commands = {
  start: { file: "start.js", needsPython: true },
  test: { file: "test.js", needsPython: true },
  lessons: { file: "lessons.js", needsPython: true },
  html: { file: "html.js", needsPython: true },
  site: { file: "site.js", needsPython: true },
  times: { file: "times.js", needsPython: false },
  reset: { file: "reset.js", needsPython: false },
  bench: { file: "test.js", needsPython: false },
  audit: { file: "audit.js", needsPython: false },
  docs: { file: "docs.js", needsPython: false },
  pack: { file: "pack.js", needsPython: false },
  build: { needsPython: false },
  setup: { needsPython: true },
};

/** @param {string} name what follows `npm run` */
export function requireCommand(name) {
  if (Object.hasOwn(commands, name)) return commands[name];
  const known = Object.keys(commands).join(", ");
  throw new WorkshopError(`There is no command "${name}": the commands are ${known}.`);
}

const oldestNode = [20, 19];

/** @param {string} version for example `"20.19.0"` */
export function requireNode(version) {
  const [major, minor] = version.split(".").map(Number);
  const [needMajor, needMinor] = oldestNode;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return;
  throw new WorkshopError(
    `Reading Logits needs Node ${needMajor}.${needMinor} or newer, but this is Node ${version}: install a newer Node, then run the command again.`,
  );
}

/** @param {{ platform: string, arch: string }} machine */
export function requireMachine({ platform, arch }) {
  if (platform !== "darwin" || arch !== "x64") return;
  throw new WorkshopError(
    "Reading Logits can't run on Macs with an Intel processor, because onnxruntime, which runs the models, has no build for them: use another machine.",
  );
}

/**
 * Everything is installed inside the project folder, so a folder that can't be written to is reported before any work is done.
 *
 * @param {string} root
 */
export async function requireWritable(root) {
  const probe = join(root, ".cache", `writable-${process.pid}`);
  try {
    await access(root, constants.W_OK);
    await makePrivateFolder(join(root, ".cache"));
    // Not empty, because an empty file fits on a full disk.
    await writeFile(probe, " ".repeat(4096));
    await rm(probe);
  } catch (error) {
    await rm(probe, { force: true }).catch(() => {});
    if (saysDiskIsFull(String(error))) throw diskIsFull(root);
    throw new WorkshopError(
      `Reading Logits installs inside its own folder and can't write to ${root}: copy the folder to a place where you may write, then run the command again.`,
    );
  }
}

/**
 * Makes a folder that no other user of the machine can look into; one that is there already is closed to them.
 *
 * @param {string} folder
 */
export async function makePrivateFolder(folder) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Only its owner may: a folder that is shared on purpose stays usable, and the secrets in it are private files.
  await chmod(folder, 0o700).catch(() => {});
}

/**
 * Writes what a program printed to a log that only this user can read: an index's address may hold a password.
 *
 * @param {string} root
 * @param {string} name for example `"npm.log"`
 * @param {string} text
 * @returns {Promise<string>} its path
 */
export async function writeLog(root, name, text) {
  const path = join(root, ".cache", name);
  await makePrivateFolder(join(root, ".cache"));
  await rm(path, { force: true });
  await writeFile(path, text, { mode: 0o600 });
  return path;
}

const fullDisk =
  /ENOSPC|EDQUOT|no space left on device|disk quota exceeded|not enough space on the disk/i;

/** @param {string} text an error, or what a program printed */
export function saysDiskIsFull(text) {
  return fullDisk.test(text);
}

/** @param {string} root */
export function diskIsFull(root) {
  return new WorkshopError(
    `The disk is full: free about 2 GB where ${root} and the temporary folder are, then run the command again.`,
  );
}

/**
 * @typedef {import("node:child_process").SpawnOptions & {
 *   started?: (pid: number) => void, printed?: (text: string) => void,
 * }} RunOptions `printed` sees all that the program prints, as it comes
 */

/**
 * Runs a program to its end and collects what it printed; never throws if the program fails or doesn't exist.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options] pass `stdio: "inherit"` to let it print itself
 * @returns {Promise<{ code: number, output: string, errors: string }>} `code` is 127 when the program can't be started
 */
export function run(command, args, { started, printed, ...options } = {}) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const output = [];
    /** @type {Buffer[]} */
    const errors = [];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    if (child.pid !== undefined) started?.(child.pid);
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => errors.push(chunk));
    if (printed) {
      child.stdout?.on("data", (chunk) => printed(chunk.toString()));
      child.stderr?.on("data", (chunk) => printed(chunk.toString()));
    }
    child.on("error", (error) => resolve({ code: 127, output: "", errors: error.message }));
    child.on("close", (code) =>
      resolve({
        code: code ?? 1,
        output: Buffer.concat(output).toString(),
        errors: Buffer.concat(errors).toString(),
      }),
    );
  });
}

const networkTrouble =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|NewConnectionError|NameResolutionError|Could not find a version|Connection(?: was)? refused|timed out/i;

/**
 * Whether the network seems to be missing.
 *
 * @param {string} output what npm or pip printed
 */
export function looksOffline(output) {
  return networkTrouble.test(output);
}

/**
 * Runs one step of a command and prints it as one line: its name, its outcome and the time it took.
 *
 * @template T
 * @param {string} what for example `"Node packages"`
 * @param {(report: (text: string) => void) => Promise<{ outcome: string, value: T }>} work tells how far it is through `report`
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const started = performance.now();
  const { stdout } = process;
  const line = (/** @type {string} */ text) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return `  ${what.padEnd(17)}${text.padEnd(34)} ${seconds.padStart(6)} s`;
  };
  // A terminal shows one line that changes; a file or pipe gets a new line now and then.
  let progress = "";
  const timer = setInterval(
    () => progress && stdout.write(stdout.isTTY ? `\r${line(progress)}` : `${line(progress)}\n`),
    stdout.isTTY ? 200 : 10_000,
  );
  if (stdout.isTTY) stdout.write(`  ${what.padEnd(17)}`);
  const end = stdout.isTTY ? "\r" : "";
  try {
    const { outcome, value } = await work((text) => {
      progress = text;
    });
    stdout.write(`${end}${line(outcome)}\n`);
    return value;
  } catch (error) {
    stdout.write(`${end}${line("failed")}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** An expected failure of a command: its message is the one sentence that the person at the terminal reads. */
export class WorkshopError extends Error {
  /** @override */
  name = "WorkshopError";
}

/**
 * Why npm or pip could not install the packages, in one sentence; its output goes to a log.
 *
 * @param {string} root
 * @param {{ packages: string, program: string, index: string }} names as the sentence has them: `"Node"`, `"npm"`, `"package registry"`
 * @param {{ output: string, errors: string }} printed
 */
export async function installError(root, { packages, program, index }, { output, errors }) {
  const log = await writeLog(root, `${program}.log`, output + errors);
  if (saysDiskIsFull(errors)) return diskIsFull(root);
  return new WorkshopError(
    looksOffline(errors)
      ? `The ${packages} packages could not be downloaded, because ${program} can't reach its ${index}: connect to the network for the first set-up, then run the command again (${program}'s output is in ${log}).`
      : `The ${packages} packages could not be installed: see ${program}'s output in ${log}.`,
  );
}
