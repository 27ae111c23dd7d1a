import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { builtSite } from "../site/builtSite.js";

it("the kernel and the service worker keep files under the same version, and sizes are those of the files", async () => {
  const folder = await builtSite();
  const listing = JSON.parse(await readFile(join(folder, "live", "kit", "listing.json"), "utf8"));
  expect(listing.version).toMatch(/^[\da-f]{12}$/);
  expect(await readFile(join(folder, "sw.js"), "utf8")).toContain(listing.version);
  const files = Object.entries(listing.sizes as Record<string, number>);
  expect(files.length).toBeGreaterThan(100);
  for (const [file, size] of files) {
    expect((await stat(join(folder, "live", "files", file))).size).toBe(size);
  }
});
