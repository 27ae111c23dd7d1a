import { cpSync, readdirSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packKit } from "../../src/workshop/pack.js";
import { run } from "../../src/workshop/setup.mjs";
import { scratchFolder } from "./scratch.js";

/** A small project that looks like the kit to npm. */
async function smallKit(files: string[]): Promise<string> {
  const folder = await scratchFolder();
  const manifest = {
    name: "reading-logits",
    version: "1.2.3",
    files: ["dist"],
    scripts: { prepare: "exit 1" },
    devDependencies: { vega: "6.4.0" },
    peerDependencies: { vega: "^6.4.0" },
  };
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await mkdir(join(folder, "dist", "logits"), { recursive: true });
  for (const file of files) await writeFile(join(folder, file), "export {};\n");
  return folder;
}

describe("packKit", () => {
  it("packs what npm would pack, and leaves out of package.json what only the kit needs", async () => {
    const folder = await smallKit(["dist/index.js", "dist/logits/index.js", "mine.txt"]);
    const tarball = await packKit(folder, join(folder, ".cache"));
    expect(tarball).toBe(join(folder, ".cache", "reading-logits-1.2.3.tgz"));
    expect(readdirSync(join(folder, ".cache"))).toEqual(["reading-logits-1.2.3.tgz"]);
    cpSync(tarball, join(folder, "packed.tgz"));
    const { code } = await run("tar", ["-xzf", "packed.tgz"], { cwd: folder });
    expect(code).toBe(0);
    expect(readdirSync(join(folder, "package"), { recursive: true }).sort()).toEqual(
      ["dist", "dist/index.js", "dist/logits", "dist/logits/index.js", "package.json"].map((path) =>
        join(path),
      ),
    );
    const manifest = JSON.parse(await readFile(join(folder, "package", "package.json"), "utf8"));
    expect(Object.keys(manifest)).toEqual(["name", "version", "files", "peerDependencies"]);
  });

  it("says that nothing is built where that is so", async () => {
    const folder = await smallKit([]);
    await expect(packKit(folder, join(folder, ".cache"))).rejects.toThrow(
      "There is nothing to pack: run npm run build first.",
    );
  });
});
