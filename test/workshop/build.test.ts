import {
  cp,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { build } from "../../src/workshop/build.mjs";
import { scratchFolder } from "./scratch.js";

describe("build", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));

  const linkPackages = (folder: string) =>
    symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");

  /** A project with three sources that is built as this one is. */
  async function smallProject() {
    const folder = await scratchFolder();
    await linkPackages(folder);
    await cp(join(root, "tsconfig.json"), join(folder, "tsconfig.json"));
    await cp(join(root, "package.json"), join(folder, "package.json"));
    const sources = {
      "index.ts": 'export { one } from "./old/one.js";\n',
      "old/one.ts": "export const one: number = 1;\n",
      "old/door.mjs": "export const door = 1;\n",
    };
    await mkdir(join(folder, "src", "old"), { recursive: true });
    for (const [name, code] of Object.entries(sources)) {
      await writeFile(join(folder, "src", name), code);
    }
    await build(folder);
    return folder;
  }

  /** The code in a project's `dist/`. */
  async function codeIn(folder: string): Promise<string[]> {
    const files = await readdir(join(folder, "dist"), { recursive: true });
    return files.filter((file) => /\.m?js$/.test(file)).sort();
  }

  it("the build makes a file for each source", async () => {
    const folder = await smallProject();
    expect(await codeIn(folder)).toEqual([
      "index.js",
      join("old", "door.mjs"),
      join("old", "one.js"),
    ]);
  });

  it("a file whose source has moved leaves dist/, with all that was made of it and its folder", async () => {
    const folder = await smallProject();
    await rename(join(folder, "src", "old"), join(folder, "src", "new"));
    await writeFile(join(folder, "src", "index.ts"), 'export { one } from "./new/one.js";\n');
    await build(folder);
    expect(await codeIn(folder)).toEqual([
      "index.js",
      join("new", "door.mjs"),
      join("new", "one.js"),
    ]);
    expect(await readdir(join(folder, "dist"))).not.toContain("old");
  });

  it("a file whose source comes back is built again, also after a build that was cut short in between", async () => {
    const folder = await smallProject();
    const [here, away] = [join(folder, "src", "old", "one.ts"), join(folder, "one.ts")];
    await rename(here, away);
    // Without the compiler, the build ends where it would start to write.
    await rm(join(folder, "node_modules"));
    await expect(build(folder)).rejects.toThrow(/doesn't compile/);
    await linkPackages(folder);
    expect(await codeIn(folder)).not.toContain(join("old", "one.js"));
    await rename(away, here);
    await build(folder);
    expect(await codeIn(folder)).toContain(join("old", "one.js"));
  });

  it("a build of the same sources leaves every file alone, so that a command may run from it", async () => {
    const folder = await smallProject();
    const times = async () =>
      Promise.all(
        (await codeIn(folder)).map(
          async (file) => (await stat(join(folder, "dist", file))).mtimeMs,
        ),
      );
    const before = await times();
    await build(folder);
    expect(await times()).toEqual(before);
  });

  it("a build that takes one file out keeps the others in their place", async () => {
    const folder = await smallProject();
    const kept = join(folder, "dist", "old", "one.js");
    const { ino } = await stat(kept);
    await rm(join(folder, "src", "old", "door.mjs"));
    await build(folder);
    expect(await codeIn(folder)).toEqual(["index.js", join("old", "one.js")]);
    expect((await stat(kept)).ino).toBe(ino);
  });

  it("a file that has gone from dist/, or is empty, is built again", async () => {
    const folder = await smallProject();
    const [one, index] = [join(folder, "dist", "old", "one.js"), join(folder, "dist", "index.js")];
    await rm(one);
    await writeFile(index, "");
    await build(folder);
    expect(await readFile(one, "utf8")).toContain("one = 1");
    expect(await readFile(index, "utf8")).toContain("export");
  });

  it("a file that a build left half written when it was killed is built again", async () => {
    const folder = await smallProject();
    const one = join(folder, "dist", "old", "one.js");
    const whole = await readFile(one, "utf8");
    // The compiler's memory says that the file is up to date.
    await writeFile(one, whole.slice(0, 10));
    await writeFile(join(folder, ".cache", "build-unfinished"), "");
    await build(folder);
    expect(await readFile(one, "utf8")).toBe(whole);
  });

  it("scripts and styles of pages are copied, and written again only when they have changed", async () => {
    const folder = await smallProject();
    const [source, copy] = ["src", "dist"].map((place) => join(folder, place, "page", "a.css"));
    await mkdir(join(folder, "src", "page"));
    await writeFile(source, "a {}");
    await build(folder);
    expect(await readFile(copy, "utf8")).toBe("a {}");
    const { mtimeMs } = await stat(copy);
    await build(folder);
    expect((await stat(copy)).mtimeMs).toBe(mtimeMs);
    await writeFile(source, "b {}");
    await build(folder);
    expect(await readFile(copy, "utf8")).toBe("b {}");
  });
});
