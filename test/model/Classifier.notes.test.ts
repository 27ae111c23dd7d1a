import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { type Classifier, createClassifier } from "../../src/model/Classifier.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { loadTransformers } from "../../src/model/loadTransformers.js";
import { ModelError } from "../../src/model/ModelError.js";

let classifier: Classifier;
const said: unknown[] = [];
beforeAll(async () => {
  classifier = await loadClassifier("sst2");
  vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
});
beforeEach(() => {
  said.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await classifier.dispose();
});

const long = "fine ".repeat(600);

it("says once a call which texts were cut", async () => {
  await classifier.logits(["good", long]);
  await classifier.classify(long);
  await classifier.classify(["good", long, "bad", long]);
  await classifier.explain("good");
  expect(said).toEqual([
    "Note: logits cut row 1 of 2 texts to the 512 tokens that the model reads",
    "Note: classify cut the text to the 512 tokens that the model reads",
    "Note: classify cut rows 1 and 3 of 4 texts to the 512 tokens that the model reads",
  ]);
});

it("returns which rows were cut, without a word, from outputs", async () => {
  const { truncated, truncated_rows } = await classifier.outputs(["good", long]);
  expect({ truncated, truncated_rows }).toEqual({ truncated: 1, truncated_rows: [1] });
  expect(said).toEqual([]);
});

it("names five of many", async () => {
  await classifier.logits(Array(8).fill("fine ".repeat(511)));
  expect(said).toEqual([
    "Note: logits cut rows 0, 1, 2, 3, 4 and 3 more of 8 texts to the 512 tokens that the model reads",
  ]);
});

const loose = (options: object) => options as never;

it.each<[string, () => Promise<unknown>, string]>([
  [
    "topK",
    () => classifier.classify("good", loose({ topK: 2 })),
    'classify has no option "topK"; did you mean "top_k"?',
  ],
  [
    "return_all_scores",
    () => classifier.classify("good", loose({ return_all_scores: true })),
    'classify has no option "return_all_scores": write top_k: null',
  ],
  [
    "truncation",
    () => classifier.classify("good", loose({ truncation: true })),
    "texts are always cut",
  ],
  [
    "pooled",
    () => classifier.outputs(["good"], loose({ pooled_output: true })),
    'did you mean "pooler_output"?',
  ],
  [
    "a second text",
    () => (classifier.logits as (...all: unknown[]) => Promise<unknown>)("good", "bad"),
    "write a pair as { text, text_pair }",
  ],
  [
    "options of logits",
    () => (classifier.logits as (...all: unknown[]) => Promise<unknown>)("good", { batch_size: 2 }),
    "it has no options",
  ],
  [
    "options of explain",
    () => (classifier.explain as (...all: unknown[]) => Promise<unknown>)("good", { top_k: 1 }),
    "explain needs one argument",
  ],
])("refuses what it would have to ignore: %s", async (_title, call, message) => {
  await expect(call()).rejects.toThrow(ModelError);
  await expect(call()).rejects.toThrow(message);
});

it("refuses a model that returns fewer rows than texts", async () => {
  const { Tensor } = loadTransformers();
  const model = Object.assign(Object.create(classifier.model), {
    forward: async () => ({ logits: { data: Float32Array.of(1, 2), dims: [1, 2] } }),
  });
  const short = createClassifier("short", classifier.tokenizer, model, Tensor);
  await expect(short.logits(["good", "bad"])).rejects.toThrow(
    "loadClassifier needs a model that returns one row of logits for each text; this one returned 1 for 2",
  );
});
