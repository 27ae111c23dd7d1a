import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { checkPlatform, loadTransformers } from "../../src/model/loadTransformers.js";
import { ModelError } from "../../src/model/ModelError.js";

const require = createRequire(import.meta.url);

it("is loaded by the first model and not by an import of the kit", async () => {
  // The compiled kit, since Node can't run TypeScript: what a notebook cell imports.
  const program = `
    const before = process.memoryUsage().rss;
    const kit = require("reading-logits");
    const loaded = () => Object.keys(require.cache).some((file) => /transformers\\.node|onnxruntime/.test(file));
    const afterImport = loaded();
    kit.prepareModel("sst2").then(() => {
      const afterPrepare = loaded();
      return kit.loadClassifier("sst2").then((c) => c.dispose()).then(() => {
        console.log(JSON.stringify([afterImport, afterPrepare, loaded()]));
      });
    });`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program], {
    env: { ...process.env, READING_LOGITS_MODEL: "" },
  });
  expect(JSON.parse(stdout)).toEqual([false, false, true]);
});

it("is the very copy that a notebook cell's import gets", () => {
  expect(loadTransformers()).toBe(require("@huggingface/transformers"));
});

it("has one sentence for a Mac with an Intel processor, and lets every other machine pass", () => {
  expect(() => checkPlatform("darwin", "x64")).toThrow(ModelError);
  expect(() => checkPlatform("darwin", "x64")).toThrow(
    /^loadClassifier can't run models on a Mac with an Intel/,
  );
  for (const [platform, arch] of [
    ["darwin", "arm64"],
    ["linux", "x64"],
    ["linux", "arm64"],
    ["win32", "x64"],
  ]) {
    expect(() => checkPlatform(platform as string, arch as string)).not.toThrow();
  }
});
