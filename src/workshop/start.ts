import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { openSync, rmSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { installLabextension } from "./labextension.js";
import { venvPython } from "./python.js";
import {
  addressOf,
  endCommand,
  endServer,
  jupyterEnv,
  makeRuntimeFolder,
  runningLab,
  waitForServer,
} from "./server.js";
import { step, WorkshopError } from "./setup.mjs";

const firstLesson = "notebooks/00-start-here.ipynb";

/** Opens JupyterLab on the first lesson and stays until it ends; `args` are passed on to JupyterLab unchanged. */
export async function start(root: string, args: string[]): Promise<number> {
  const there = await labToJoin(root, args);
  if (there) {
    console.log(there);
    return 0;
  }
  const labArgs = await labArguments(root, firstLesson, args);
  await writeLabSettings(root);
  await installLabextension(root);
  const runtime = await makeRuntimeFolder(root);
  await writeFile(join(runtime, "token"), randomBytes(24).toString("hex"), { mode: 0o600 });
  const server = spawnServer(root, labArgs, runtime);
  const ended = new Promise<number>((resolve) => {
    server.on("error", () => resolve(127));
    server.on("close", (code) => resolve(code ?? 0));
  });
  const stop = stopOnSignals(() => void endServer(server, runtime));
  try {
    const url = await step("JupyterLab", () => waitForServer(runtime, firstLesson, ended));
    // Jupyter leaves the page that it opens, token included, to the folder's protection alone.
    for (const name of await readdir(runtime).catch(() => [])) {
      await chmod(join(runtime, name), 0o600).catch(() => {});
    }
    if (url) console.log(`\n  ${url}\n\nCtrl-C ends it.`);
    const code = await ended;
    if (stop.wasAsked()) console.log("\nJupyterLab and its kernels have ended.");
    return stop.wasAsked() ? 0 : code;
  } finally {
    stop.stopListening();
    await endServer(server, runtime);
  }
}

/** Where the JupyterLab that this folder already runs can be opened, unless the person asks for another one by its port or options. */
async function labToJoin(root: string, args: string[]): Promise<string | undefined> {
  const port = askedPort(args);
  if (args.some((arg, i) => arg !== "--no-browser" && !isPort(args, i))) return undefined;
  const lab = await runningLab(root, port);
  if (!lab) return undefined;
  const whose = lab.isLeftBehind
    ? `An earlier npm start of this folder was cut off, and its JupyterLab still runs on port ${lab.port}: open the address below, or end it with ${endCommand(lab.pid)}.`
    : `JupyterLab already runs in this folder, on port ${lab.port}: open the address below, or end it with Ctrl-C where it was started.`;
  return `\n${whose}\n\n  ${addressOf(lab, firstLesson)}`;
}

/**
 * A token of the kit's own, in a file: one that Jupyter makes is written to its log, and other users of the machine could read it
 * on a command line.
 */
function spawnServer(root: string, labArgs: string[], runtime: string): ChildProcess {
  const path = join(root, ".cache", "jupyterlab.log");
  // An older log may be readable by everybody, so it is replaced and not emptied.
  rmSync(path, { force: true });
  const log = openSync(path, "wx", 0o600);
  return spawn(venvPython(root), labArgs, {
    cwd: root,
    env: {
      ...jupyterEnv(runtime),
      JUPYTER_TOKEN_FILE: join(runtime, "token"),
      // The workspace, too, is the kit's own: the person's default one keeps its tabs.
      JUPYTERLAB_WORKSPACES_DIR:
        process.env.JUPYTERLAB_WORKSPACES_DIR ?? join(root, ".venv", "workspaces"),
    },
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

/**
 * The number given as `--port=N`, `--port N` or `--ServerApp.port=N`; of several, the last one, as for JupyterLab.
 *
 * @throws {WorkshopError} when it is no port
 */
export function askedPort(args: string[]): number | undefined {
  let port: number | undefined;
  for (const [i, arg] of args.entries()) {
    const option = portOption.exec(arg);
    if (!option) continue;
    const text = option[1]?.slice(1) ?? args[i + 1] ?? "";
    if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
      throw new WorkshopError(
        `--port takes a whole number from 0 to 65535, not ${JSON.stringify(text)}: leave --port out to get the next free one.`,
      );
    }
    port = Number(text);
  }
  return port;
}

const portOption = /^--(?:ServerApp\.)?port(=.*)?$/s;

/** Whether that argument is the option for the port, or the number after it. */
function isPort(args: string[], i: number): boolean {
  return portOption.test(args[i]) || /^--(?:ServerApp\.)?port$/.test(args[i - 1] ?? "");
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
