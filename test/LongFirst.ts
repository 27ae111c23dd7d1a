import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take minutes, the longest first. Vitest itself begins with the largest files, on a machine that hasn't run them
 * yet: a small file that runs every lesson would come last, with one processor left to wait for the other.
 */
const long = [
  "test/notebooks/lessons.test.ts",
  "test/browser/hostile.test.ts",
  "test/workshop/bootstrap.faults.test.ts",
  "test/browser/charts.test.ts",
  "test/browser/exportedLessons.test.ts",
  "test/browser/exportedPage.test.ts",
  "test/site/lessons.test.ts",
  "test/site/live.test.ts",
  "test/site/pages.test.ts",
  "test/site/playground.test.ts",
  "test/browser/galleryInLab.test.ts",
  "test/notebooks/nodeVersions.test.ts",
  "test/notebooks/hubModel.test.ts",
];

/** Runs the longest files first, then the others in Vitest's own order. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((file) => moduleId.replaceAll("\\", "/").endsWith(`/${file}`));
      return at < 0 ? long.length : at;
    };
    // The sort is stable: the others stay as they were.
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
