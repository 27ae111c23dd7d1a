import { join } from "node:path";
import { CliError } from "./CliError.mjs";
import { findChromium } from "./findChromium.js";
import { run } from "./run.mjs";
import { step } from "./step.mjs";

async function check(root: string, what: string, program: string[]): Promise<void> {
  await step(what, async () => {
    const [file, ...args] = program;
    const path = join(root, "node_modules", ...file.split("/"));
    const { code, output, errors } = await run(process.execPath, [path, ...args], { cwd: root });
    if (code !== 0) throw new CliError(output + errors);
    return { outcome: "no findings", value: undefined };
  });
}

/**
 * Runs the tests: all of them, after the checks of format, lint, unused code and types; or, with filters, just those whose
 * path has one of them.
 * The browser tests need a Chromium and say so when they are skipped; in CI they are required.
 */
export async function test(root: string, filters: string[]): Promise<number> {
  if (process.env.CI === "true" && !findChromium()) {
    throw new CliError(
      "The browser tests are required when CI=true and no Chromium was found: install one, or set CHROMIUM_PATH to it.",
    );
  }
  if (filters.length === 0) {
    await check(root, "format and lint", ["@biomejs/biome/bin/biome", "check"]);
    await check(root, "unused code", ["knip/bin/knip.js"]);
    await check(root, "types", ["typescript/bin/tsc", "-p", join(root, "test", "tsconfig.json")]);
  }
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "test", "vitest.config.ts");
  const { code } = await run(process.execPath, [vitest, "run", "--config", config, ...filters], {
    cwd: root,
    stdio: "inherit",
  });
  return code;
}
