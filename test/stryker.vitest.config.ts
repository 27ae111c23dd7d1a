import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The logits room's tests as mutation testing runs them, once per mutant: those that run the sources themselves. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["test/logits/**/*.test.ts"],
    // These test built code or other programs, which no mutant changes, or load a library that is slow to start.
    exclude: [
      "test/logits/pipelines/transformersJs.test.ts",
      "test/logits/checkLogits.tensor.test.ts",
      "test/logits/interpret.memory.test.ts",
      "test/logits/standalone.test.ts",
      "test/logits/types.test.ts",
    ],
    isolate: false,
    env: { LAW_RUNS: "40" },
  },
});
