import { format } from "node-inspect-extracted";
import { cellError, type Failure } from "../../notebook/cellError.js";
import { type PrintingCell, printResult } from "../../notebook/printResult.js";
import { setPageKernel } from "../kit/pageKernel.js";
import { type Sources, sources } from "../kit/showSource.js";
import { append, mountKept, mountSite, put, remove, takeWritten } from "../node/fileTree.js";
import { keepFiles } from "../node/keptFiles.js";
import { storeName, useStore } from "../node/siteCache.js";
import { createCells, ImportError } from "./createCells.js";
import { completionsAt, helpAt } from "./helpAt.js";
import type { FromWorker, SharedFile, Start, ToWorker } from "./messages.js";

/** The worker in which cells run: one for each kernel, ended to interrupt it. */

/** What the site's build has written down for the kernel. */
interface Listing {
  /** The version of the site, by which its store is named. */
  version: string;
  /** Sizes of the files, in bytes, by their paths. */
  sizes: Record<string, number>;
  /** The names that each module exports as types alone. */
  types: Record<string, string[]>;
  /** The file of each module that a cell may import, by the name that it does so by. */
  modules: Record<string, string>;
}

const send = (message: FromWorker) => postMessage(message);
let running = 0;
const stream = (name: "stdout" | "stderr", text: string) =>
  send({ type: "stream", id: running, name, text });

const toStdout = (...values: unknown[]) => stream("stdout", `${format(...values)}\n`);
const toStderr = (...values: unknown[]) => stream("stderr", `${format(...values)}\n`);
Object.assign(console, {
  log: toStdout,
  info: toStdout,
  debug: toStdout,
  error: toStderr,
  warn: toStderr,
});

/** What the kit asks of Node's `process`. */
const nodeProcess = {
  env: {},
  platform: "browser",
  arch: "wasm",
  pid: 1,
  versions: {},
  folder: "/",
  cwd: () => nodeProcess.folder,
  stdout: { write: (text: string) => stream("stdout", text) },
  stderr: { write: (text: string) => stream("stderr", text) },
};
/** As Node has it: soon, but after what waits already. A timer would wait four milliseconds. */
const soon = new MessageChannel();
const waiting: (() => void)[] = [];
soon.port1.onmessage = () => waiting.shift()?.();
function setImmediate(work: () => void): void {
  waiting.push(work);
  soon.port2.postMessage(undefined);
}

Object.assign(globalThis, { process: nodeProcess, setImmediate });

const modules = new Map<string, Record<string, unknown>>();
let listing: Listing = { version: "", sizes: {}, types: {}, modules: {} };
let kit = "";

async function load(name: string): Promise<Record<string, unknown>> {
  const file = listing.modules[name];
  if (file === undefined) {
    const known = Object.keys(listing.modules).join(", ");
    throw Object.assign(
      new Error(`Cannot find module '${name}': in this page, cells may import ${known}.`),
      { name: "TypeScript" },
    );
  }
  const module = (await import(new URL(file, kit).href)) as Record<string, unknown>;
  modules.set(name, module);
  return module;
}

const cells = createCells(load, (name, exported) => listing.types[name]?.includes(exported));

async function start({ files, kit: folder, folder: own }: Start): Promise<void> {
  kit = folder;
  const root = decodeURIComponent(new URL(files).pathname).replace(/\/$/, "");
  nodeProcess.folder = own === "" ? root : `${root}/${own}`;
  listing = await (await fetch(new URL("listing.json", kit))).json();
  useStore(storeName(new URL("../../", kit).pathname, listing.version));
  mountSite(listing.sizes, root, files, (file, loaded, total) =>
    send({ type: "loading", file, loaded, total }),
  );
  await mountKept(
    await keepFiles(`reading-logits ${root}`, (path, text) => append(path, text, false)),
  );
  setPageKernel({
    root,
    modules,
    writer: () => {
      const id = running;
      return (content, update) => send({ type: "display", id, content, update });
    },
  });
  send({ type: "ready" });
}

async function run(id: number, source: string): Promise<void> {
  running = id;
  const cell: PrintingCell & { failures: Failure[] } = { source, drawing: [], failures: [] };
  try {
    const value = await cells.run(source);
    if (value !== undefined && value !== null) {
      printResult(value, cell, async (chart) => {
        const { show } = await load("reading-logits");
        await (show as (chart: unknown) => Promise<void>)(chart);
      });
    }
    await Promise.all(cell.drawing);
    showWritten();
    send({ type: "done", id, loaded: loaded() });
  } catch (error) {
    cell.failures.push(failureOf(error));
    showWritten();
    send({ type: "done", id, failure: cellError(cell, cells.ran), loaded: loaded() });
  }
}

/** Before there is a service worker, only this worker knows what it loads. */
function loaded(): string[] {
  const addresses = performance.getEntriesByType("resource").map(({ name }) => name);
  performance.clearResourceTimings();
  return addresses;
}

/** Files that a cell has written beside the notebook are shown there by the page, where a person downloads them. */
function showWritten(): void {
  const beside = `${nodeProcess.folder}/`;
  for (const { path, bytes } of takeWritten()) {
    const file = path.slice(beside.length);
    if (!path.startsWith(beside) || /^\.|\//.test(file)) continue;
    send({ type: "written", file, bytes });
  }
}

/** What can't be read as TypeScript is told as tslab's checker tells it. */
function failureOf(error: unknown): Failure {
  const { loc } = error as { loc?: { line: number; column: number } };
  if (!(error instanceof SyntaxError) || !(loc || error instanceof ImportError)) {
    return { thrown: error };
  }
  return {
    file: "",
    line: loc?.line ?? 0,
    column: loc?.column ?? 0,
    message: error.message,
  };
}

/** Without the sources, there is no help. */
function kitSources(): Sources {
  try {
    return sources();
  } catch {
    return {};
  }
}

let queue: Promise<unknown> = Promise.resolve();

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "file") put(data.path, data.bytes, false);
  else if (data.type === "gone") remove(data.path);
  else queue = queue.then(() => answer(data));
});

async function answer(message: Exclude<ToWorker, SharedFile>): Promise<void> {
  switch (message.type) {
    case "start":
      return start(message.start);
    case "run":
      return run(message.id, message.code);
    case "inspect":
      return send({
        type: "help",
        id: message.id,
        help: helpAt(message.code, message.cursor, (name) => kitSources()[name]),
      });
    case "complete": {
      const completions = completionsAt(message.code, message.cursor, {
        values: cells.values,
        modules,
      });
      return send({ type: "completions", id: message.id, completions });
    }
  }
}

// Before anything is asked: nearly every lesson begins with it, and it starts the models' runtime.
void import(new URL("dist/index.js", import.meta.url).href).catch(() => {});
