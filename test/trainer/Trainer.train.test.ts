import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Metrics } from "../../src/trainer/PredictionOutput.js";
import type { TrainerProgress } from "../../src/trainer/progress.js";
import {
  checkpointsFolder,
  twoKindsTrainer as make,
  validation,
  vectors,
} from "./twoKindsTrainer.js";

describe("Trainer.train", () => {
  it("learns: the loss falls, the accuracy rises, and predict uses the new head", async () => {
    const trainer = make({ num_train_epochs: 5, eval_strategy: "epoch" });
    const before = await trainer.evaluate();
    const output = await trainer.train();
    const after = await trainer.evaluate();
    expect(output.global_step).toBe(5 * 6);
    expect(after.eval_loss).toBeLessThan(before.eval_loss * 0.8);
    expect(after.eval_accuracy).toBeGreaterThan(0.8);
    expect(after.epoch).toBe(5);
    const { predictions } = await trainer.predict(validation);
    const [W0] = trainer.head?.W ?? [];
    const byHand = W0.reduce((sum, w, i) => sum + w * vectors[43][i], trainer.head?.b[0] ?? 0);
    expect(predictions[0][0]).toBeCloseTo(byHand, 12);
    expect(String(output)).toMatch(/epoch +step +eval_loss +eval_accuracy\n +1 +6 +\d/);
  });

  it("gives the same numbers at every run, and others with another seed", async () => {
    const run = async (seed: number) => {
      const trainer = make({ num_train_epochs: 1, seed });
      await trainer.train();
      return trainer.head;
    };
    expect(await run(42)).toEqual(await run(42));
    expect(await run(42)).not.toEqual(await run(43));
  });

  it("counts steps, and writes its checkpoints and best metric, as Transformers does", async () => {
    const folder = await checkpointsFolder();
    const trainer = make({
      output_dir: folder,
      num_train_epochs: 3,
      eval_strategy: "epoch",
      save_strategy: "epoch",
      load_best_model_at_end: true,
    });
    await trainer.train();
    expect((await readdir(folder)).sort()).toEqual([
      "checkpoint-12",
      "checkpoint-18",
      "checkpoint-6",
    ]);
    const state = JSON.parse(
      await readFile(path.join(folder, "checkpoint-18", "trainer_state.json"), "utf8"),
    );
    const evaluations = state.log_history.filter((entry: Metrics) => "eval_loss" in entry);
    const losses = evaluations.map((entry: Metrics) => entry.eval_loss);
    expect(losses).toHaveLength(3);
    expect(state.best_metric).toBe(Math.min(...losses));
    expect(state.best_model_checkpoint).toBe(
      path.join(folder, `checkpoint-${state.best_global_step}`),
    );
    const best = await readFile(path.join(state.best_model_checkpoint, "classifier.json"), "utf8");
    expect(JSON.parse(best)).toEqual(trainer.head);
  });

  it("ends with the best head where the last is worse", async () => {
    const settings = {
      learning_rate: 3,
      lr_scheduler_type: "constant",
      num_train_epochs: 6,
      eval_strategy: "epoch",
      save_strategy: "epoch",
      metric_for_best_model: "loss",
    } as const;
    const best = make({ ...settings, load_best_model_at_end: true });
    await best.train();
    const { best_metric, best_global_step } = best.state;
    expect(best_global_step).toBeLessThan(best.state.global_step);
    expect((await best.evaluate()).eval_loss).toBe(best_metric);
    const last = make(settings);
    await last.train();
    expect((await last.evaluate()).eval_loss).toBeGreaterThan(best_metric as number);
  });
});

it("an abort leaves the head from before", async () => {
  const trainer = make();
  const { head } = trainer;
  const aborter = new AbortController();
  const run = trainer.train({ signal: aborter.signal, onProgress: () => aborter.abort() });
  await expect(run).rejects.toThrow();
  expect(trainer.head).toBe(head);
});

it("tells steps and loss while it trains", async () => {
  const seen: TrainerProgress[] = [];
  await make({ num_train_epochs: 1 }).train({ onProgress: (progress) => seen.push(progress) });
  const steps = seen.filter(({ task }) => task === "train");
  expect(steps.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(steps.every(({ loss }) => (loss ?? 0) > 0)).toBe(true);
});

describe("says what is missing", () => {
  it("the metric that says which is best", async () => {
    const trainer = make({
      eval_strategy: "epoch",
      save_strategy: "epoch",
      load_best_model_at_end: true,
      metric_for_best_model: "acuracy",
    });
    await expect(trainer.train()).rejects.toThrow('did you mean "eval_accuracy"?');
  });
});
