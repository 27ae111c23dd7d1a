import type { ChildProcess } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { makePrivateFolder, run, WorkshopError } from "./setup.mjs";
import { identity } from "./setupLock.mjs";

/**
 * Waits until JupyterLab answers.
 *
 * @param folder where Jupyter writes a `jpserver-<pid>.json` for each server
 * @param notebook the notebook that the address opens
 * @param ended resolves with the server's exit code: 0 is what `--help` gives, any other is an error
 * @returns the address to open, including its token; `undefined` when the server ended on its own
 * @throws {WorkshopError} when the server fails
 */
export async function waitForServer(
  folder: string,
  notebook: string,
  ended: Promise<number>,
): Promise<{ outcome: string; value: string | undefined }> {
  let code: number | undefined;
  void ended.then((exitCode) => {
    code = exitCode;
  });
  while (code === undefined) {
    for (const info of await serverInfos(folder)) {
      if (!(await answers(info))) continue;
      return { outcome: "answers", value: addressOf(info, notebook) };
    }
    await pause(100);
  }
  if (code === 0) return { outcome: "ended on its own", value: undefined };
  throw new WorkshopError(
    "JupyterLab ended before it answered: see its log in .cache/jupyterlab.log.",
  );
}

/** What Jupyter writes about a server of its own. */
interface ServerInfo {
  url: string;
  token: string;
  port: number;
  pid: number;
}

/** The address that opens a notebook in that server, with its token. */
export function addressOf({ url, token }: ServerInfo, notebook: string): string {
  return `${url}lab/tree/${notebook}${token ? `?token=${token}` : ""}`;
}

async function serverInfos(folder: string): Promise<ServerInfo[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /^jpserver-\d+\.json$/.test(name));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) => {
    try {
      return [JSON.parse(text) as ServerInfo];
    } catch {
      return []; // half written: the next look will find it complete
    }
  });
}

async function answers({ url, token }: ServerInfo): Promise<boolean> {
  const headers = token ? { Authorization: `token ${token}` } : undefined;
  const reply = await fetch(`${url}api/status`, { headers }).catch(() => undefined);
  return reply?.ok ?? false;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Ends JupyterLab, which ends its kernels, and then, by process id, any that are left.
 *
 * @param folder the server's own runtime folder, which is removed at the end
 */
export async function endServer(server: ChildProcess, folder: string): Promise<void> {
  if (process.platform === "win32") {
    if (!hasEnded(server)) await run("taskkill", ["/pid", String(server.pid), "/T", "/F"]);
  } else {
    if (!hasEnded(server)) server.kill("SIGTERM");
    if (!(await waitForEnd(server))) server.kill("SIGKILL");
    for (const pid of await kernelProcesses(folder)) end(pid);
  }
  await rm(folder, { recursive: true, force: true });
}

/** Milliseconds; Jupyter gives each kernel 5 s to end on its own. */
const patience = 12_000;

function waitForEnd(server: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    if (hasEnded(server)) return resolve(true);
    const timer = setTimeout(() => resolve(false), patience);
    server.once("exit", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

/** The process ids of kernels whose connection file is in `folder`: those that this server started. */
async function kernelProcesses(folder: string): Promise<number[]> {
  const kernels = (await processes()).filter(({ command }) =>
    command.includes(join(folder, "kernel-")),
  );
  return kernels.map(({ pid }) => pid);
}

/** Every process that this user can see, as its id and its command line. */
async function processes(): Promise<{ pid: number; command: string }[]> {
  if (process.platform !== "linux") {
    const { output } = await run("ps", ["-A", "-ww", "-o", "pid=,args="]);
    const lines = output.split("\n").map((line) => line.trim());
    return lines.map((line) => ({ pid: Number.parseInt(line, 10), command: line }));
  }
  // Slim Linux images have no ps.
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const commands = pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  return (await Promise.all(commands)).map((command, i) => ({ pid: Number(pids[i]), command }));
}

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended on its own in the meantime.
  }
}

/**
 * Makes a folder for the connection files of one Jupyter program, so that two of them never mistake each other's kernels for
 * their own. Folders whose owner was killed before it could remove them are removed on the way, unless their server still runs.
 */
export async function makeRuntimeFolder(root: string): Promise<string> {
  const parent = runtimeFolders(root);
  await makePrivateFolder(parent);
  for (const name of await readdir(parent)) {
    const folder = join(parent, name);
    if (isRunning(ownerOf(name)) || (await answeringServer(folder))) continue;
    await rm(folder, { recursive: true, force: true });
  }
  return mkdtemp(join(parent, `run-${process.pid}-`));
}

const runtimeFolders = (root: string) => join(root, ".venv", "runtime");

const ownerOf = (name: string) => Number(/^run-(\d+)-/.exec(name)?.[1]);

async function answeringServer(folder: string): Promise<ServerInfo | undefined> {
  for (const info of await serverInfos(folder)) {
    if (isRunning(info.pid) && (await answers(info))) return info;
  }
  return undefined;
}

/** A JupyterLab that `npm start` runs in this folder; `isLeftBehind` when that `npm start` is gone and nothing will end it. */
export async function runningLab(
  root: string,
  port?: number,
): Promise<(ServerInfo & { isLeftBehind: boolean }) | undefined> {
  const parent = runtimeFolders(root);
  for (const name of await readdir(parent).catch(() => [])) {
    const info = await answeringServer(join(parent, name));
    if (!info || (port !== undefined && info.port !== port)) continue;
    return { ...info, isLeftBehind: !isRunning(ownerOf(name)) };
  }
  return undefined;
}

/** What a person types to end a process: the same in Windows' command line and in PowerShell. */
export function endCommand(pid: number, platform: NodeJS.Platform = process.platform): string {
  return platform === "win32" ? `taskkill /PID ${pid} /T /F` : `kill ${pid}`;
}

const isRunning = (pid: number) => identity(pid) !== "";

/** The environment for a Jupyter program that the kit starts: `.venv`'s kernels first, connection files in `runtimeFolder`. */
export function jupyterEnv(runtimeFolder: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: "1",
    JUPYTER_RUNTIME_DIR: runtimeFolder,
  };
}
