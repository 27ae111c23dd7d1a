import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { loadDataset } from "../../src/data/loadDataset.js";
import { type Classifier, createClassifier } from "../../src/model/Classifier.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { loadTransformers } from "../../src/model/loadTransformers.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

let classifier: Classifier;
let folder = "";
const said: unknown[] = [];
beforeAll(async () => {
  vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
  classifier = await loadClassifier("sst2");
  folder = await mkdtemp(path.join(tmpdir(), "pairs-"));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await classifier.dispose();
  await rm(folder, { recursive: true });
});

const pair = { text: "The film was great.", text_pair: "The film was awful." };
/** onnxruntime's logits for Python's `tokenizer(text, text_pair)`: see test/golden/make_pairs.py. */
const logits = [0.3247406780719757, -0.4463997185230255];
const other = (texts: unknown) => texts as never;

function expectLogits(row: readonly number[]) {
  expect(row).toHaveLength(2);
  row.forEach((logit, k) => {
    expect(Math.abs(logit - logits[k])).toBeLessThan(1e-4);
  });
}

// https://github.com/huggingface/transformers/issues/17305 (pipeline inference with text pair is broken)
it("someone gives a pair to logits, classify and explain", async () => {
  expectLogits(await classifier.logits(pair));
  expectLogits((await classifier.logits(["Good.", pair]))[1]);
  expectLogits((await classifier.outputs([pair, "Good."])).logits[0]);
  expect((await classifier.classify(pair))[0].label).toBe("NEGATIVE");
  const { tokens } = await classifier.explain(pair);
  expect(tokens.join(" ")).toBe("[CLS] the film was great . [SEP] the film was awful . [SEP]");
});

// https://github.com/mlflow/mlflow/pull/9215 (text_pair of a pipeline's input was lost)
it("someone's data set and the Trainer have pairs", async () => {
  const rows = [
    { ...pair, label: 0 },
    { text: "Good.", label: 1 },
  ];
  const trainer = new Trainer({
    model: classifier,
    args: new TrainingArguments({ disable_tqdm: true }),
  });
  expectLogits((await trainer.predict(rows)).predictions[0]);
  const file = path.join(folder, "mine.csv");
  await writeFile(file, `premise,hypothesis,label\n${pair.text},${pair.text_pair},0\n`);
  const { test } = await loadDataset(file, { text: "premise", text_pair: "hypothesis" });
  expectLogits((await trainer.predict(test)).predictions[0]);
  expectLogits((await classifier.logits(test))[0]);
  expect(() => test.texts).toThrow("which texts would lose");
});

it("someone writes a pair as a list, as two arguments or under another name", async () => {
  await expect(classifier.logits(other([[pair.text, pair.text_pair]]))).rejects.toThrow(
    "item 0 is an array of 2; write a pair as { text, text_pair }",
  );
  const loose = classifier.logits as (...texts: unknown[]) => Promise<unknown>;
  await expect(loose(pair.text, pair.text_pair)).rejects.toThrow(
    "write a pair as { text, text_pair }",
  );
  await expect(classifier.logits(other([{ text: "a", text_b: "b" }]))).rejects.toThrow(
    'item 0 has "text_b"; did you mean "text_pair"?',
  );
});

// https://github.com/huggingface/tokenizers/issues/91 (truncation of a pair)
it("someone's pair is longer than the model reads", async () => {
  said.length = 0;
  const long = { text: "good ".repeat(600), text_pair: "bad ".repeat(254) };
  const [row] = await classifier.logits([long]);
  expect(row[0]).toBeCloseTo(-2.692871570587158, 4);
  expect(row[1]).toBeCloseTo(2.9971837997436523, 4);
  expect(said).toEqual([
    "Note: logits cut row 0 of 1 texts to the 512 tokens that the model reads",
  ]);
});

it("someone's second text is empty, and the first one too long", async () => {
  const text = "fine ".repeat(600);
  expect(await classifier.logits({ text, text_pair: "" })).toEqual(await classifier.logits(text));
});

it("someone's text is longer than the model reads, and only the Trainer said so", async () => {
  said.length = 0;
  await classifier.classify(["Good.", "fine ".repeat(600)]);
  await classifier.explain("fine ".repeat(600));
  expect(said).toEqual([
    "Note: classify cut row 1 of 2 texts to the 512 tokens that the model reads",
    "Note: explain cut the text to the 512 tokens that the model reads",
  ]);
});

it("someone's model returns fewer rows than texts", async () => {
  const model = Object.assign(Object.create(classifier.model), {
    forward: async () => ({ logits: { data: Float32Array.of(1, 2), dims: [1, 2] } }),
  });
  const { Tensor } = loadTransformers();
  const short = createClassifier("short", classifier.tokenizer, model, Tensor);
  await expect(short.logits(["a", "b"])).rejects.toThrow("this one returned 1 for 2");
});

it.each([
  "hypothesis",
  "sentence2",
  "question2",
  "text_b",
  "question",
  "context",
  "answer",
  "passage",
  "sentence1",
  "text1",
])("someone calls the second text %s, as other programs do", async (name) => {
  const given = { text: "The film was great.", [name]: "The film was awful." };
  await expect(classifier.logits(other(given))).rejects.toThrow(
    `has "${name}"; did you mean "text_pair"?`,
  );
  const trainer = new Trainer({ model: classifier });
  await expect(trainer.predict([{ ...given, label: 0 }])).rejects.toThrow(
    `needs a pair's second text under the name text_pair: row 0 has "${name}"`,
  );
  const file = path.join(folder, `${name}.csv`);
  await writeFile(file, `text,${name},label\nGood.,Bad.,A\nFine.,Poor.,B\n`);
  await expect(loadDataset(file)).rejects.toThrow(
    `loadDataset needs to know what the column "${name}" is: write { text_pair: "${name}" }`,
  );
  const { test } = await loadDataset(file, { text_pair: name });
  expect(test[0].text_pair).toBe("Bad.");
  expect((await loadDataset(file, { text_pair: null })).test[0]).not.toHaveProperty("text_pair");
});
