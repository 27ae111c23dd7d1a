import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Benchmarks run one after another, in a process of their own, and measure `dist/`, which is what ships. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("../..", import.meta.url)),
    include: ["test/bench/**/*.bench.ts"],
    fileParallelism: false,
    pool: "forks",
    testTimeout: 1_200_000,
    // The built code and transformers.js as Node loads them, untouched by vitest's transformation.
    server: { deps: { external: [/\/dist\//, /node_modules/] } },
  },
});
