import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./LongFirst.js";

/** Rooms whose tests start a kernel, a server or a browser: they run after the others, two files at a time, with time to start up. */
const slowRooms = ["test/workshop", "test/notebook", "test/notebooks", "test/browser", "test/site"];

const testsIn = (rooms: string[]) => rooms.map((room) => `${room}/**/*.test.ts`);

/** Files that replace a module, count what is open or measure memory: what other files leave in the process would change them. */
const alone = [
  "test/logits/interpret.memory.test.ts",
  "test/model/downloadHubFile.test.ts",
  "test/model/loadClassifier.shared.test.ts",
  "test/model/prepareHubModel.test.ts",
];

/** A source imported with `?private` also gives access to what it doesn't export, so that examples of that can run too. */
const privates = {
  name: "privates",
  transform: (code: string, id: string) =>
    id.endsWith("?private") ? `${code}\nexport const privately = (name) => eval(name);` : undefined,
};

export default defineConfig({
  plugins: [privates],
  test: {
    reporters: ["default", fileURLToPath(new URL("SummaryReporter.ts", import.meta.url))],
    root: fileURLToPath(new URL("..", import.meta.url)),
    sequence: { sequencer: LongFirst },
    // Tests of one file that wait for the same program.
    maxConcurrency: 20,
    // A test leaves no mark in the progress of the person who runs it.
    env: { READING_LOGITS_PROGRESS: "off", READING_LOGITS_POLL: "" },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...testsIn(slowRooms), ...alone],
          // The modules of one file do for the next: to load Vega-Lite takes longer than most tests.
          isolate: false,
          // Vitest itself would leave one processor idle: of two, half.
          maxWorkers: "100%",
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: alone,
          maxWorkers: "100%",
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "whole",
          include: testsIn(slowRooms),
          // Two files share a processor well: one waits for its kernel or page while the other computes.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
