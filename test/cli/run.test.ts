import { expect, test } from "vitest";
import { looksOffline, run } from "../../src/cli/run.mjs";

test("collects what a program prints and how it ended", async () => {
  const script = "console.log('out'); console.error('err'); process.exit(3)";
  const result = await run(process.execPath, ["-e", script]);
  expect(result).toEqual({ code: 3, output: "out\n", errors: "err\n" });
});

test("a program that doesn't exist is code 127, not an exception", async () => {
  expect((await run("no-such-program-here", [])).code).toBe(127);
});

test.each([
  "npm error code ENOTFOUND",
  "npm error connect ECONNREFUSED 127.0.0.1:9",
  "ERROR: Could not find a version that satisfies the requirement jupyterlab (from versions: none)",
])("recognises a missing network: %s", (text) => {
  expect(looksOffline(text)).toBe(true);
});

test("a full disk is not a missing network", () => {
  expect(looksOffline("npm error code ENOSPC: no space left on device")).toBe(false);
});
