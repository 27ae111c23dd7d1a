import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { logSoftmax } from "../../src/logits/logSoftmax.js";
import type { Classifier } from "../../src/model/Classifier.js";
import { loadClassifier } from "../../src/model/loadClassifier.js";
import { readClassifierHead } from "../../src/model/readClassifierHead.js";
import type { EvalPrediction } from "../../src/trainer/PredictionOutput.js";
import type { TrainerProgress } from "../../src/trainer/progress.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import { TrainingArguments } from "../../src/trainer/TrainingArguments.js";

const texts = Array.from({ length: 41 }, (_, i) => {
  const middle =
    i % 9 === 0 ? "that goes on and on, and then a little further, ".repeat(i % 5) : "";
  return `A ${i % 2 ? "fine" : "poor"} film ${middle}number ${i}.`;
});
const rows = texts.map((text, i) => ({ text, label: i % 2 }));

let classifier: Classifier;
beforeAll(async () => {
  classifier = await loadClassifier("sst2");
});
afterAll(() => classifier.dispose());

const quiet = (options: object = {}) => new TrainingArguments({ disable_tqdm: true, ...options });
const share = ([logits, labels]: EvalPrediction) => ({
  accuracy: argmax(logits).filter((id, i) => id === labels[i]).length / labels.length,
});

describe("Trainer.predict with a classifier", () => {
  it("gives the model's logits in the data set's order, the labels, and every metric under its name", async () => {
    const trainer = new Trainer({ model: classifier, args: quiet(), compute_metrics: share });
    const output = await trainer.predict(rows);
    expect(Object.keys(output.metrics)).toEqual([
      "test_loss",
      "test_model_preparation_time",
      "test_accuracy",
      "test_runtime",
      "test_samples_per_second",
      "test_steps_per_second",
    ]);
    for (const i of [0, 7, 18, 40]) {
      const alone = await classifier.logits(texts[i]);
      alone.forEach((logit, k) => {
        expect(output.predictions[i][k]).toBeCloseTo(logit, 5);
      });
    }
    expect(output.label_ids).toEqual(rows.map(({ label }) => label));
    const losses = logSoftmax(output.predictions).map((row, i) => -row[rows[i].label]);
    const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    expect(output.metrics.test_loss).toBeCloseTo(mean, 6);
  });

  it("is bit-identical from run to run, and within 1e-5 for any batch size and order", async () => {
    const run = async (per_device_eval_batch_size: number, dataset = rows) =>
      new Trainer({ model: classifier, args: quiet({ per_device_eval_batch_size }) }).predict(
        dataset,
      );
    const first = await run(8);
    expect((await run(8)).predictions).toEqual(first.predictions);
    const turned = (await run(3, [...rows].reverse())).predictions.reverse();
    const gap = Math.max(
      ...first.predictions.flatMap((row, i) => row.map((x, k) => Math.abs(x - turned[i][k]))),
    );
    expect(gap).toBeLessThan(1e-5);
    const loss = (await run(1)).metrics.test_loss;
    expect(loss).toBeCloseTo(first.metrics.test_loss, 5);
    const { metrics } = await run(41);
    expect(metrics.test_steps_per_second / metrics.test_samples_per_second).toBeCloseTo(1 / 41, 4);
  });

  it("takes labels by name, and none at all", async () => {
    const trainer = new Trainer({ model: classifier, args: quiet(), compute_metrics: share });
    const named = await trainer.predict([
      { text: "Good.", label: "POSITIVE" },
      { text: "Bad.", label: "NEGATIVE" },
    ]);
    expect(named.label_ids).toEqual([1, 0]);
    expect(named.metrics.test_accuracy).toBe(1);
    const without = await trainer.predict([{ text: "Good." }], { metric_key_prefix: "mine" });
    expect(without.label_ids).toBeNull();
    expect(Object.keys(without.metrics)).toEqual([
      "mine_model_preparation_time",
      "mine_runtime",
      "mine_samples_per_second",
      "mine_steps_per_second",
    ]);
  });

  it("predicts nothing for an empty data set", async () => {
    const { predictions, label_ids, metrics } = await new Trainer({
      model: classifier,
      args: quiet(),
      compute_metrics: share,
    }).predict([]);
    expect(predictions).toEqual([]);
    expect(label_ids).toBeNull();
    expect(metrics).toMatchObject({ test_samples_per_second: 0, test_steps_per_second: 0 });
    expect(metrics).not.toHaveProperty("test_loss");
  });

  it("gives the pooled vectors as the second part of a tuple, from which W and b make the logits", async () => {
    const trainer = new Trainer({ model: classifier, args: quiet() });
    const { predictions } = await trainer.predict(rows.slice(0, 3), {
      extra_outputs: ["pooler_output"],
    });
    const [logits, pooled] = predictions;
    const { W, b } = await readClassifierHead("sst2");
    const byHand = W[1].reduce((sum, w, i) => sum + w * pooled[2][i], b[1]);
    expect(byHand).toBeCloseTo(logits[2][1], 4);
  });

  it("cuts what is too long, and says how many", async () => {
    const said: unknown[] = [];
    const spy = vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
    const trainer = new Trainer({ model: classifier, args: quiet() });
    await trainer.predict([{ text: "good ".repeat(600) }, { text: "Good." }]);
    spy.mockRestore();
    expect(said).toEqual([
      "Note: 1 of 2 texts is longer than the model reads, and was cut to its maximum",
    ]);
  });

  it("tells how far it is, up to the last text", async () => {
    const seen: TrainerProgress[] = [];
    const trainer = new Trainer({
      model: classifier,
      args: quiet(),
      onProgress: (p) => seen.push(p),
    });
    await trainer.predict(rows);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toMatchObject({ task: "predict", unit: "texts", done: 41, total: 41 });
    expect(seen.at(-1)?.seconds_left).toBe(0);
    for (const { rate, seconds_left } of seen) {
      expect(rate).toBeGreaterThan(0);
      expect(seconds_left).toBeGreaterThanOrEqual(0);
    }
    const counts = seen.map(({ done }) => done);
    expect([...counts].sort((a, b) => a - b)).toEqual(counts);
  });

  it("stops on an abort, with its reason, and the model goes on working", async () => {
    const trainer = new Trainer({ model: classifier, args: quiet() });
    const aborter = new AbortController();
    const reason = new Error("enough");
    let batches = 0;
    const onProgress = () => {
      batches += 1;
      aborter.abort(reason);
    };
    const run = trainer.predict(rows, { signal: aborter.signal, onProgress });
    await expect(run).rejects.toBe(reason);
    expect(batches).toBe(1);
    await expect(trainer.predict(rows, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect((await trainer.predict(rows.slice(0, 2))).predictions).toHaveLength(2);
  });
});
