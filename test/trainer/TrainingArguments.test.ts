import { describe, expect, it } from "vitest";
import { TrainerError } from "../../src/trainer/TrainerError.js";
import {
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "../../src/trainer/TrainingArguments.js";
import { collectNotes } from "./notes.js";

const said = collectNotes();

const make = (options: object) => () => new TrainingArguments(options as TrainingArgumentsOptions);

it("has Transformers' defaults", () => {
  expect(new TrainingArguments()).toMatchObject({
    per_device_train_batch_size: 8,
    per_device_eval_batch_size: 8,
    num_train_epochs: 3,
    max_steps: -1,
    learning_rate: 5e-5,
    weight_decay: 0,
    lr_scheduler_type: "linear",
    warmup_steps: 0,
    max_grad_norm: 1,
    adam_beta1: 0.9,
    adam_beta2: 0.999,
    adam_epsilon: 1e-8,
    eval_strategy: "no",
    logging_strategy: "steps",
    logging_steps: 500,
    save_strategy: "steps",
    save_steps: 500,
    seed: 42,
    load_best_model_at_end: false,
    metric_for_best_model: null,
  });
  expect(said).toEqual([]);
});

it("keeps what is given, and takes undefined for left out", () => {
  const args = new TrainingArguments({
    output_dir: "./results",
    seed: 0,
    num_train_epochs: undefined as never,
  });
  expect(args).toMatchObject({ output_dir: "./results", seed: 0, num_train_epochs: 3 });
});

describe("an impossible value", () => {
  it.each([
    [
      { per_device_eval_batch_size: 0 },
      "per_device_eval_batch_size must be a whole number of at least 1, got 0",
    ],
    [{ per_device_train_batch_size: 2.5 }, "must be a whole number of at least 1, got 2.5"],
    [{ num_train_epochs: 0 }, "num_train_epochs must be a number above 0, got 0"],
    [
      { learning_rate: "5e-5" },
      'learning_rate must be a number of at least 0, got the string "5e-5"',
    ],
    [{ learning_rate: Number.NaN }, "learning_rate must be a number of at least 0, got NaN"],
    [{ adam_beta1: 1 }, "adam_beta1 must be a number of at least 0 and below 1, got 1"],
    [{ eval_strategy: "epochs" }, 'eval_strategy must be "no" or "steps" or "epoch"'],
    [{ lr_scheduler_type: "cosine" }, 'lr_scheduler_type must be "linear" or "constant"'],
    [{ seed: -1 }, "seed must be a whole number from 0 to 4294967295, got -1"],
    [{ max_steps: 0 }, "max_steps must be a whole number of at least 1, or -1, got 0"],
    [{ output_dir: "" }, "output_dir must be a text, or null"],
    [{ label_smoothing_factor: 1.5 }, "label_smoothing_factor must be a number from 0 to 1"],
    [{ label_names: "y" }, 'label_names must be a list of columns, or null, got the string "y"'],
    [{ include_for_metrics: ["input"] }, 'must be a list of "inputs", "loss" or both'],
    [{ load_best_model_at_end: 1 }, "load_best_model_at_end must be true or false, got 1"],
  ])("%j is named with what would do", (options, message) => {
    expect(make(options)).toThrow(TrainerError);
    expect(make(options)).toThrow(message);
  });

  const names = Object.keys(new TrainingArguments()).filter((name) => name !== "notes");
  const old = ["evaluation_strategy", "per_gpu_train_batch_size", "per_gpu_eval_batch_size"];
  it.each([...names, ...old, "warmup_ratio"])("of any kind is named: %s", (name) => {
    const values = [Number.NaN, -7.5, "", "no such", "5", 5n, [[]], [7], {}, () => 1, Symbol("s")];
    let refused = 0;
    for (const value of [...values, 5, true, null]) {
      try {
        new TrainingArguments({ [name]: value } as TrainingArgumentsOptions);
      } catch (error) {
        expect(error, `${name}: ${String(value)}`).toBeInstanceOf(TrainerError);
        expect((error as Error).message).toMatch(/^TrainingArguments/);
        refused++;
      }
    }
    expect(refused).toBeGreaterThanOrEqual(values.length - 2);
  });

  it.each([1, 1.5, -0.1, "0.1", Number.NaN])("is a warmup_ratio of %o", (warmup_ratio) => {
    expect(make({ warmup_ratio })).toThrow(
      "TrainingArguments: warmup_ratio must be a number of at least 0 and below 1, got",
    );
  });

  it("is also one that doesn't go with another", () => {
    expect(make({ load_best_model_at_end: true })).toThrow(
      'needs eval_strategy and save_strategy to be the same and not "no", got "no" and "steps"',
    );
    const steps = { load_best_model_at_end: true, eval_strategy: "steps", eval_steps: 4 };
    expect(make({ ...steps, save_steps: 6 })).toThrow("a multiple of eval_steps, got 6 and 4");
    expect(make({ ...steps, save_steps: 8 })).not.toThrow();
  });
});

it("finds out what is best, and in which direction", () => {
  const both = {
    eval_strategy: "epoch",
    save_strategy: "epoch",
    load_best_model_at_end: true,
  } as const;
  expect(new TrainingArguments(both)).toMatchObject({
    metric_for_best_model: "loss",
    greater_is_better: false,
  });
  const accuracy = new TrainingArguments({ ...both, metric_for_best_model: "accuracy" });
  expect(accuracy.greater_is_better).toBe(true);
  expect(new TrainingArguments({ eval_strategy: "steps" }).eval_steps).toBe(500);
});
