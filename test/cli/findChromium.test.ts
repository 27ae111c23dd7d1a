import { join } from "node:path";
import { expect, test } from "vitest";
import { findChromium } from "../../src/cli/findChromium.js";
import { fakeProgram, scratchFolder } from "./scratch.js";

test("CHROMIUM_PATH comes first", async () => {
  const folder = await scratchFolder();
  await fakeProgram(folder, "my-browser", "");
  const CHROMIUM_PATH = join(folder, "my-browser");
  expect(findChromium({ CHROMIUM_PATH, PATH: "" })).toBe(CHROMIUM_PATH);
});

test("a CHROMIUM_PATH that leads nowhere finds nothing, rather than some other browser", () => {
  expect(findChromium({ ...process.env, CHROMIUM_PATH: "/no/such/browser" })).toBeUndefined();
});

test.skipIf(process.platform === "win32")("then the usual names on the PATH", async () => {
  const folder = await scratchFolder();
  await fakeProgram(folder, "google-chrome", "");
  expect(findChromium({ PATH: folder })).toBe(join(folder, "google-chrome"));
});
