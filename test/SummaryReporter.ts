import { fileURLToPath } from "node:url";
import type { Reporter, TestModule } from "vitest/node";
import { editedNotebooks } from "../src/workshop/lessons.js";

const project = fileURLToPath(new URL("..", import.meta.url));

/** The rooms whose tests judge the lessons. */
const ofLessons = /[\\/]test[\\/](notebooks|browser)[\\/]/;

/**
 * Ends a run with what a person wants to know: how many tests passed, failed and were skipped, why they were skipped, and which
 * of the person's notebooks were not judged.
 */
export default class SummaryReporter implements Reporter {
  private readonly root: string;

  constructor({ root = project }: { root?: string } = {}) {
    this.root = root;
  }

  async onTestRunEnd(
    modules: ReadonlyArray<TestModule>,
    unhandledErrors: ReadonlyArray<unknown>,
  ): Promise<void> {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    const reasons = new Map<string, number>();
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const suite of module.children.allSuites()) count.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        count[result.state] += 1;
        if (result.state !== "skipped") continue;
        const why = result.note ?? "not for this system, or its set-up failed";
        reasons.set(why, (reasons.get(why) ?? 0) + 1);
      }
    }
    for (const [why, times] of reasons) console.log(`skipped ${times}: ${why}`);
    const edited = modules.some(({ moduleId }) => ofLessons.test(moduleId))
      ? await editedNotebooks(this.root)
      : [];
    if (edited.length > 0) {
      const which = edited.join(", ");
      console.log(`left out, since edited here (the committed version was judged): ${which}`);
    }
    console.log(`Tests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}
