import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { nodePackagesAreInstalled, npm } from "./nodePackages.mjs";
import { run, step, WorkshopError } from "./setup.mjs";
import { trackedFiles, untrackedFiles } from "./workTree.js";

/**
 * Runs the tests: all of them, after the checks of format, lint, unused code and types; or, with filters, only those whose
 * path contains one of the filters.
 * The browser tests need a Chromium, and the tests on other versions of Node.js need those versions; both say so when they are
 * skipped, and in CI they are required.
 */
export async function test(root: string, filters: string[]): Promise<number> {
  if (process.env.CI === "true" && !findChromium()) {
    throw new WorkshopError(
      "The browser tests are required when CI=true, but no Chromium was found: install one, or set CHROMIUM_PATH to its path.",
    );
  }
  await step(`Node ${supportedNodes.join(" and ")}`, () => installSupportedNodes(root));
  if (filters.length === 0) await checkKit(root);
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "test", "vitest.config.ts");
  const { code } = await run(process.execPath, [vitest, "run", "--config", config, ...filters], {
    cwd: root,
    stdio: "inherit",
  });
  return code;
}

/**
 * Checks the format, lint, unused code and types of the kit's own files: what a person has put beside them is theirs and never
 * a failure.
 *
 * @throws {WorkshopError} when a check finds something; its message is the findings
 */
export async function checkKit(root: string): Promise<void> {
  const tracked = await trackedFiles(root);
  const leftOut = tracked ? await untrackedFiles(root, "src", "test") : [];
  await step("format and lint", () => formatAndLint(root, tracked));
  await step("unused code", () => unusedCode(root, leftOut));
  await step("types", () => types(root, leftOut));
}

/** If git can't tell which files are the kit's, those in its two folders of code are checked, and no others. */
function formatAndLint(root: string, tracked: readonly string[] = ["src", "test"]) {
  const present = tracked.filter((file) => existsSync(join(root, file)));
  const options = ["--files-ignore-unknown=true", "--no-errors-on-unmatched"];
  const runs = Array.from({ length: Math.ceil(present.length / filesInOneRun) }, (_, i) => [
    "check",
    ...options,
    ...present.slice(i * filesInOneRun, (i + 1) * filesInOneRun),
  ]);
  return check(root, "@biomejs/biome/bin/biome", ...runs);
}

/** Windows cuts a command line off after 32,767 characters, and the paths of all files together come close to that. */
const filesInOneRun = 250;

/** knip checks whole folders, so a person's own files in them are excluded by name. */
async function unusedCode(root: string, leftOut: readonly string[]) {
  const config = join(root, ".cache", "knip.json");
  const content = await readFile(join(root, ".knip.jsonc"), "utf8");
  const settings = JSON.parse(content.replaceAll(/^\s*\/\/.*$/gm, ""));
  await writeFile(config, JSON.stringify({ ...settings, ignore: leftOut }));
  return check(root, "knip/bin/knip.js", ["--config", config]);
}

/** The compiler takes whole folders, so a person's own files in them are excluded by name. */
async function types(root: string, leftOut: readonly string[]) {
  const config = join(root, ".cache", "types.json");
  // An `exclude` replaces the inherited one.
  const { exclude = [] } = JSON.parse(await readFile(join(root, "tsconfig.json"), "utf8"));
  await writeFile(
    config,
    JSON.stringify({
      extends: "../test/tsconfig.json",
      exclude: [...exclude, ...leftOut].map((path) => `../${path}`),
    }),
  );
  return check(root, "typescript/bin/tsc", ["-p", config]);
}

async function check(root: string, program: string, ...runs: string[][]) {
  const path = join(root, "node_modules", ...program.split("/"));
  let findings = "";
  for (const args of runs) {
    const { code, output, errors } = await run(process.execPath, [path, ...args], { cwd: root });
    if (code !== 0) findings += output + errors;
  }
  if (findings !== "") throw new WorkshopError(findings);
  return { outcome: "no findings", value: undefined };
}

/** Runs the benchmarks (or those named) on the built package; they print ratios and write `test/bench/RESULTS.md`. */
export async function bench(root: string, filters: string[]): Promise<number> {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "test", "bench", "vitest.config.ts");
  const args = [vitest, "run", "--config", config, ...filters];
  return (await run(process.execPath, args, { cwd: root, stdio: "inherit" })).code;
}

/** Finds a Chromium for the browser tests: `CHROMIUM_PATH`, then the usual names on the PATH, then the usual places. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const ending = process.platform === "win32" ? ".exe" : "";
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name + ending)));
  return [...onPath, ...places].find((path) => existsSync(path));
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The Node.js versions that most people have, and that are in support: a lesson is tested on each, whatever runs the tests. */
export const supportedNodes = [22, 24] as const;

export type SupportedNode = (typeof supportedNodes)[number];

/** The packages have a lock file of their own, so that only the tests download them. */
const packages = ["test", "node-versions"];

/** A package's name there ends in Node's names for the system. */
const packageName = (major: SupportedNode) => `node${major}-${process.platform}-${process.arch}`;

/** The program of that Node.js version, if `npm test` could install it. */
export function supportedNode(root: string, major: SupportedNode): string | undefined {
  const program = process.platform === "win32" ? "node.exe" : "node";
  const folder = join(root, ...packages, "node_modules", packageName(major), "bin");
  const path = join(folder, program);
  return existsSync(path) ? path : undefined;
}

/**
 * Installs the supported versions of Node.js beside their lock file, unless they are there. A person without a network can do
 * without: only the test that runs on them is skipped.
 *
 * @throws {WorkshopError} in CI, where that test is required, if they can't be installed
 */
export async function installSupportedNodes(
  root: string,
): Promise<{ outcome: string; value: undefined }> {
  const folder = join(root, ...packages);
  const missing = () => supportedNodes.filter((major) => !supportedNode(root, major));
  const { optionalDependencies } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  if (!supportedNodes.every((major) => packageName(major) in optionalDependencies)) {
    return { outcome: "no package for this system", value: undefined };
  }
  if (missing().length === 0 && (await nodePackagesAreInstalled(folder))) {
    return { outcome: "already there", value: undefined };
  }
  const patience = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
  // npm carries on without an optional package that it can't download, and says so only at this log level.
  const { output, errors } = await npm(folder, ["ci", "--loglevel=http", ...patience]);
  if (missing().length === 0) return { outcome: "installed", value: undefined };
  const log = join(root, ".cache", "node-versions.log");
  await mkdir(join(root, ".cache"), { recursive: true });
  await writeFile(log, output + errors);
  if (process.env.CI === "true") {
    throw new WorkshopError(
      `The tests on other Node.js versions are required when CI=true, and Node.js ${missing().join(" and ")} could not be installed: npm's output is in ${log}.`,
    );
  }
  return { outcome: "not downloaded", value: undefined };
}
