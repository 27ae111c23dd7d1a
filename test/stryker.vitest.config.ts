import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The logits room's tests as mutation testing runs them, once for each mutant: those that run the sources themselves. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["test/logits/**/*.test.ts"],
    // These look at built code or at other programs, which no mutant changes, or start a library that takes its time.
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
