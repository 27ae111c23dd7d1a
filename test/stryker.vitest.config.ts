import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The logits room's tests as mutation testing runs them, once for each mutant: those that run the sources themselves. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL("..", import.meta.url)),
    include: ["test/logits/**/*.test.ts"],
    // These look at built code or at other programs, which no mutant changes.
    exclude: [
      "test/logits/interpretColumnsMemory.test.ts",
      "test/logits/standalone.test.ts",
      "test/logits/types.test.ts",
    ],
    env: { LAW_RUNS: "100" },
  },
});
