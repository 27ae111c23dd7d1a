import { cp, mkdir, readFile, realpath, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { nodePackages, nodePackagesAreInstalled } from "../../src/workshop/nodePackages.mjs";
import { scratchFolder, setEnv } from "./scratch.js";

describe("nodePackages", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));

  type Lock = { packages: Record<string, { version?: string; os?: string[]; optional?: boolean }> };

  /** A project with this one's lock files: what is asked for, and what npm recorded as installed. */
  async function projectLike(change: (wanted: Lock, installed: Lock) => void): Promise<string> {
    const folder = await scratchFolder();
    const inside = join("node_modules", ".package-lock.json");
    const wanted = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
    const installed = JSON.parse(await readFile(join(root, inside), "utf8"));
    change(wanted, installed);
    await mkdir(join(folder, "node_modules"));
    await writeFile(join(folder, "package-lock.json"), JSON.stringify(wanted));
    await writeFile(join(folder, inside), JSON.stringify(installed));
    for (const [path, { version }] of Object.entries((installed as Lock).packages)) {
      await mkdir(join(folder, path), { recursive: true });
      await writeFile(join(folder, path, "package.json"), JSON.stringify({ version }));
    }
    return folder;
  }

  it("this project's own packages are found installed", async () => {
    expect(await nodePackagesAreInstalled(root)).toBe(true);
    expect(await nodePackages(root)).toEqual({ outcome: "already there", value: undefined });
  });

  it("a package whose version the lock file has changed is not installed", async () => {
    const folder = await projectLike((wanted) => {
      wanted.packages["node_modules/tslab"].version = "9.9.9";
    });
    expect(await nodePackagesAreInstalled(folder)).toBe(false);
  });

  it("a package that the lock file has gained is not installed", async () => {
    const folder = await projectLike((wanted) => {
      wanted.packages["node_modules/something-new"] = { version: "1.0.0" };
    });
    expect(await nodePackagesAreInstalled(folder)).toBe(false);
  });

  it("packages of another system (a copied folder) are not installed", async () => {
    const folder = await projectLike((wanted, installed) => {
      const other = { version: "1.0.0", os: ["plan9"], optional: true };
      wanted.packages["node_modules/native"] = other;
      installed.packages["node_modules/native"] = other;
    });
    expect(await nodePackagesAreInstalled(folder)).toBe(false);
  });

  it("a package that is in npm's note alone, as after `npm install --package-lock-only`, is not installed", async () => {
    const folder = await projectLike(() => {});
    await nodePackages(folder);
    for (const file of ["package-lock.json", join("node_modules", ".package-lock.json")]) {
      const lock: Lock = JSON.parse(await readFile(join(folder, file), "utf8"));
      lock.packages["node_modules/something-new"] = { version: "1.0.0" };
      await writeFile(join(folder, file), JSON.stringify(lock));
    }
    // The folder has no package.json, so that npm, which is asked to install anew, can't.
    await expect(nodePackages(folder)).rejects.toThrow(/npm/);
  });

  it("an interrupted installation, which has no note of npm's, is not installed", async () => {
    const folder = await scratchFolder();
    await cp(join(root, "package-lock.json"), join(folder, "package-lock.json"));
    await mkdir(join(folder, "node_modules"));
    expect(await nodePackagesAreInstalled(folder)).toBe(false);
  });

  it("no network at the first set-up is one sentence", async () => {
    const folder = await scratchFolder();
    for (const file of ["package.json", "package-lock.json"]) {
      await cp(join(root, file), join(folder, file));
    }
    setEnv({
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_cache: join(folder, "cache"),
      npm_config_fetch_retry_mintimeout: "10",
    });
    await expect(nodePackages(folder)).rejects.toThrow(
      /^The Node packages could not be downloaded, because npm can't reach its package registry: connect to the network/,
    );
  });

  describe("the link from node_modules to the project, by which cells import the kit", () => {
    const inside = join("node_modules", "reading-logits");

    it("is there, and is no dependency that those who install the kit would inherit", async () => {
      expect(await realpath(join(root, inside))).toBe(await realpath(root));
      const { name, ...manifest } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
      const lock: Lock = JSON.parse(await readFile(join(root, "package-lock.json"), "utf8"));
      expect(join("node_modules", name)).toBe(inside);
      expect({ ...manifest.dependencies, ...manifest.devDependencies }).not.toHaveProperty([name]);
      expect(lock.packages).not.toHaveProperty([`node_modules/${name}`]);
    });

    it.each([
      { what: "is missing, as after `npm ci`", spoil: async () => {} },
      {
        what: "leads to another copy of the project",
        spoil: async (link: string) => symlink(await scratchFolder(), link, "junction"),
      },
      {
        what: "leads nowhere",
        spoil: (link: string) => symlink(join(link, "gone"), link, "junction"),
      },
      {
        what: "has become a folder, as some archives and copies make of links",
        spoil: async (link: string) => {
          await mkdir(link);
          await writeFile(join(link, "package.json"), "{}");
        },
      },
    ])("is made where it $what", async ({ spoil }) => {
      const folder = await projectLike(() => {});
      await spoil(join(folder, inside));
      expect(await nodePackages(folder)).toEqual({ outcome: "already there", value: undefined });
      expect(await realpath(join(folder, inside))).toBe(await realpath(folder));
    });

    it("takes nothing away from what a wrong link led to", async () => {
      const [folder, other] = [await projectLike(() => {}), await scratchFolder()];
      await writeFile(join(other, "mine.txt"), "kept");
      await symlink(other, join(folder, inside), "junction");
      await nodePackages(folder);
      expect(await readFile(join(other, "mine.txt"), "utf8")).toBe("kept");
    });

    it("leads to the project's folder when that has been renamed", async () => {
      const before = await projectLike(() => {});
      await nodePackages(before);
      const after = join(await scratchFolder(), "renamed");
      await rename(before, after);
      await nodePackages(after);
      expect(await realpath(join(after, inside))).toBe(await realpath(after));
    });
  });
});
