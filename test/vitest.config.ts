import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** Rooms whose tests start a kernel, a server or a browser: one file at a time, with time to start up. */
const slowRooms = ["test/cli", "test/notebook", "test/notebooks", "test/browser"];

export default defineConfig({
  test: {
    reporters: ["default", fileURLToPath(new URL("SummaryReporter.ts", import.meta.url))],
    root: fileURLToPath(new URL("..", import.meta.url)),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: slowRooms.map((room) => `${room}/**`),
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: slowRooms.map((room) => `${room}/**/*.test.ts`),
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
