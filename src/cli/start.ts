import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { join } from "node:path";
import { endServer } from "./endServer.js";
import { jupyterEnv, makeRuntimeFolder } from "./jupyterEnv.js";
import { labArguments } from "./labArguments.js";
import { writeLabSettings } from "./labSettings.js";
import { step } from "./step.mjs";
import { venvPython } from "./venvPython.js";
import { waitForServer } from "./waitForServer.js";

const firstLesson = "notebooks/00-start-here.ipynb";

/** Opens JupyterLab on the first lesson and stays until it ends; `args` go to JupyterLab as they are. */
export async function start(root: string, args: string[]): Promise<number> {
  const labArgs = await labArguments(root, firstLesson, args);
  await writeLabSettings(root);
  const runtime = await makeRuntimeFolder(root);
  const server = spawnServer(root, labArgs, runtime);
  const ended = new Promise<number>((resolve) => {
    server.on("error", () => resolve(127));
    server.on("close", (code) => resolve(code ?? 0));
  });
  const stop = stopOnSignals(() => void endServer(server, runtime));
  try {
    const url = await step("JupyterLab", () => waitForServer(runtime, firstLesson, ended));
    if (url) console.log(`\n  ${url}\n\nCtrl-C ends it.`);
    const code = await ended;
    if (stop.wasAsked()) console.log("\nJupyterLab and its kernels have ended.");
    return stop.wasAsked() ? 0 : code;
  } finally {
    stop.stopListening();
    await endServer(server, runtime);
  }
}

function spawnServer(root: string, labArgs: string[], runtime: string): ChildProcess {
  const log = openSync(join(root, ".cache", "jupyterlab.log"), "w");
  return spawn(venvPython(root), labArgs, {
    cwd: root,
    env: jupyterEnv(runtime),
    // Its log goes to a file; what it prints itself (for --help or --version, say) stays on the terminal.
    stdio: ["ignore", "inherit", log],
    // In a process group of its own, so that Ctrl-C reaches only this program, which then ends the server and its kernels in order.
    detached: process.platform !== "win32",
  });
}

/** Calls `end` once: for Ctrl-C, for a closed terminal, and for a parent that is gone. */
function stopOnSignals(end: () => void) {
  let asked = false;
  const stop = () => {
    if (asked) return;
    asked = true;
    end();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Whoever ends npm by its process id ends the shell below it, but not this program, which only sees a new parent.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stop(), 500);
  return { wasAsked: () => asked, stopListening: () => clearInterval(watch) };
}
