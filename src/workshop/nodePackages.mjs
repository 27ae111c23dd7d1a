import { existsSync } from "node:fs";
import { readFile, realpath, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { keepInventory, missingFrom, readInventory } from "./inventory.mjs";
import { installError, run, saysDiskIsFull } from "./setup.mjs";

/**
 * Installs the Node packages of the lock file, unless they are already there, and makes the link that notebook cells need.
 *
 * @param {string} root
 * @param {(pid: number) => void} [started] is told npm's process id
 * @param {(text: string) => void} [report] is told how far it is
 * @returns {Promise<{ outcome: string, value: undefined }>}
 */
export async function nodePackages(root, started, report = () => {}) {
  const outcome = await install(root, started, report);
  await linkToProject(root);
  return { outcome, value: undefined };
}

/**
 * @param {string} root
 * @param {((pid: number) => void) | undefined} started
 * @param {(text: string) => void} report
 */
async function install(root, started, report) {
  if (await nodePackagesAreInstalled(root)) {
    const missing = await damage(root);
    if (missing === undefined) return "already there";
    report(`installed anew: ${missing} is not whole`);
  }
  const note = join(root, "node_modules", ".package-lock.json");
  // Without npm's note, an installation that is cut short from here on counts as none.
  await rm(note, { force: true });
  const patience = ["--no-progress", "--loglevel=http", "--fetch-retries=1"];
  const printed = countFetches(await lockedPackages(join(root, "package-lock.json")), report);
  const { code, output, errors } = await npm(root, ["ci", ...patience], { started, printed });
  // npm only warns of a file that it couldn't write, and still ends with 0.
  const cut = /TAR_ENTRY_ERROR/.test(errors);
  if (code === 0 && !cut && !saysDiskIsFull(errors)) {
    await keepInventory(join(root, "node_modules"), stamp);
    return "installed";
  }
  await rm(note, { force: true });
  const names = { packages: "Node", program: "npm", index: "package registry" };
  throw await installError(root, names, { output, errors });
}

/** The list of all files, kept in the folder that it describes: whatever replaces that removes it as well. */
const stamp = ".reading-logits.json";

/**
 * What is missing from an installation that npm finished; an installation without a list gets one, if each package looks whole.
 *
 * @param {string} root
 */
async function damage(root) {
  const folder = join(root, "node_modules");
  const found = await lockedPackages(join(folder, ".package-lock.json"));
  const packages = Object.entries(found ?? {}).filter(([path, { link }]) => path !== "" && !link);
  const kept = readInventory(folder, stamp);
  if (kept) {
    // `npm install --package-lock-only` writes into npm's note what it has not installed.
    const absent = packages.find(([path]) => !existsSync(join(root, path, "package.json")));
    return absent?.[0] ?? missingFrom(folder, kept);
  }
  for (const [path, { version }] of packages) {
    try {
      const manifest = JSON.parse(await readFile(join(root, path, "package.json"), "utf8"));
      if (version !== undefined && manifest.version !== version) return path;
    } catch {
      return path;
    }
  }
  await keepInventory(folder, stamp);
  return undefined;
}

/**
 * @param {Record<string, LockEntry> | undefined} wanted
 * @param {(text: string) => void} report
 */
function countFetches(wanted = {}, report) {
  const total = Object.keys(wanted).length - 1;
  let fetched = 0;
  return (/** @type {string} */ text) => {
    fetched += text.match(/http (fetch|cache) .*\.tgz/g)?.length ?? 0;
    report(`${fetched} of up to ${total} packages fetched`);
  };
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
 * @param {import("./setup.mjs").RunOptions} [more]
 */
export function npm(root, args, more = {}) {
  const options = { ...more, cwd: root, env: { ...process.env, NODE_ENV: "development" } };
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
