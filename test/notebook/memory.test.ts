import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readRecords } from "../../src/notebook/records.js";
import { projectRoot } from "../../src/project.js";
import { scratchFolder, setEnv } from "../workshop/scratch.js";

let memory: typeof import("../../src/notebook/memory.js");

/** Another kernel begins: it remembers nothing but what is in the file. */
async function newKernel(): Promise<void> {
  vi.resetModules();
  memory = await import("../../src/notebook/memory.js");
}

async function memoryIn(...path: string[]): Promise<string> {
  const file = join(await scratchFolder(), ...path);
  setEnv({ READING_LOGITS_PROGRESS: file });
  return file;
}

beforeEach(newKernel);

describe("what is remembered", () => {
  it("outlives the kernel, and takes the most hints that were shown before it was done", async () => {
    const file = await memoryIn("a folder", "progress.jsonl");
    memory.remember("01.1", { done: false, hints: 2 });
    memory.remember("01.1", { done: false, hints: 1 });
    await newKernel();
    expect(memory.remembered().of("01.1")).toEqual({ done: false, hints: 2 });
    memory.remember("01.1", { done: true, hints: 0 });
    memory.remember("01.1", { done: false, hints: 3 });
    expect(memory.remembered().of("01.1")).toEqual({ done: true, hints: 2 });
    expect(readRecords(file)).toHaveLength(2);
  });

  it("holds no name and no answer", async () => {
    const file = await memoryIn("progress.jsonl");
    memory.remember("01.1", { done: true, hints: 1 });
    expect(await readFile(file, "utf8")).toBe('\n{"id":"01.1","done":true,"hints":1}\n');
  });

  it("is all that can be read of a damaged file, and goes on behind it", async () => {
    const file = await memoryIn("progress.jsonl");
    await writeFile(
      file,
      '{"id":"01.1","done":true,"hints":0}\n{"id":"01.2","done":"yes","hints":-1}\n\0\0{"id":3}\n{"id":"01.3","do',
    );
    memory.remember("01.4", { done: true, hints: 0 });
    await newKernel();
    const { of, trouble } = memory.remembered();
    expect(["01.1", "01.2", "01.3", "01.4"].map((id) => of(id)?.done)).toEqual([
      true,
      undefined,
      undefined,
      true,
    ]);
    expect(trouble).toBeUndefined();
  });

  it("is known to this kernel even where no file can be written, and says why", async () => {
    await mkdir(await memoryIn("progress.jsonl"));
    expect(() => memory.remember("01.1", { done: true, hints: 0 })).not.toThrow();
    expect(memory.remembered().of("01.1")?.done).toBe(true);
    expect(memory.remembered().trouble).toBe("it isn't a file");
  });

  it("is kept in .cache, which git ignores, unless a setting says where, or off", async () => {
    setEnv({ READING_LOGITS_PROGRESS: undefined });
    expect(memory.memoryFile()).toBe(join(projectRoot(), ".cache", "progress.jsonl"));
    setEnv({ READING_LOGITS_PROGRESS: "off" });
    expect(memory.memoryFile()).toBeUndefined();
    memory.remember("01.1", { done: true, hints: 0 });
    expect(memory.remembered().of("01.1")?.done).toBe(true);
  });

  it("doesn't take in the solved notebooks, which anybody can run", async () => {
    await memoryIn("progress.jsonl");
    const cwd = vi.spyOn(process, "cwd");
    cwd.mockReturnValue(join(projectRoot(), "notebooks", "solutions"));
    memory.remember("01.1", { done: true, hints: 0 });
    cwd.mockRestore();
    expect(memory.remembered().of("01.1")).toBeUndefined();
  });
});

describe("ten programs that remember at once", () => {
  const built = pathToFileURL(join(projectRoot(), "dist", "notebook", "memory.js")).href;

  /** A program that remembers 99 hints of one exercise, one after the other, and says when it has begun. */
  const program = (id: string) =>
    `const { remember, seat } = await import(${JSON.stringify(built)});
     console.log(seat());
     for (let hints = 0; hints < 100; hints++) remember("${id}", { done: hints === 99, hints });
     if ("${id}" > "50.5") for (;;) remember(String(Math.random()), { done: true, hints: 1 });`;

  it("lose nothing to one another, nor to those that are killed, and agree on one seat", async () => {
    const file = await memoryIn("progress.jsonl");
    const ids = Array.from({ length: 10 }, (_, i) => `50.${i}`);
    const runs = ids.map(async (id) => {
      const child = spawn(process.execPath, ["--input-type=module", "-e", program(id)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      const ended = once(child, "exit");
      const [seat] = await once(child.stdout, "data");
      const isEndless = id > "50.5";
      if (isEndless) setTimeout(() => child.kill("SIGKILL"), 1500);
      await ended;
      return String(seat).trim();
    });
    const seats = new Set(await Promise.all(runs));
    expect(seats.size).toBe(1);
    const { of } = memory.remembered();
    expect(ids.slice(0, 6).map(of)).toEqual(ids.slice(0, 6).map(() => ({ done: true, hints: 99 })));
    const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line !== "");
    expect(readRecords(file)).toHaveLength(lines.length);
  });
});

describe("a seat", () => {
  it("stays the same for a copy of the kit, and is no name", async () => {
    await memoryIn("progress.jsonl");
    const first = memory.seat();
    expect(first).toMatch(/^[\da-f-]{36}$/);
    await newKernel();
    expect(memory.seat()).toBe(first);
    setEnv({ READING_LOGITS_PROGRESS: "off" });
    expect(memory.seat()).not.toBe(first);
    expect(memory.seat()).toBe(memory.seat());
  });
});
