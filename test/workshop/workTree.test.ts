import { chmod, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  changedFiles,
  committedText,
  trackedFiles,
  untrackedFiles,
} from "../../src/workshop/workTree.js";
import { commitAll, git, plainFolder, writeFiles } from "./gitFolder.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const files = {
  ".gitignore": "ignored.ts\n",
  "package.json": "{}\n",
  "src/a.ts": "a\n",
  "src/é b.ts": "b\n",
};

/** A small kit, committed. */
async function kit(): Promise<string> {
  const folder = await plainFolder(root, files);
  await commitAll(folder);
  return folder;
}

describe("trackedFiles", () => {
  it("names the files that git knows, whatever their names hold", async () => {
    const folder = await kit();
    await writeFiles(folder, { "src/mine.ts": "" });
    expect((await trackedFiles(folder))?.sort()).toEqual(Object.keys(files).sort());
  });

  it("is unknown in a folder that is no repository, or only lies inside another one", async () => {
    const folder = await plainFolder(root, files);
    expect(await trackedFiles(folder)).toBeUndefined();
    const outer = await plainFolder(root, { "other.txt": "" });
    await commitAll(outer);
    await writeFiles(join(outer, "kit"), files);
    expect(await trackedFiles(join(outer, "kit"))).toBeUndefined();
  });
});

describe("untrackedFiles", () => {
  it("names what was added to the folders asked about, even what git was told to ignore", async () => {
    const folder = await kit();
    await writeFiles(folder, { "src/mine.ts": "", "src/ignored.ts": "", "elsewhere.ts": "" });
    expect((await untrackedFiles(folder, "src", "test")).sort()).toEqual([
      "src/ignored.ts",
      "src/mine.ts",
    ]);
  });
});

describe("changedFiles", () => {
  it("names files that were changed, staged, moved away or removed, and no new ones", async () => {
    const folder = await kit();
    expect(await changedFiles(folder, "src")).toEqual([]);
    await writeFiles(folder, { "src/a.ts": "changed\n", "src/new.ts": "", "package.json": "[]\n" });
    expect(await changedFiles(folder, "src")).toEqual(["src/a.ts"]);
    await git(folder, "add", "--all");
    expect(await changedFiles(folder, "src")).toEqual(["src/a.ts"]);
    await rm(join(folder, "src", "a.ts"));
    await rename(join(folder, "src/é b.ts"), join(folder, "src/c.ts"));
    expect((await changedFiles(folder, "src")).sort()).toEqual(["src/a.ts", "src/é b.ts"]);
  });

  it("doesn't mind who may run a file", async () => {
    const folder = await kit();
    await chmod(join(folder, "src", "a.ts"), 0o755);
    expect(await changedFiles(folder, "src")).toEqual([]);
  });

  it("names none where git can't tell", async () => {
    expect(await changedFiles(await plainFolder(root, files), "src")).toEqual([]);
  });
});

describe("committedText", () => {
  it("is the text as it was committed, whatever has become of it since", async () => {
    const folder = await kit();
    await writeFile(join(folder, "src", "a.ts"), "changed\n");
    await git(folder, "add", "--all");
    expect(await committedText(folder, "src/a.ts")).toBe("a\n");
    await rm(join(folder, "src", "a.ts"));
    expect(await committedText(folder, "src/a.ts")).toBe("a\n");
  });

  it("is undefined for a file that wasn't committed", async () => {
    const folder = await kit();
    await writeFiles(folder, { "src/mine.ts": "" });
    expect(await committedText(folder, "src/mine.ts")).toBeUndefined();
  });
});
