import { join } from "node:path";
import { run } from "./run.mjs";

/** Runs the benchmarks (or those named) on the built module; they print ratios and write `test/bench/RESULTS.md`. */
export async function bench(root: string, filters: string[]): Promise<number> {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const config = join(root, "test", "bench", "vitest.config.ts");
  const args = [vitest, "run", "--config", config, ...filters];
  return (await run(process.execPath, args, { cwd: root, stdio: "inherit" })).code;
}
