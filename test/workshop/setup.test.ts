import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  build,
  looksOffline,
  nodePackages,
  nodePackagesAreInstalled,
  requireCommand,
  requireMachine,
  requireNode,
  requireWritable,
  run,
} from "../../src/workshop/setup.mjs";
import { scratchFolder, setEnv } from "./scratch.js";

describe("requireCommand", () => {
  it.each(["strat", "toString", "__proto__"])(
    "tells of a command that doesn't exist (%s) in one sentence, with those that do",
    (command) => {
      expect(() => requireCommand(command)).toThrow(
        `There is no command "${command}": the commands are start, test, lessons, html, bench, audit, build.`,
      );
    },
  );

  it("knows where each command's function is", async () => {
    for (const name of ["start", "test", "lessons", "html", "bench"]) {
      const { file = "" } = requireCommand(name);
      const source = new URL(`../../src/workshop/${file.replace(/js$/, "ts")}`, import.meta.url);
      expect((await import(source.href))[name]).toBeTypeOf("function");
    }
  });
});

describe("project", () => {
  it.each(["20.19.0", "20.20.2", "22.1.0", "26.0.0"])("Node %s is new enough", (version) => {
    expect(() => requireNode(version)).not.toThrow();
  });

  it.each(["12.22.0", "18.20.0", "20.18.3"])("Node %s is too old, in one sentence", (version) => {
    expect(() => requireNode(version)).toThrow(
      `Reading Logits needs Node 20.19 or newer, but this is Node ${version}: install a newer Node, then run the command again.`,
    );
  });

  it("a Mac with an Intel processor is told why it can't run the models", () => {
    expect(() => requireMachine({ platform: "darwin", arch: "x64" })).toThrow(/onnxruntime/);
    expect(() => requireMachine({ platform: "darwin", arch: "arm64" })).not.toThrow();
  });

  it("a folder that can be written passes and keeps nothing of the probe", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reading-logits-"));
    await expect(requireWritable(folder)).resolves.toBeUndefined();
    await rm(folder, { recursive: true });
  });

  it.skipIf(process.platform === "win32")("a read-only folder is named", async () => {
    const folder = await mkdtemp(join(tmpdir(), "reading-logits-"));
    await chmod(folder, 0o555);
    // An administrator may write anywhere, so the test becomes somebody else for a moment.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) process.seteuid?.(65534);
    try {
      await expect(requireWritable(folder)).rejects.toThrow(`can't write to ${folder}: copy`);
    } finally {
      if (isRoot) process.seteuid?.(0);
      await rm(folder, { recursive: true });
    }
  });

  it("a folder below something that isn't a folder is named too", async () => {
    await expect(requireWritable("/dev/null/kit")).rejects.toThrow("can't write to /dev/null/kit");
  });
});

describe("run", () => {
  it("collects what a program prints and how it ended", async () => {
    const script = "console.log('out'); console.error('err'); process.exit(3)";
    const result = await run(process.execPath, ["-e", script]);
    expect(result).toEqual({ code: 3, output: "out\n", errors: "err\n" });
  });

  it("a program that doesn't exist is code 127, not an exception", async () => {
    expect((await run("no-such-program-here", [])).code).toBe(127);
  });

  it.each([
    "npm error code ENOTFOUND",
    "npm error connect ECONNREFUSED 127.0.0.1:9",
    "ERROR: Could not find a version that satisfies the requirement jupyterlab (from versions: none)",
  ])("recognises a missing network: %s", (text) => {
    expect(looksOffline(text)).toBe(true);
  });

  it("a full disk is not a missing network", () => {
    expect(looksOffline("npm error code ENOSPC: no space left on device")).toBe(false);
  });
});

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
});
