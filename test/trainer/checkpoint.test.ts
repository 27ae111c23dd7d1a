import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Metrics } from "../../src/trainer/PredictionOutput.js";
import type { TrainingArgumentsOptions } from "../../src/trainer/TrainingArguments.js";
import { checkpointsFolder, twoKindsTrainer as make } from "./twoKindsTrainer.js";

describe("the checkpoints of a run", () => {
  it("keeps so many checkpoints, the newest and the best among them", async () => {
    const folder = await checkpointsFolder();
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
    const folder = await checkpointsFolder();
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
    const folder = await checkpointsFolder();
    const first = make({ output_dir: folder, save_steps: 5, num_train_epochs: 2 });
    await first.train();
    const second = make({ output_dir: folder, save_steps: 5, num_train_epochs: 2 });
    await second.train({ resume_from_checkpoint: path.join(folder, "checkpoint-5") });
    expect(second.head).toEqual(first.head);
  });

  it("says what doesn't fit: no checkpoint, other texts, another seed, a damaged file", async () => {
    const folder = await checkpointsFolder();
    const options = { output_dir: folder, save_steps: 5, num_train_epochs: 1 };
    const resume = (
      others: TrainingArgumentsOptions = {},
      trainer = make({ ...options, ...others }),
    ) => trainer.train({ resume_from_checkpoint: true });
    await expect(resume()).rejects.toThrow("train found no checkpoint in");
    await make(options).train();
    await expect(resume({ seed: 1 })).rejects.toThrow(
      "a different seed: the checkpoint has 42, got 1",
    );
    await expect(resume({ per_device_train_batch_size: 4 })).rejects.toThrow(
      "per_device_train_batch_size",
    );
    await writeFile(path.join(folder, "checkpoint-6", "optimizer.json"), '{ "steps": 6, "mean": [');
    const resume_from_checkpoint = path.join(folder, "checkpoint-6");
    await expect(make(options).train({ resume_from_checkpoint })).rejects.toThrow(
      "optimizer.json is missing or damaged",
    );
  });
});

/** The log without the times, which differ from run to run. */
function untimed(log: Metrics[]): Metrics[] {
  return log
    .filter((entry) => !("train_loss" in entry))
    .map((entry) =>
      Object.fromEntries(
        Object.entries(entry).filter(([name]) => !/runtime|per_second/.test(name)),
      ),
    );
}
