import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { appendRecord, readRecords, reason } from "../../src/notebook/records.js";
import { scratchFolder } from "../workshop/scratch.js";

const scratchFile = async () => join(await scratchFolder(), "records.jsonl");

describe("a file of records", () => {
  it("gives back what was added, in order", async () => {
    const file = await scratchFile();
    expect(readRecords(file)).toEqual([]);
    appendRecord(file, { id: "01.1", said: "a\nb “c” \u2028" });
    appendRecord(file, { id: "01.2" });
    expect(readRecords(file)).toEqual([{ id: "01.1", said: "a\nb “c” \u2028" }, { id: "01.2" }]);
  });

  it("loses nothing but the damaged line, also to what is added behind it", async () => {
    const file = await scratchFile();
    appendRecord(file, { n: 1 });
    await writeFile(file, '{"n":2,"cut of', { flag: "a" });
    appendRecord(file, { n: 3 });
    await writeFile(file, "\0\0\0\xff\n[1]\nnull\n3\n{}x\n", { flag: "a" });
    appendRecord(file, { n: 4 });
    expect(readRecords(file)).toEqual([{ n: 1 }, { n: 3 }, { n: 4 }]);
  });

  it("never writes again what is already there", async () => {
    const file = await scratchFile();
    await writeFile(file, "somebody's notes");
    appendRecord(file, { n: 1 });
    expect(await readFile(file, "utf8")).toBe('somebody\'s notes\n{"n":1}\n');
  });

  it("is refused with a reason when it is a folder, far too large, or where no folder is", async () => {
    const folder = await scratchFolder();
    await mkdir(join(folder, "taken.jsonl"));
    await writeFile(join(folder, "large.jsonl"), Buffer.alloc(21e6));
    const reasonOf = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return reason(error);
      }
      return undefined;
    };
    expect(reasonOf(() => readRecords(join(folder, "taken.jsonl")))).toBe("it isn't a file");
    expect(reasonOf(() => appendRecord(join(folder, "taken.jsonl"), {}))).toBe("it isn't a file");
    expect(reasonOf(() => readRecords(join(folder, "large.jsonl")))).toBe("it is too large");
    expect(reasonOf(() => appendRecord(join(folder, "none", "a.jsonl"), {}))).toBe(
      "its folder doesn't exist",
    );
  });
});
