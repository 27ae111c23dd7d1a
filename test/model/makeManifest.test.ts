import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { makeManifest } from "../../src/model/makeManifest.js";
import { modelFolders } from "../../src/model/modelFolders.js";

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
