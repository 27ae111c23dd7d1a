import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { diskError, syncFolder, writeDurably } from "../../src/trainer/durableFiles.js";
import { TrainerError } from "../../src/trainer/TrainerError.js";
import { checkpointsFolder } from "./twoKindsTrainer.js";

it("replaces a file whole, or leaves it as it was and nothing beside it", async () => {
  const folder = await checkpointsFolder();
  const file = path.join(folder, "a.json");
  await writeDurably(file, "1");
  await writeDurably(file, "22");
  expect(await readFile(file, "utf8")).toBe("22");
  await mkdir(path.join(folder, "taken", "full"), { recursive: true });
  await expect(writeDurably(path.join(folder, "taken"), "3")).rejects.toThrow();
  expect((await readdir(folder)).sort()).toEqual(["a.json", "taken"]);
});

it("doesn't mind a folder that can't be waited for", async () => {
  await syncFolder(path.join(await checkpointsFolder(), "missing"));
});

it("says what the disk refused, and passes other errors on", () => {
  const full = Object.assign(new Error("full"), { code: "ENOSPC", syscall: "write" });
  const shut = Object.assign(new Error("shut"), { code: "EACCES", syscall: "open" });
  expect(diskError(full, "train", "/out/checkpoint-1", "rest")).toEqual(
    new TrainerError(
      "train can't write /out/checkpoint-1 (ENOSPC): free some space, or choose another output_dir; rest",
    ),
  );
  expect((diskError(shut, "train", "/out", "rest") as Error).message).toContain(
    "(EACCES): check that the folder can be written, or",
  );
  const other = new TypeError("other");
  expect(diskError(other, "train", "/out", "rest")).toBe(other);
});
