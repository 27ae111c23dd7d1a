import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { TrainerError } from "../../src/trainer/TrainerError.js";
import {
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "../../src/trainer/TrainingArguments.js";

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  vi.spyOn(console, "info").mockImplementation((text) => said.push(text));
});
afterEach(() => vi.restoreAllMocks());

const make = (options: object) => () => new TrainingArguments(options as TrainingArgumentsOptions);

it("accepts old spellings and says the new one", () => {
  const args = new TrainingArguments({
    evaluation_strategy: "epoch",
    per_gpu_eval_batch_size: 4,
    warmup_ratio: 0.1,
  });
  expect(args).toMatchObject({
    eval_strategy: "epoch",
    per_device_eval_batch_size: 4,
    warmup_steps: 0.1,
  });
  expect(said).toEqual([
    "Note: TrainingArguments: evaluation_strategy is now called eval_strategy",
    "Note: TrainingArguments: per_gpu_eval_batch_size is now called per_device_eval_batch_size",
    "Note: TrainingArguments: warmup_ratio is now called warmup_steps",
  ]);
  expect(args.notes).toHaveLength(3);
});

it("prefers the new spelling where both are given", () => {
  const args = new TrainingArguments({ evaluation_strategy: "steps", eval_strategy: "epoch" });
  expect(args.eval_strategy).toBe("epoch");
});

it("leaves out what has no meaning here, and says so", () => {
  expect(new TrainingArguments({ fp16: true, report_to: "none" })).not.toHaveProperty("fp16");
  expect(said).toEqual([
    "Note: TrainingArguments: fp16 has no meaning here and is left out",
    "Note: TrainingArguments: report_to has no meaning here and is left out",
  ]);
});

it("names the argument that an unknown one may be meant for", () => {
  expect(make({ learning_rat: 1 })).toThrow(
    'TrainingArguments has no argument "learning_rat"; did you mean "learning_rate"?',
  );
  expect(make({ evalStrategy: "epoch" })).toThrow('did you mean "eval_strategy"?');
  expect(make({ train_batch_size: 8 })).toThrow('did you mean "per_device_train_batch_size"?');
  expect(make({ banana: 1 })).toThrow('"banana"; it knows output_dir, ');
  expect(make({ constructor: 1 })).toThrow(TrainerError);
  expect(make([1])).toThrow("needs an object of named arguments, got an array of 1");
});
