import { type ChildProcess, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { installLabextension } from "./labextension.js";
import { venvPython } from "./python.js";
import { endServer, jupyterEnv, makeRuntimeFolder, waitForServer } from "./server.js";
import { step, WorkshopError } from "./setup.mjs";

const firstLesson = "notebooks/00-start-here.ipynb";

/** Opens JupyterLab on the first lesson and stays until it ends; `args` are passed on to JupyterLab unchanged. */
export async function start(root: string, args: string[]): Promise<number> {
  const labArgs = await labArguments(root, firstLesson, args);
  await writeLabSettings(root);
  await installLabextension(root);
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
    // The workspace, too, is the kit's own: the person's default one keeps its tabs.
    env: { ...jupyterEnv(runtime), JUPYTERLAB_WORKSPACES_DIR: join(root, ".venv", "workspaces") },
    // Its log goes to a file; what it prints itself (for --help or --version, for example) goes to the terminal.
    stdio: ["ignore", "inherit", log],
    // In a process group of its own, so that Ctrl-C reaches only this program, which then ends the server and its kernels in order.
    detached: process.platform !== "win32",
  });
}

/** Calls `end` once: on Ctrl-C, when the terminal is closed, or when the parent process is gone. */
function stopOnSignals(end: () => void) {
  let asked = false;
  const stop = () => {
    if (asked) return;
    asked = true;
    end();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  // Ending npm by its process id also ends the shell below it, but not this program, which only sees that it has a new parent.
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid !== parent && stop(), 500);
  return { wasAsked: () => asked, stopListening: () => clearInterval(watch) };
}

/** The arguments with which Python serves JupyterLab on the project folder; the person's own `args` come last, so they win. */
export async function labArguments(
  root: string,
  notebook: string,
  args: string[],
): Promise<string[]> {
  return [
    "-m",
    "jupyterlab",
    `--ServerApp.root_dir=${root}`,
    `--LabApp.default_url=/lab/tree/${notebook}`,
    ...quiet,
    `--ContentsManager.hide_globs=${JSON.stringify(hidden)}`,
    ...(process.getuid?.() === 0 ? ["--allow-root"] : []),
    ...(await portArguments(args)),
    ...args,
  ];
}

/** Left out of the file browser: Jupyter's own defaults, then what the lessons are made from. */
const hidden = ["__pycache__", "*.pyc", "*.pyo", ".DS_Store", "*~", "images", "source"];

/** No news pop-up, no check for updates, no package index: the kit asks nothing of the network. */
const quiet = [
  "--LabApp.news_url=None",
  "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
  "--LabApp.extension_manager=readonly",
];

/** Jupyter takes the next free port on its own, but a person who asked for a certain one should be told that it is taken. */
async function portArguments(args: string[]): Promise<string[]> {
  const port = askedPort(args);
  if (port === undefined) return [];
  if (port !== 0 && !(await isFree(port))) {
    throw new WorkshopError(
      `Port ${port} is taken by another program: choose another one with --port, or leave --port out to get the next free one.`,
    );
  }
  return ["--ServerApp.port_retries=0"];
}

/** The number given as `--port=N`, `--port N` or `--ServerApp.port=N`. */
export function askedPort(args: string[]): number | undefined {
  const found = /--(?:ServerApp\.)?port[= ](\d+)/.exec(args.join(" "));
  return found ? Number(found[1]) : undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "localhost", () => probe.close(() => resolve(true)));
  });
}

/** Writes JupyterLab's defaults for this kit (`overrides.json`), unless they are already there. */
async function writeLabSettings(root: string): Promise<void> {
  const folder = join(root, ".venv", "share", "jupyter", "lab", "settings");
  const path = join(folder, "overrides.json");
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  if ((await readFile(path, "utf8").catch(() => "")) === text) return;
  await mkdir(folder, { recursive: true });
  await writeFile(path, text);
}

/** Defaults for the `.venv`'s JupyterLab only; a person's own settings still win. */
const settings = {
  // No pop-up that asks for permission to fetch news, and no news fetched.
  "@jupyterlab/apputils-extension:notification": { fetchNews: "false", checkForUpdates: false },
  // A lesson's name fits into the column when it has the column for itself.
  "@jupyterlab/filebrowser-extension:browser": { showLastModifiedColumn: false },
  // Cells stay in the page when they are scrolled out of view, so a chart's slider stays where it was left.
  "@jupyterlab/notebook-extension:tracker": { windowingMode: "none" },
};
