import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { argmax } from "../../src/logits/argmax.js";
import { newHead, readHead } from "../../src/trainer/head.js";
import type { Metrics } from "../../src/trainer/PredictionOutput.js";
import type { TrainerProgress } from "../../src/trainer/progress.js";
import { Trainer } from "../../src/trainer/Trainer.js";
import {
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "../../src/trainer/TrainingArguments.js";
import { twoKinds, vectorClassifier } from "./vectorClassifier.js";

const { vectors, labels } = twoKinds(60);
const rows = labels.map((label, i) => ({ text: String(i), label }));
const [train, validation] = [rows.slice(0, 43), rows.slice(43)];
const id2label = ["left", "right"];

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "trainer é "));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function make(options: TrainingArgumentsOptions = {}, model = vectorClassifier(vectors)) {
  return new Trainer({
    model,
    head: newHead({ id2label, hidden_size: 6 }),
    args: new TrainingArguments({
      learning_rate: 0.05,
      logging_steps: 4,
      disable_tqdm: true,
      ...options,
    }),
    train_dataset: train,
    eval_dataset: validation,
    compute_metrics: ([logits, truth]) => ({
      accuracy: argmax(logits).filter((id, i) => id === truth[i]).length / truth.length,
    }),
  });
}

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

  it("reads every text through the encoder once, however long it trains", async () => {
    const model = vectorClassifier(vectors);
    const trainer = make({ num_train_epochs: 4, eval_strategy: "epoch" }, model);
    await trainer.train();
    await trainer.train();
    await trainer.evaluate();
    expect(model.runs).toBe(2);
    validation.push({ text: "0", label: 0 });
    await trainer.evaluate();
    validation.pop();
    expect(model.runs).toBe(3);
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

  it("keeps so many checkpoints, the newest and the best among them", async () => {
    const trainer = make({
      output_dir: folder,
      learning_rate: 3,
      lr_scheduler_type: "constant",
      num_train_epochs: 6,
      eval_strategy: "epoch",
      save_strategy: "epoch",
      load_best_model_at_end: true,
      save_total_limit: 2,
    });
    await trainer.train();
    const { best_global_step } = trainer.state;
    expect((await readdir(folder)).sort()).toEqual(
      ["checkpoint-36", `checkpoint-${best_global_step}`].sort(),
    );
  });
});

describe("interrupted and resumed", () => {
  const settings = {
    num_train_epochs: 3,
    logging_steps: 4,
    warmup_steps: 0.2,
    weight_decay: 0.01,
  } as const;

  it.each([
    ["every 5 steps, in the middle of an epoch", { save_steps: 5, eval_strategy: "epoch" }, 9],
    [
      "at an epoch's last step, before it is evaluated",
      { save_steps: 6, eval_strategy: "epoch" },
      7,
    ],
    [
      "after each epoch",
      { save_strategy: "epoch", eval_strategy: "epoch", load_best_model_at_end: true },
      14,
    ],
    [
      "with the best so far",
      {
        save_steps: 4,
        eval_steps: 2,
        eval_strategy: "steps",
        load_best_model_at_end: true,
        learning_rate: 3,
      },
      17,
    ],
  ] as const)("%s: the same as never interrupted, bit for bit", async (_, saving, at) => {
    const straight = make({ ...settings, ...saving });
    const whole = await straight.train();
    const aborter = new AbortController();
    const options = { ...settings, ...saving, output_dir: folder };
    const stopped = make(options).train({
      signal: aborter.signal,
      onProgress: ({ task, done }) => {
        if (task === "train" && done === at) aborter.abort(new Error("power cut"));
      },
    });
    await expect(stopped).rejects.toThrow("power cut");
    const resumed = make(options);
    const rest = await resumed.train({ resume_from_checkpoint: true });
    expect(resumed.head).toEqual(straight.head);
    expect(rest.training_loss).toBe(whole.training_loss);
    expect(untimed(resumed.state.log_history)).toEqual(untimed(straight.state.log_history));
    expect(resumed.state.best_metric).toBe(straight.state.best_metric);
  });

  it("goes on from any checkpoint by its folder", async () => {
    const first = make({ output_dir: folder, save_steps: 5, num_train_epochs: 2 });
    await first.train();
    const second = make({ output_dir: folder, save_steps: 5, num_train_epochs: 2 });
    await second.train({ resume_from_checkpoint: path.join(folder, "checkpoint-5") });
    expect(second.head).toEqual(first.head);
  });

  it("says what doesn't fit: no checkpoint, other texts, another seed, a damaged file", async () => {
    const options = { output_dir: folder, save_steps: 5, num_train_epochs: 1 };
    const resume = (
      others: TrainingArgumentsOptions = {},
      trainer = make({ ...options, ...others }),
    ) => trainer.train({ resume_from_checkpoint: true });
    await expect(resume()).rejects.toThrow("train found no checkpoint in");
    await make(options).train();
    await expect(resume({ seed: 1 })).rejects.toThrow(
      "another seed than the checkpoint's: 42 there, 1 now",
    );
    await expect(resume({ per_device_train_batch_size: 4 })).rejects.toThrow(
      "per_device_train_batch_size",
    );
    await writeFile(path.join(folder, "checkpoint-6", "optimizer.json"), '{ "steps": 6, "mean": [');
    await expect(resume()).rejects.toThrow("optimizer.json is missing or damaged");
  });
});

it("saves the head, and reads it back bit for bit, from a checkpoint too", async () => {
  const trainer = make({ output_dir: folder, num_train_epochs: 1, save_strategy: "epoch" });
  await trainer.train();
  await trainer.save_model();
  expect(await readHead(folder)).toEqual(trainer.head);
  expect(await readHead(path.join(folder, "checkpoint-6"))).toEqual(trainer.head);
  await expect(readHead(path.join(folder, "checkpoint-7"))).rejects.toThrow(
    "classifier.json is missing or holds no head",
  );
  await writeFile(path.join(folder, "classifier.json"), '{ "W": [[1, 2]], "b": [0] }');
  await expect(readHead(folder)).rejects.toThrow("holds no head");
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
  it("a data set, labels, an encoder, a head that fits", async () => {
    const model = vectorClassifier(vectors);
    const head = newHead({ id2label, hidden_size: 6 });
    const args = new TrainingArguments({ disable_tqdm: true });
    await expect(new Trainer({ model, head, args }).train()).rejects.toThrow(
      "needs a train_dataset",
    );
    const unlabelled = new Trainer({ model, head, args, train_dataset: [{ text: "0" }] });
    await expect(unlabelled.train()).rejects.toThrow("needs a label in every row of train_dataset");
    const empty = new Trainer({ model, head, args, train_dataset: [] });
    await expect(empty.train()).rejects.toThrow("with at least one row");
    const narrow = newHead({ id2label, hidden_size: 5 });
    const wrong = new Trainer({ model, head: narrow, args, train_dataset: train });
    await expect(wrong.train()).rejects.toThrow("W [2, 6] and b [2]");
    const own = new Trainer({ model: { forward: () => [] }, args, train_dataset: train });
    await expect(own.train()).rejects.toThrow("needs a classifier");
    const headless = new Trainer({ model, args, train_dataset: train });
    await expect(headless.train()).rejects.toThrow("newHead({ id2label })");
  });

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

/** The log without what differs from run to run. */
function untimed(log: Metrics[]): Metrics[] {
  return log
    .filter((entry) => !("train_loss" in entry))
    .map((entry) =>
      Object.fromEntries(
        Object.entries(entry).filter(([name]) => !/runtime|per_second/.test(name)),
      ),
    );
}
