import { mkdir, readdir, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  keepInventory,
  missingFrom,
  readInventory,
  readKept,
  takeInventory,
} from "../../src/workshop/inventory.mjs";
import { scratchFolder } from "./scratch.js";

async function installation(): Promise<string> {
  const folder = await scratchFolder();
  await mkdir(join(folder, "a", "b"), { recursive: true });
  await writeFile(join(folder, "top.js"), "1");
  await writeFile(join(folder, "a", "b", "deep.js"), "12345");
  return folder;
}

describe("takeInventory", () => {
  it("lists each file with its size, without links, caches and what is left out", async () => {
    const folder = await installation();
    await mkdir(join(folder, "a", "__pycache__"));
    await writeFile(join(folder, "a", "__pycache__", "deep.pyc"), "x");
    await writeFile(join(folder, "a", "own.json"), "{}");
    await symlink(join(folder, "gone"), join(folder, "link"), "junction");
    expect(takeInventory(folder, (path) => path === "a/own.json")).toEqual({
      "": { "top.js": 1 },
      a: {},
      "a/b": { "deep.js": 5 },
    });
  });
});

describe("missingFrom", () => {
  it("is content with the same files, and with more of them", async () => {
    const folder = await installation();
    const inventory = takeInventory(folder);
    await writeFile(join(folder, "later.js"), "");
    expect(missingFrom(folder, inventory)).toBeUndefined();
  });

  it.each([
    {
      what: "a file",
      lose: (folder: string) => rm(join(folder, "a", "b", "deep.js")),
    },
    {
      what: "a folder",
      lose: (folder: string) => rm(join(folder, "a"), { recursive: true }),
    },
    {
      what: "the end of a file",
      lose: (folder: string) => truncate(join(folder, "a", "b", "deep.js"), 3),
    },
  ])("names the file when $what is lost", async ({ lose }) => {
    const folder = await installation();
    const inventory = takeInventory(folder);
    await lose(folder);
    expect(missingFrom(folder, inventory)).toBe("a/b/deep.js");
  });
});

describe("keepInventory", () => {
  it("keeps it in the folder, with what else is known, and leaves nothing half written", async () => {
    const folder = await installation();
    await keepInventory(folder, "kept.json", () => false, { version: "3.11" });
    expect(readKept(folder, "kept.json")?.version).toBe("3.11");
    expect(readInventory(folder, "kept.json")).toEqual(
      takeInventory(folder, (path) => path === "kept.json"),
    );
    expect((await readdir(folder)).filter((name) => name.startsWith("kept"))).toEqual([
      "kept.json",
    ]);
  });

  it.each(["", "{", "null", "{}", '{"files": 1}'])("%j is no inventory", async (text) => {
    const folder = await scratchFolder();
    await writeFile(join(folder, "kept.json"), text);
    expect(readInventory(folder, "kept.json")).toBeUndefined();
    expect(readInventory(folder, "other.json")).toBeUndefined();
  });
});
