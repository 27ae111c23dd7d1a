import { readFile, rm, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { ModelError } from "../../src/model/ModelError.js";
import { makeManifest } from "../../src/model/manifest.js";
import { copyOfSst2 } from "./copyOfSst2.js";
import { watchOpening } from "./watchOpening.js";

const require = createRequire(import.meta.url);
const text = "This is a fantastic movie!";
const sessionOf = ({ model }: Awaited<ReturnType<typeof loadClassifier>>) =>
  (model as unknown as { sessions: { model: object } }).sessions.model;

describe("two classifiers of the same files", () => {
  it("are two objects on one session, which lives until both are disposed", async () => {
    const opened = watchOpening();
    const [one, other] = await Promise.all([loadClassifier("sst2"), loadClassifier("sst2")]);
    const third = await loadClassifier("sst2");
    expect(opened.loads()).toBe(3); // a tokenizer, a model and its session
    expect(one).not.toBe(other);
    expect(sessionOf(one)).toBe(sessionOf(other));
    const logits = await one.logits(text);
    expect(await other.logits(text)).toEqual(logits);
    await one.dispose();
    await one.dispose();
    await one.model.dispose();
    await expect(one.logits(text)).rejects.toThrow("was disposed");
    await other.dispose();
    expect(await third.logits(text)).toEqual(logits);
    await third.dispose();
    const later = await loadClassifier("sst2");
    expect(opened.loads()).toBe(6);
    expect(await later.logits(text)).toEqual(logits);
    await later.dispose();
  });

  it("end their own batches before the session is freed", async () => {
    const [one, other] = [await loadClassifier("sst2"), await loadClassifier("sst2")];
    const running = [one.logits([text, text]), other.logits([text])];
    await Promise.all([one.dispose(), other.dispose()]);
    expect((await Promise.all(running)).map((rows) => rows.length)).toEqual([2, 1]);
  });

  it("share nothing that a person sets on one of them", async () => {
    const [one, other] = [await loadClassifier("sst2"), await loadClassifier("sst2")];
    Object.assign(one.tokenizer.config, { model_max_length: 4 });
    one.tokenizer.padding_side = "left";
    Object.assign(one.model.config as object, { id2label: { 0: "bad", 1: "good" } });
    expect(other.tokenizer.model_max_length).toBe(512);
    expect(other.tokenizer.padding_side).toBe("right");
    expect(other.tokenizer(text).input_ids.dims).toEqual([1, 8]);
    const third = await loadClassifier("sst2");
    expect(third.config.id2label).toEqual({ 0: "NEGATIVE", 1: "POSITIVE" });
    await Promise.all([one, other, third].map((each) => each.dispose()));
  });
});

it("other files, or the same ones changed in between, are another session", async () => {
  const folders = await copyOfSst2();
  const onnx = path.join(folders.embedded, "sst2", "onnx", "model_quantized.onnx");
  const [one, own] = [await loadClassifier("sst2", { folders }), await loadClassifier("sst2")];
  expect(sessionOf(one)).not.toBe(sessionOf(own));
  const before = await one.logits(text);
  // The emotions' weights in the same place, and a new manifest that vouches for them.
  await writeFile(onnx, await emotionsWeights());
  await writeFile(
    path.join(folders.embedded, "manifest.json"),
    JSON.stringify(await makeManifest(folders.embedded)),
  );
  const changed = await loadClassifier("sst2", { folders });
  expect(sessionOf(changed)).not.toBe(sessionOf(one));
  expect((await changed.model(changed.tokenizer(text))).logits.dims).toEqual([1, 7]);
  expect(await one.logits(text)).toEqual(before);
  // Only touched: the same content, but another state, which is checked and opened again.
  await utimes(onnx, new Date(), new Date(Date.now() + 5000));
  const touched = await loadClassifier("sst2", { folders });
  expect(sessionOf(touched)).not.toBe(sessionOf(changed));
  await Promise.all([one, own, changed, touched].map((each) => each.dispose()));
});

it.each([
  ["touched", (file: string) => utimes(file, new Date(), new Date(Date.now() + 5000))],
  ["changed", (file: string) => writeFile(file, "{}")],
  ["removed", (file: string) => rm(file)],
])(
  "files that are %s while they are being opened are not taken for those checked",
  async (_, change) => {
    const folders = await copyOfSst2();
    const { AutoModelForSequenceClassification: Auto } = require("@huggingface/transformers");
    const original = Auto.from_pretrained;
    const dispose = vi.fn();
    const spy = vi.spyOn(Auto, "from_pretrained").mockImplementation(async (...args) => {
      const model = await original.apply(Auto, args);
      await change(path.join(folders.embedded, "sst2", "tokenizer_config.json"));
      const { dispose: real } = model;
      return Object.assign(model, { dispose: dispose.mockImplementation(() => real.call(model)) });
    });
    try {
      await expect(loadClassifier("sst2", { folders })).rejects.toThrow(
        new ModelError(
          'loadClassifier: "sst2" can\'t be opened as a text classifier: its files changed while they were being opened; load it again',
        ),
      );
      expect(dispose).toHaveBeenCalledTimes(1);
    } finally {
      spy.mockRestore();
    }
  },
);

it("a model that doesn't open leaves nothing behind: mended, it loads", async () => {
  const folders = await copyOfSst2();
  const tokenizer = path.join(folders.embedded, "sst2", "tokenizer.json");
  const manifest = path.join(folders.embedded, "manifest.json");
  const good = await readFile(tokenizer);
  const sign = async () =>
    writeFile(manifest, JSON.stringify(await makeManifest(folders.embedded)));
  await writeFile(tokenizer, "{}");
  await sign();
  for (let i = 0; i < 2; i++) {
    await expect(loadClassifier("sst2", { folders })).rejects.toThrow(ModelError);
  }
  await writeFile(tokenizer, good);
  await sign();
  const mended = await loadClassifier("sst2", { folders });
  expect(await mended.logits(text)).toHaveLength(2);
  await mended.dispose();
  await rm(folders.embedded, { recursive: true });
  await expect(loadClassifier("sst2", { folders })).rejects.toThrow(ModelError);
});

async function emotionsWeights(): Promise<Buffer> {
  const models = new URL("../../data/models/", import.meta.url);
  return readFile(new URL("emotions/onnx/model_quantized.onnx", models));
}

it("a model whose labels can't be read is freed again", async () => {
  const folders = await copyOfSst2();
  const config = path.join(folders.embedded, "sst2", "config.json");
  const wrong = {
    ...JSON.parse(await readFile(config, "utf8")),
    id2label: { 0: "GOOD", 1: "GOOD" },
  };
  await writeFile(config, JSON.stringify(wrong));
  await writeFile(
    path.join(folders.embedded, "manifest.json"),
    JSON.stringify(await makeManifest(folders.embedded)),
  );
  const { InferenceSession } = require("onnxruntime-node");
  const create = vi.spyOn(InferenceSession, "create");
  try {
    for (let i = 1; i <= 2; i++) {
      await expect(loadClassifier("sst2", { folders })).rejects.toThrow(ModelError);
      const session = (await create.mock.results[i - 1]?.value) as { release(): Promise<void> };
      await expect(session.release()).rejects.toThrow(); // it was released already
    }
    expect(create).toHaveBeenCalledTimes(2);
  } finally {
    create.mockRestore();
  }
});
