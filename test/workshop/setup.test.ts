import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  looksOffline,
  makePrivateFolder,
  requireCommand,
  requireMachine,
  requireNode,
  requireWritable,
  run,
  saysDiskIsFull,
  writeLog,
} from "../../src/workshop/setup.mjs";
import { scratchFolder } from "./scratch.js";

describe("requireCommand", () => {
  it.each(["strat", "toString", "__proto__"])(
    "tells of a command that doesn't exist (%s) in one sentence, with those that do",
    (command) => {
      expect(() => requireCommand(command)).toThrow(
        `There is no command "${command}": the commands are start, test, lessons, html, site, times, reset, bench, audit, docs, pack, build, setup.`,
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

  it.each([
    "npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device, write",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
    "[Errno 122] Disk quota exceeded",
    "OSError: [WinError 112] There is not enough space on the disk",
  ])("recognises a full disk: %s", (text) => {
    expect(saysDiskIsFull(text)).toBe(true);
    expect(saysDiskIsFull("npm error code ENOTFOUND")).toBe(false);
  });

  it("tells the process id and what the program prints, as it comes", async () => {
    const seen: (string | number)[] = [];
    await run(process.execPath, ["-e", "console.log(process.pid)"], {
      started: (pid) => seen.push(pid),
      printed: (text) => seen.push(Number(text)),
    });
    expect(seen[0]).toBeGreaterThan(0);
    expect(seen[1]).toBe(seen[0]);
  });
});

describe.skipIf(process.platform === "win32")("private files", () => {
  const bits = async (path: string) => (await stat(path)).mode & 0o777;

  it("a folder that others could look into is closed, and a log that they could read is replaced", async () => {
    const root = await scratchFolder();
    const log = join(root, ".cache", "npm.log");
    await chmod(join(root, ".cache"), 0o755);
    await writeFile(log, "old", { mode: 0o644 });
    expect(await writeLog(root, "npm.log", "new")).toBe(log);
    expect([await bits(join(root, ".cache")), await bits(log)]).toEqual([0o700, 0o600]);
    expect(await readFile(log, "utf8")).toBe("new");
  });

  it("every command closes the folder of its logs", async () => {
    const root = await scratchFolder();
    await chmod(join(root, ".cache"), 0o755);
    await requireWritable(root);
    expect(await bits(join(root, ".cache"))).toBe(0o700);
    expect(await readdir(join(root, ".cache"))).toEqual([]);
  });

  it("a folder is made with those above it", async () => {
    const root = await scratchFolder();
    await makePrivateFolder(join(root, ".venv", "runtime"));
    expect(await bits(join(root, ".venv", "runtime"))).toBe(0o700);
  });
});
