import { spawn } from "node:child_process";
import {
  access,
  constants,
  mkdir,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
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
  bench: { file: "test.js", needsPython: false },
  audit: { file: "audit.js", needsPython: false },
  build: { needsPython: false },
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
  const probe = join(root, ".cache", "writable");
  try {
    await access(root, constants.W_OK);
    await mkdir(join(root, ".cache"), { recursive: true });
    await writeFile(probe, "");
    await rm(probe);
  } catch {
    throw new WorkshopError(
      `Reading Logits installs inside its own folder and can't write to ${root}: copy the folder to a place where you may write, then run the command again.`,
    );
  }
}

/**
 * Runs a program to its end and collects what it printed; never throws if the program fails or doesn't exist.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options] pass `stdio: "inherit"` to let it print itself
 * @returns {Promise<{ code: number, output: string, errors: string }>} `code` is 127 when the program can't be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    /** @type {Buffer[]} */
    const output = [];
    /** @type {Buffer[]} */
    const errors = [];
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    child.stdout?.on("data", (chunk) => output.push(chunk));
    child.stderr?.on("data", (chunk) => errors.push(chunk));
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
 * @param {() => Promise<{ outcome: string, value: T }>} work
 * @returns {Promise<T>}
 */
export async function step(what, work) {
  const started = performance.now();
  process.stdout.write(`  ${what.padEnd(17)}`);
  try {
    const { outcome, value } = await work();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`${outcome.padEnd(34)} ${seconds.padStart(6)} s\n`);
    return value;
  } catch (error) {
    process.stdout.write("failed\n");
    throw error;
  }
}

/** An expected failure of a command: its message is the one sentence that the person at the terminal reads. */
export class WorkshopError extends Error {
  /** @override */
  name = "WorkshopError";
}

/**
 * Installs the Node packages of the lock file, unless they are already there, and makes the link that notebook cells need.
 *
 * @param {string} root
 * @returns {Promise<{ outcome: string, value: undefined }>}
 */
export async function nodePackages(root) {
  const outcome = await install(root);
  await linkToProject(root);
  return { outcome, value: undefined };
}

/** @param {string} root */
async function install(root) {
  if (await nodePackagesAreInstalled(root)) return "already there";
  const { code, output, errors } = await npm(root, ["ci", "--no-progress", "--fetch-retries=1"]);
  if (code === 0) return "installed";
  const log = join(root, ".cache", "npm.log");
  await writeFile(log, output + errors);
  throw new WorkshopError(
    looksOffline(errors)
      ? `The Node packages could not be downloaded, because npm can't reach its package registry: connect to the network for the first set-up, then run the command again (npm's output is in ${log}).`
      : `The Node packages could not be installed: see npm's output in ${log}.`,
  );
}

/**
 * Whether the packages of the lock file are installed. npm writes `node_modules/.package-lock.json` as the last act of an
 * installation, so the file tells a finished installation from an interrupted one, and says what was installed.
 *
 * @param {string} root
 */
export async function nodePackagesAreInstalled(root) {
  const wanted = await lockedPackages(join(root, "package-lock.json"));
  const found = await lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !found) return false;
  const fits = Object.entries(found).every(
    ([path, { version, os }]) =>
      wanted[path]?.version === version && (!os || os.includes(process.platform)),
  );
  const complete = Object.entries(wanted).every(
    ([path, entry]) => path === "" || path in found || entry.optional || entry.devOptional,
  );
  return fits && complete;
}

/**
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean, os?: string[] }} LockEntry
 */

/**
 * @param {string} path
 * @returns {Promise<Record<string, LockEntry> | undefined>}
 */
async function lockedPackages(path) {
  try {
    return JSON.parse(await readFile(path, "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * Runs npm in a folder: the one that runs this command, or the one on the PATH.
 *
 * @param {string} root
 * @param {string[]} args
 */
export function npm(root, args) {
  const options = { cwd: root, env: { ...process.env, NODE_ENV: "development" } };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return run(process.execPath, [cli, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

/**
 * Makes `import … from "reading-logits"` work in a cell: tslab looks only in node_modules, so that contains the project's folder
 * under its own name. A dependency of the project on itself would do the same, but whoever installs the kit would inherit it.
 *
 * @param {string} root
 */
async function linkToProject(root) {
  const link = join(root, "node_modules", "reading-logits");
  const target = await realpath(link).catch(() => undefined);
  if (target === (await realpath(root))) return;
  await rm(link, { recursive: true, force: true });
  // Relative, so that the folder can be moved; on Windows, where only a junction needs no special rights, it becomes absolute.
  await symlink("..", link, "junction");
}

/** What tsc remembers of its last build; it doesn't rewrite the files that are listed here. */
const memory = ".tsbuildinfo";

/**
 * Compiles `src/` to `dist/`.
 *
 * @param {string} root
 * @returns {Promise<{ outcome: string, value: undefined }>}
 */
export async function build(root) {
  await removeStale(root);
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  const { code, output, errors } = await run(process.execPath, [
    tsc,
    "-p",
    join(root, "tsconfig.json"),
  ]);
  if (code !== 0) throw new Error(`The TypeScript in src/ doesn't compile:\n${output}${errors}`);
  return { outcome: "dist/ is up to date", value: undefined };
}

/**
 * Removes from `dist/` what no source makes any more, which tsc would leave there. Everything else stays, because another command
 * of the kit may be running from it; tsc, having lost its memory, then rewrites it.
 *
 * @param {string} root
 */
async function removeStale(root) {
  const dist = join(root, "dist");
  const sources = new Set(await readdir(join(root, "src"), { recursive: true }));
  const built = await readdir(dist, { recursive: true }).catch(() => []);
  const stale = built.filter((path) => path !== memory && !sources.has(sourceOf(path)));
  if (stale.length === 0) return;
  for (const path of [memory, ...stale]) {
    await rm(join(dist, path), { recursive: true, force: true });
  }
}

/** @param {string} path of a file in `dist/`; a folder has the same name in both */
function sourceOf(path) {
  return path
    .replace(/(\.js|\.d\.ts)(\.map)?$/, ".ts")
    .replace(/(\.mjs|\.d\.mts)(\.map)?$/, ".mjs");
}
