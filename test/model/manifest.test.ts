import { open, readFile, rename, rm, symlink, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { type ModelFolders, modelFolders } from "../../src/model/locateModel.js";
import { ModelError } from "../../src/model/ModelError.js";
import { makeManifest } from "../../src/model/manifest.js";
import { prepareModel } from "../../src/model/prepareModel.js";
import { copyOfSst2 } from "./copyOfSst2.js";
import { watchOpening } from "./watchOpening.js";

describe("makeManifest", () => {
  const folder = modelFolders().embedded;

  it("data/models/manifest.json fits every file of data/models, none more and none less", async () => {
    const stored = JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8"));
    expect(await makeManifest(folder)).toEqual(stored);
  });

  it("lists each model's files with / on every system, sorted, without itself", async () => {
    const names = Object.keys((await makeManifest(folder)).files);
    for (const model of ["sst2", "emotions", "emotions-multilabel"]) {
      for (const file of [
        "README.md",
        "classifier.json",
        "config.json",
        "onnx/model_quantized.onnx",
      ]) {
        expect(names).toContain(`${model}/${file}`);
      }
    }
    expect(names).not.toContain("manifest.json");
    expect(names).toEqual([...names].sort());
  });
});

describe("verifyModel", () => {
  const onnxFile = "sst2/onnx/model_quantized.onnx";
  const advice = "restore it with: git checkout -- data/models/sst2";

  /** Loads from the folders, which must fail with a ModelError before any model is loaded; returns its message. */
  async function failure(folders: ModelFolders, name = "sst2"): Promise<string> {
    const opened = watchOpening();
    const error = await loadClassifier(name, { folders }).catch((error) => error);
    expect(error).toBeInstanceOf(ModelError);
    expect(opened.loads()).toBe(0);
    opened.stop();
    expect(error.message).not.toContain("\n");
    return error.message;
  }

  describe("an embedded model is checked before it is opened", () => {
    it("opens an intact model, from a folder with a space and accents", async () => {
      const folders = await copyOfSst2();
      const opened = watchOpening();
      const classifier = await loadClassifier("sst2", { folders });
      expect(opened.loads()).toBe(3);
      expect(opened.paths).toContain(path.join(folders.embedded, onnxFile));
      const [negative, positive] = await classifier.logits("This is a fantastic movie!");
      expect(negative).toBeCloseTo(-3.484269, 4);
      expect(positive).toBeCloseTo(3.850646, 4);
      await classifier.dispose();
    });

    it.each([0, 11_568_885, 23_137_770])(
      "names the file when byte %i is flipped",
      async (offset) => {
        const folders = await copyOfSst2();
        await flipByte(path.join(folders.embedded, onnxFile), offset);
        const message = await failure(folders);
        expect(message).toMatch(/SHA-256 begins with [0-9a-f]{12} where [0-9a-f]{12} is expected/);
        expect(message).toContain(onnxFile);
        expect(message.endsWith(advice)).toBe(true);
      },
    );

    it("names the file when it is cut, with both sizes", async () => {
      const folders = await copyOfSst2();
      await truncate(path.join(folders.embedded, onnxFile), 1_000_000);
      const message = await failure(folders);
      expect(message).toContain(
        `${onnxFile} has 1,000,000 bytes where 23,137,771 bytes are expected`,
      );
      expect(message.endsWith(advice)).toBe(true);
    });

    it.each([
      "config.json",
      "tokenizer.json",
      "tokenizer_config.json",
      "classifier.json",
      "onnx/model_quantized.onnx",
    ])("names %s when it is deleted", async (file) => {
      const folders = await copyOfSst2();
      await rm(path.join(folders.embedded, "sst2", file));
      expect(await failure(folders)).toContain(`sst2/${file} is missing; ${advice}`);
    });

    it("notices a change made after a successful load in the same process", async () => {
      const folders = await copyOfSst2();
      await prepareModel("sst2", { folders });
      await flipByte(path.join(folders.embedded, onnxFile), 5_000_000);
      expect(await failure(folders)).toContain("SHA-256");
    });

    it("says so when the manifest is missing, is no JSON or is something else", async () => {
      const folders = await copyOfSst2();
      const manifest = path.join(folders.embedded, "manifest.json");
      for (const text of ["<html>", "{}", '{"files":{"sst2/config.json":{"size":1}}}', "[]"]) {
        await writeFile(manifest, text);
        expect(await failure(folders)).toContain(
          "manifest.json is not a list of file sizes and checksums",
        );
      }
      await rm(manifest);
      expect(await failure(folders)).toContain("manifest.json can't be read");
    });

    it("lets nobody in through a link, neither for a file nor for the model's folder", async () => {
      const folders = await copyOfSst2();
      const outside = path.join(folders.embedded, "..", "outside");
      await rename(path.join(folders.embedded, "sst2"), outside);
      await symlink(outside, path.join(folders.embedded, "sst2"), "junction");
      expect(await failure(folders)).toContain("is a link that leads out of");

      await rm(path.join(folders.embedded, "sst2"));
      await rename(outside, path.join(folders.embedded, "sst2"));
      const config = path.join(folders.embedded, "sst2", "config.json");
      await rename(config, path.join(folders.embedded, "..", "config.json"));
      await symlink(path.join(folders.embedded, "..", "config.json"), config);
      expect(await failure(folders)).toContain("config.json is a link that leads out of");
    });
  });

  async function flipByte(file: string, offset: number): Promise<void> {
    const handle = await open(file, "r+");
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, offset);
    byte[0] = (byte[0] ?? 0) ^ 1;
    await handle.write(byte, 0, 1, offset);
    await handle.close();
  }
});

it("makeManifest needs a folder that is there", async () => {
  await expect(makeManifest("no/such/folder")).rejects.toThrow(
    /^makeManifest needs a folder that it can read: .*no\/such\/folder can't be read \(ENOENT\)$/,
  );
  await expect(makeManifest(undefined as never)).rejects.toThrow(
    "makeManifest needs the path of a folder, got undefined",
  );
});
