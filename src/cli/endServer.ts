import type { ChildProcess } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.mjs";

/** Jupyter gives each kernel 5 s to end by itself. */
const patience = 12_000;

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

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

/** Every process of this machine that may be seen, as its id and its command line. */
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

/** Process ids of kernels whose connection file lies in `folder`: those that this server started. */
async function kernelProcesses(folder: string): Promise<number[]> {
  const kernels = (await processes()).filter(({ command }) =>
    command.includes(join(folder, "kernel-")),
  );
  return kernels.map(({ pid }) => pid);
}

/**
 * Ends JupyterLab, which ends its kernels, and then, by process id, whatever is left of them.
 *
 * @param folder the server's own runtime folder, removed in the end
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

function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
