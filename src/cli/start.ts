import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import { endServer } from "./endServer.js";
import { jupyterEnv, makeRuntimeFolder } from "./jupyterEnv.js";
import { writeLabSettings } from "./labSettings.js";
import { step } from "./step.mjs";
import { venvPython } from "./venvPython.js";
import { waitForServer } from "./waitForServer.js";

const firstLesson = "notebooks/00-start-here.ipynb";

/** No news pop-up, no look for updates, no package index: the kit asks nothing of the network. */
const quiet = [
  "--LabApp.news_url=None",
  "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
  "--LabApp.extension_manager=readonly",
];

/** The number given as `--port=N`, `--port N` or `--ServerApp.port=N`. */
export function askedPort(args: string[]): number | undefined {
  const text = args.join(" ");
  const found = /--(?:ServerApp\.)?port[= ](\d+)/.exec(text);
  return found ? Number(found[1]) : undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "localhost", () => probe.close(() => resolve(true)));
  });
}

/** Jupyter takes the next free port by itself; but a person who asked for one should hear that it is taken. */
async function portArguments(args: string[]): Promise<string[]> {
  const port = askedPort(args);
  if (port === undefined) return [];
  if (port !== 0 && !(await isFree(port))) {
    throw new CliError(
      `Port ${port} is taken by another program: give another one with --port, or leave --port away to get the next free one.`,
    );
  }
  return ["--ServerApp.port_retries=0"];
}

/** Opens JupyterLab on the first lesson and stays until it ends; `args` go to JupyterLab as they are. */
export async function start(root: string, args: string[]): Promise<number> {
  const own = [
    "-m",
    "jupyterlab",
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=/lab/tree/${firstLesson}`,
    ...quiet,
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(await portArguments(args)),
  ];
  await writeLabSettings(root);
  const runtime = await makeRuntimeFolder(root);
  const log = openSync(join(root, ".cache", "jupyterlab.log"), "w");
  // In a process group of its own, so that Ctrl-C reaches only this program, which then ends the server and its kernels in order.
  const server = spawn(venvPython(root), [...own, ...args], {
    cwd: root,
    env: jupyterEnv(runtime),
    // Its log goes to a file; what it prints itself (for --help or --version, say) stays on the terminal.
    stdio: ["ignore", "inherit", log],
    detached: process.platform !== "win32",
  });
  const ended = new Promise<number>((resolve) => {
    server.on("error", () => resolve(127));
    server.on("close", (code) => resolve(code ?? 0));
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void endServer(server, runtime);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Whoever ends npm by its process id ends the shell below it, but not this program, which only sees a new parent.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stop(), 500);
  const url = await step("JupyterLab", () => waitForServer(runtime, firstLesson, ended));
  if (url) console.log(`\n  ${url}\n\nCtrl-C ends it.`);
  const code = await ended;
  clearInterval(watch);
  await endServer(server, runtime);
  if (stopping) console.log("\nJupyterLab and its kernels have ended.");
  return stopping ? 0 : code;
}
