import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Kernel } from "./kernel.js";

let kernel: Kernel;

beforeAll(async () => {
  kernel = await Kernel.start();
  // A later tslab may keep its writer elsewhere: hide it from the kit, and leave tslab's own reference alone.
  const result = await kernel.run(
    `import { createRequire } from "node:module";
     import { display } from "tslab";
     const nodeRequire = createRequire(process.cwd() + "/cell.js");
     const inner = nodeRequire.cache[nodeRequire.resolve("tslab/dist/jupyter.js")]!;
     inner.exports = { ...inner.exports, lastWriteDisplayData: undefined };
     import { displayBundle, expectError, progressBar, show, logitsBesideProbabilities } from "reading-logits";
     typeof display.raw`,
  );
  expect(result).toMatchObject({ status: "ok", stderr: "", stdout: "function\n" });
});

afterAll(() => kernel.stop());

describe("where tslab's inner writer is not to be found", () => {
  it("sends the best single form through the public call", async () => {
    const { status, displays } = await kernel.run(
      'displayBundle({ "text/plain": "t", "text/html": "<b>h</b>" })',
    );
    expect(status).toBe("ok");
    expect(displays.map(({ data }) => data)).toEqual([{ "text/html": "<b>h</b>" }]);
  });

  it("keeps a chart alive", async () => {
    const { stderr, displays } = await kernel.run(
      'await show(logitsBesideProbabilities([1, 2], ["A", "B"]))',
    );
    expect(stderr).toBe("");
    expect(displays.map(({ data }) => Object.keys(data ?? {}))).toEqual([
      ["application/vnd.vegalite.v5+json"],
    ]);
    expect(displays[0].data?.["application/vnd.vegalite.v5+json"]).toMatchObject({
      $schema: expect.stringContaining("v5.json"),
    });
  });

  it("still updates a progress bar in one place", async () => {
    const { outputs } = await kernel.run(
      'const bar = progressBar("Reading", { total: 2 }); bar.update(1); bar.finish();',
    );
    expect(outputs.map(({ type }) => type)).toEqual(["display_data", "update_display_data"]);
    expect(new Set(outputs.map(({ content }) => content.transient?.display_id)).size).toBe(1);
  });

  it("shows an expected error", async () => {
    const { displays } = await kernel.run("expectError(() => { throw new RangeError('x'); })");
    expect(displays[0].data?.["text/html"]).toContain("RangeError: x");
  });
});
