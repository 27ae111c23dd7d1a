import { expect, it } from "vitest";
import { evalPrediction, PredictionOutput } from "../../src/trainer/PredictionOutput.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";
import { twoKinds, vectorClassifier } from "./vectorClassifier.js";

const { vectors, labels } = twoKinds(41);
const rows = labels.map((label, i) => ({ text: String(i), label }));

it("prints shapes, first rows and metrics", async () => {
  const trainer = new Trainer({
    model: vectorClassifier(vectors),
    args: new TrainingArguments({ disable_tqdm: true }),
  });
  const text = String(await trainer.predict(rows));
  expect(text).toMatch(/^predictions {2}\[41, 2\]\n {2}( +-?\d+\.\d{4}){2}\n/);
  expect(text).toContain("… and 36 more");
  expect(text).toContain("label_ids    [41]");
  expect(text).toMatch(/test_loss +\d/);
});

it("prints the shapes of a tuple's parts, and null for no labels", () => {
  const tuple = [[[1, 2]], [[0.5, 0.25, 0.125]]];
  const text = String(new PredictionOutput(tuple, null, { test_runtime: 2 }));
  expect(text).toContain("predictions  ([1, 2], [1, 3])");
  expect(text).toContain("label_ids    null");
  expect(text).toMatch(/test_runtime +2$/);
});

it("gives compute_metrics one pair, by name and by place", () => {
  const pair = evalPrediction([[1, 2]], [1]);
  const [predictions, label_ids] = pair;
  expect(predictions).toBe(pair.predictions);
  expect(label_ids).toBe(pair.label_ids);
  expect(pair).toHaveLength(2);
});
