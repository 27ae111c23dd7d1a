import { readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import { looksOffline, run } from "./run.mjs";

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
 * npm writes `node_modules/.package-lock.json` as the last thing of an install, so it tells a finished install from an
 * interrupted one, and what is installed from what the lock file asks for.
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
 * @param {string} root
 * @param {string[]} args
 */
function npm(root, args) {
  const options = { cwd: root, env: { ...process.env, NODE_ENV: "development" } };
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return run(process.execPath, [cli, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}

/**
 * Installs the Node packages of the lock file, unless they are there, and the link that notebook cells need.
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
  throw new CliError(
    looksOffline(errors)
      ? `The Node packages could not be downloaded, because npm can't reach its package registry: connect to the network for the first set-up, then run the command again (npm's own words are in ${log}).`
      : `The Node packages could not be installed: npm's own words are in ${log}.`,
  );
}

/**
 * `import … from "reading-logits"` in a cell: tslab looks in node_modules only, so the project's folder stands there under
 * its own name. A dependency of the project on itself would do the same, but whoever installs the kit would inherit it.
 *
 * @param {string} root
 */
async function linkToProject(root) {
  const link = join(root, "node_modules", "reading-logits");
  const target = await realpath(link).catch(() => undefined);
  if (target === (await realpath(root))) return;
  await rm(link, { recursive: true, force: true });
  // Relative, so that the folder can be moved; Windows, where only a junction needs no special rights, makes it absolute.
  await symlink("..", link, "junction");
}
