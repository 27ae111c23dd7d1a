import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { defineVersion, placeVersion } from "../../src/workshop/siteVersion.js";
import { scratchFolder } from "./scratch.js";

it("the version is in each program that names it, and changes with every file", async () => {
  const versions: string[] = [];
  for (const text of ["a", "a", "b"]) {
    const folder = await scratchFolder();
    await writeFile(join(folder, "page.html"), text);
    const program = `use(${defineVersion.version}, ${defineVersion.version});`;
    await writeFile(join(folder, "sw.js"), program);
    const version = await placeVersion(folder, ["sw.js"]);
    expect(await readFile(join(folder, "sw.js"), "utf8")).toBe(`use("${version}", "${version}");`);
    versions.push(version);
  }
  expect(versions[0]).toMatch(/^[0-9a-f]{12}$/);
  expect(versions[1]).toBe(versions[0]);
  expect(versions[2]).not.toBe(versions[0]);
});
