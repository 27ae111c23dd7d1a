import type { Reporter, TestModule } from "vitest/node";

/** Closes a run with what a person wants to know: how many passed, failed and were skipped, and why they were skipped. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>): void {
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
    console.log(`Tests: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}
