import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { run, step, WorkshopError } from "./setup.mjs";
import { trackedFiles, untrackedFiles } from "./workTree.js";

/**
 * Runs the tests: all of them, after the checks of format, lint, unused code and types; or, with filters, just those whose
 * path has one of them.
 * The browser tests need a Chromium and say so when they are skipped; in CI they are required.
 */
export async function test(root: string, filters: string[]): Promise<number> {
  if (process.env.CI === "true" && !findChromium()) {
    throw new WorkshopError(
      "The browser tests are required when CI=true and no Chromium was found: install one, or set CHROMIUM_PATH to it.",
    );
  }
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
 * Checks format, lint, unused code and types of the kit's own files: what a person has put beside them is theirs, and no failure.
 */
export async function checkKit(root: string): Promise<void> {
  const tracked = await trackedFiles(root);
  const leftOut = tracked ? await untrackedFiles(root, "src", "test") : [];
  await step("format and lint", () => formatAndLint(root, tracked));
  await step("unused code", () => unusedCode(root, leftOut));
  await step("types", () => types(root, leftOut));
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

/** Windows ends a command line after 32,767 characters, and the paths of all files together come near to that. */
const filesInOneRun = 250;

/** Where git can't tell what is the kit's, its two folders of code are, and what lies beside them is not looked at. */
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

/** knip looks at whole folders, so a person's own files in them are left out by name. */
async function unusedCode(root: string, leftOut: readonly string[]) {
  const config = join(root, ".cache", "knip.json");
  const content = await readFile(join(root, ".knip.jsonc"), "utf8");
  const settings = JSON.parse(content.replaceAll(/^\s*\/\/.*$/gm, ""));
  await writeFile(config, JSON.stringify({ ...settings, ignore: leftOut }));
  return check(root, "knip/bin/knip.js", ["--config", config]);
}

/** The compiler takes whole folders, so a person's own files in them are left out by name. */
async function types(root: string, leftOut: readonly string[]) {
  const config = join(root, ".cache", "types.json");
  // An `exclude` takes the place of the one that would be inherited.
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

/** Runs the benchmarks (or those named) on the built module; they print ratios and write `test/bench/RESULTS.md`. */
export async function bench(root: string, filters: string[]): Promise<number> {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "test", "bench", "vitest.config.ts");
  const args = [vitest, "run", "--config", config, ...filters];
  return (await run(process.execPath, args, { cwd: root, stdio: "inherit" })).code;
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const places = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** A Chromium for the browser tests: `CHROMIUM_PATH`, then the usual names on the PATH, then the usual places. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  if (env.CHROMIUM_PATH) return existsSync(env.CHROMIUM_PATH) ? env.CHROMIUM_PATH : undefined;
  const folders = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const ending = process.platform === "win32" ? ".exe" : "";
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name + ending)));
  return [...onPath, ...places].find((path) => existsSync(path));
}
