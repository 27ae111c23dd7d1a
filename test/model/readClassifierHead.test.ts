import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ModelError } from "../../src/model/ModelError.js";
import { readClassifierHead } from "../../src/model/readClassifierHead.js";
import { copyOfSst2 } from "./copyOfSst2.js";
import { fakeHub, useHub } from "./fakeHub.js";
import { temporaryFolder } from "./temporaryFolder.js";

describe("readClassifierHead", () => {
  it.each([
    ["sst2", 2],
    ["emotions", 7],
    ["emotions-multilabel", 7],
  ])(
    "gives W and b of %s: a row of 384 weights and a bias for each label",
    async (name, labels) => {
      const { W, b } = await readClassifierHead(name);
      expect(W).toHaveLength(labels);
      expect(b).toHaveLength(labels);
      for (const row of W) expect(row).toHaveLength(384);
      expect([...W.flat(), ...b].every(Number.isFinite)).toBe(true);
    },
  );

  it("checks the last layer's file for readClassifierHead, too", async () => {
    const folders = await copyOfSst2();
    const file = path.join(folders.embedded, "sst2", "classifier.json");
    await writeFile(file, (await readFile(file, "utf8")).replace("0.0317", "0.0318"));
    await expect(readClassifierHead("sst2", { folders })).rejects.toThrow(
      /classifier.json was changed/,
    );
  });

  it("has no classifier.json, and readClassifierHead says so", async () => {
    const modelName = "Xenova/some-model";
    const root = await temporaryFolder();
    const folders = { embedded: path.join(root, "models"), hub: path.join(root, "cache") };
    const hub = await fakeHub();
    useHub(hub.url);
    await expect(readClassifierHead(modelName, { folders })).rejects.toThrow(
      new ModelError(
        `readClassifierHead: "${modelName}" has no classifier.json; only the embedded models show their last layer`,
      ),
    );
  });
});
