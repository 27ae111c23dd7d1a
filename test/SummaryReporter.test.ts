import { join } from "node:path";
import { expect, it, vi } from "vitest";
import type { TestModule } from "vitest/node";
import SummaryReporter from "./SummaryReporter.js";
import { commitAll } from "./workshop/gitFolder.js";
import { answer, learners, smallLessons, solved } from "./workshop/smallLessons.js";

/** What the reporter prints after a run of this test file, which has no tests. */
async function printed(root: string, ...path: string[]): Promise<string[]> {
  const none = { allSuites: () => [], allTests: () => [] };
  const module = { moduleId: join(root, ...path), errors: () => [], children: none };
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    await new SummaryReporter({ root }).onTestRunEnd([module as unknown as TestModule], []);
    return log.mock.calls.map(([line]) => line);
  } finally {
    log.mockRestore();
  }
}

it("says in one line which edited notebooks were not judged, if the lessons were judged at all", async () => {
  const folder = await smallLessons();
  await commitAll(folder);
  const counts = "Tests: 0 passed, 0 failed, 0 skipped";
  expect(await printed(folder, "test", "notebooks", "lessons.test.ts")).toEqual([counts]);
  await answer(folder, learners, "3");
  await answer(folder, solved, "4");
  const line = `left out, since edited here (the committed version was judged): ${learners}, ${solved}`;
  expect(await printed(folder, "test", "notebooks", "lessons.test.ts")).toEqual([line, counts]);
  expect(await printed(folder, "test", "browser", "lessons.test.ts")).toEqual([line, counts]);
  expect(await printed(folder, "test", "logits", "softmax.test.ts")).toEqual([counts]);
});
