import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/**
 * Lets one command at a time set up the folder: another one waits until the first has finished, or has been cut short together
 * with the program that it ran.
 *
 * @template T
 * @param {string} root
 * @param {(started: (pid: number) => void) => Promise<T>} work calls `started` with the process id of each program that it runs
 * @param {(text: string) => void} [say] is told why it waits
 * @returns {Promise<T>}
 */
export async function withSetupLock(root, work, say = console.log) {
  const path = join(root, ".cache", "setup.lock");
  const own = identity(process.pid);
  let told = false;
  while (!(await take(path, own))) {
    const holder = await liveHolder(path);
    if (holder === undefined) {
      await removeStale(path);
      continue;
    }
    if (!told)
      say(`  another command is setting up this folder (process ${holder}): waiting for it`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  // A program that outlives this one, because only this one was killed, still holds the lock.
  const started = (/** @type {number} */ pid) => {
    writeFileSync(path, `${own}\n${identity(pid)}\n`);
  };
  try {
    return await work(started);
  } finally {
    await rm(path, { force: true });
  }
}

/**
 * @param {string} path
 * @param {string} own
 */
async function take(path, own) {
  try {
    const file = await open(path, "wx", 0o600);
    await file.writeFile(`${own}\n`);
    await file.close();
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * The process that holds the lock, if it still runs.
 *
 * @param {string} path
 * @returns {Promise<number | undefined>}
 */
async function liveHolder(path) {
  const lines = (await readFile(path, "utf8").catch(() => "")).split("\n").filter(Boolean);
  for (const line of lines) {
    const pid = Number.parseInt(line, 10);
    if (identity(pid) === line) return pid;
  }
  if (lines.length > 0) return undefined;
  // Nothing in it: its owner is about to write it, or was killed in between.
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs < 3_000 ? 0 : undefined;
}

/**
 * Of several commands that find the same lock abandoned, one moves it away; the others find none, or a new one.
 *
 * @param {string} path
 */
async function removeStale(path) {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(() => {});
  // Between the look and the move, another command may have replaced it: then it is put back.
  if ((await liveHolder(aside)) === undefined) return rm(aside, { force: true });
  await rename(aside, path).catch(() => {});
}

/**
 * A process id with the time at which that process began, because ids are used again (on Windows, the id alone). One that has ended
 * is none, even if its parent hasn't heard of that yet: in a container, the parent may be a program that never listens.
 *
 * @param {number} pid
 * @returns {string} `""` when there is no such process
 */
export function identity(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Another user's.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EPERM") return "";
  }
  try {
    if (process.platform === "linux") {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      const [state, began] = [fields[0], fields[19]];
      return state === "Z" ? "" : `${pid} ${began}`;
    }
    if (process.platform === "win32") return String(pid);
    const began = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return `${pid} ${began.trim()}`;
  } catch {
    return "";
  }
}
