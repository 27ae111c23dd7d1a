import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { printable, wrapLine } from "../logits/text.js";
import { drawingPackages } from "../page/pageFiles.js";
import { isWholeKit, kitVersion, projectRoot } from "../project.js";
import { exitCodes, UsageError } from "./errors.js";
import { findModels, verified } from "./models.js";
import type { Arguments } from "./parseArguments.js";
import { safeJson } from "./safeJson.js";
import { standardOutput } from "./standardOutput.js";
import { paintFor } from "./terminal.js";

/** One thing that was looked at. */
export interface Check {
  readonly what: string;
  readonly ok: boolean;
  /** What it is for. */
  readonly for: string;
  /** What was found. */
  readonly found: string;
  /** What to do; only where it isn't as it should be. */
  readonly next?: string;
  /** True if every use of the program needs it. */
  readonly needed: boolean;
}

/**
 * `reading-logits doctor`: whether the set-up is whole, and what to do where it isn't.
 *
 * @returns what the program ends with
 */
export async function doctor(args: Arguments): Promise<number> {
  if (args.words.length > 0) throw new UsageError("doctor takes no words");
  const checks = await examine();
  const output = standardOutput();
  if (args.flag("json")) output.write(`${safeJson(checks, 1)}\n`);
  else {
    const paint = paintFor(process.stdout, process.env);
    for (const { what, ok, found, next, needed, for: use } of checks) {
      const mark = ok ? paint("green", "ok     ") : paint(needed ? "red" : "yellow", "missing");
      output.write(`${mark}  ${printable(`${what}: ${found}`)}\n`);
      if (!ok) output.write(`${wrapLine(printable(`         for ${use}: ${next}`))}\n`);
    }
  }
  output.finish();
  const isIll = checks.some(({ ok, needed }) => !ok && (needed || args.flag("strict")));
  return isIll ? exitCodes.findings : exitCodes.ok;
}

/** Looks at everything that some part of the kit needs. */
export async function examine(): Promise<Check[]> {
  const checks = [
    node(),
    ...(await models()),
    package_("classify", ["@huggingface/transformers"]),
    package_("read --report", drawingPackages),
    package_("pictures of charts in notebooks", ["sharp"]),
    package_("reading .parquet", ["hyparquet", "hyparquet-compressors"]),
    // The installed package has neither lessons nor tests.
    ...(isWholeKit() ? [await python(), kernel(), browser(), await space()] : []),
  ];
  // Programs that read this find something to do only where there is something to do.
  return checks.map(({ next, ...check }) => (check.ok ? check : { ...check, next }));
}

function node(): Check {
  const oldest: string = manifest().engines.node.replace(/^>=/, "");
  const [wanted, have] = [oldest, process.versions.node].map((version) =>
    version.split(".").map(Number),
  );
  const [major, minor = 0] = wanted;
  return {
    what: "Node",
    ok: have[0] > major || (have[0] === major && have[1] >= minor),
    for: `reading-logits ${kitVersion()}`,
    found: process.versions.node,
    next: `install Node ${oldest} or newer`,
    needed: true,
  };
}

function manifest(): { engines: { node: string }; peerDependencies: Record<string, string> } {
  return JSON.parse(readFileSync(path.join(projectRoot(), "package.json"), "utf8"));
}

/** As npm installs it, with the major version that the kit is tested with: `vega@6`. */
function withVersion(name: string): string {
  const range = manifest().peerDependencies[name];
  const [, version] = /^\^([1-9]\d*|0\.\d+)/.exec(range) ?? [];
  return version === undefined ? name : `${name}@${version}`;
}

async function models(): Promise<Check[]> {
  const found = await Promise.all((await findModels()).map(verified));
  const facts = { what: "models", for: "classify and the lessons", needed: false };
  if (found.length === 0) {
    const own = isWholeKit()
      ? "restore them with: git checkout -- data/models"
      : "npm install the tarball reading-logits-models of the same release";
    const next = `${own}, or name a model of the hub, --model owner/name`;
    return [{ ...facts, ok: false, found: "none are here", next }];
  }
  const damaged = found.filter(({ whole }) => !whole);
  const names = found.map(({ name }) => name).join(", ");
  if (damaged.length === 0) return [{ ...facts, ok: true, found: `${names}, all whole` }];
  return damaged.map(({ name, problem = "" }) => {
    const [what, next = "load it again"] = problem.split("; ");
    return { ...facts, what: `model ${name}`, ok: false, found: what, next };
  });
}

function package_(use: string, names: readonly string[]): Check {
  const require = createRequire(import.meta.url);
  const missing = names.filter((name) => {
    try {
      require.resolve(name);
      return false;
    } catch (error) {
      // A package that is there and can only be imported says so in another way.
      return (error as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND";
    }
  });
  return {
    what: names.length === 1 ? `package ${names[0]}` : `packages ${names.join(", ")}`,
    ok: missing.length === 0,
    for: use,
    found: missing.length === 0 ? "installed" : `${missing.join(", ")} not installed`,
    next: `npm install ${missing.map(withVersion).join(" ")}`,
    needed: false,
  };
}

const start = promisify(execFile);

async function python(): Promise<Check> {
  const facts = { what: "Python", for: "the lessons in JupyterLab", needed: false };
  const next = "install Python 3.10 or newer, from python.org or your system";
  for (const name of ["python3", "python", "py"]) {
    const answer = await start(name, ["--version"], { timeout: 10_000 }).catch(() => undefined);
    const [, version, major, minor] = /Python ((\d+)\.(\d+)\S*)/.exec(answer?.stdout ?? "") ?? [];
    if (version === undefined) continue;
    const ok = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 10);
    return { ...facts, ok, found: version, next };
  }
  return { ...facts, ok: false, found: "none was found", next };
}

function kernel(): Check {
  const folder = path.join(projectRoot(), ".venv", "share", "jupyter", "kernels", "tslab");
  const ok = existsSync(path.join(folder, "kernel.json"));
  return {
    what: "kernel",
    ok,
    for: "the lessons in JupyterLab",
    found: ok ? "tslab, in the kit's own .venv" : "none is registered in the kit's .venv",
    next: "npm start in a copy of the kit's repository sets it up",
    needed: false,
  };
}

const browserNames = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
];
const browserPlaces = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

function browser(): Check {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  const ending = process.platform === "win32" ? ".exe" : "";
  const onPath = folders.flatMap((folder) =>
    browserNames.map((name) => path.join(folder, name + ending)),
  );

  const named = process.env.CHROMIUM_PATH;
  const found = (named ? [named] : [...onPath, ...browserPlaces]).find((each) => existsSync(each));
  return {
    what: "Chromium",
    ok: found !== undefined,
    for: "the kit's browser tests; reports open in any browser",
    found: found ?? "none was found",
    next: "install Chromium or Google Chrome, or set CHROMIUM_PATH",
    needed: false,
  };
}

/** What a set-up of the lessons downloads, in bytes. */
const setup = 2e9;

async function space(): Promise<Check> {
  const root = projectRoot();
  const facts = { what: "space", for: "setting up the lessons", needed: false };
  try {
    const { bavail, bsize } = await statfs(root);
    const free = bavail * bsize;
    const found = `${(free / 1e9).toFixed(1)} GB free`;
    return { ...facts, ok: free >= setup, found, next: `free about 2 GB where ${root} is` };
  } catch {
    return { ...facts, ok: true, found: "can't be asked for here" };
  }
}
