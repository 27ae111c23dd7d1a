import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { TrainerError } from "../../src/trainer/TrainerError.js";
import {
  TrainingArguments,
  type TrainingArgumentsOptions,
} from "../../src/trainer/TrainingArguments.js";
import { collectNotes } from "./notes.js";

const said = collectNotes();

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

it("says what to do instead of what Transformers has and this kit hasn't, unless it asks for nothing", () => {
  expect(make({ gradient_accumulation_steps: 4 })).toThrow(
    'TrainingArguments has no "gradient_accumulation_steps" here: raise per_device_train_batch_size',
  );
  expect(make({ optim: "sgd" })).toThrow("a head is trained with AdamW alone");
  expect(make({ resume_from_checkpoint: "results/checkpoint-6" })).toThrow(
    "trainer.train({ resume_from_checkpoint: true })",
  );
  const nothing = { gradient_accumulation_steps: 1, optim: "adamw_torch", fp16: false };
  expect(make({ ...nothing, lr_scheduler_kwargs: null })).not.toThrow();
  expect(said).toEqual([]);
});

describe("every argument of Transformers is known by name", () => {
  const file = new URL("../golden/trainer_names.json", import.meta.url);
  const names = JSON.parse(readFileSync(file, "utf8")) as {
    training_arguments: Record<string, unknown>;
    older_training_arguments: string[];
  };
  const current = Object.entries(names.training_arguments);
  const isPrivate = (name: string) => name.startsWith("_");
  const older = names.older_training_arguments.filter(
    (name) => !isPrivate(name) && !(name in names.training_arguments),
  );

  /** What becomes of an argument: it works, is left out with a note, or is refused with advice. */
  function answerTo(name: string, value: unknown): "works" | "note" | "advice" | "other" {
    said.length = 0;
    try {
      const args = make({ [name]: value })();
      if (said.length > 0) return "note";
      return Object.hasOwn(args, name) || value === null ? "works" : "other";
    } catch (error) {
      const { message } = error as Error;
      return /^TrainingArguments has no "\w+" here: [a-z]/.test(message)
        ? "advice"
        : /^TrainingArguments: \w+ must be /.test(message)
          ? "works"
          : "other";
    }
  }

  it("of 5.23: it works, is noted, or is refused with what to do instead", () => {
    expect(current).toHaveLength(114);
    const answers = current.map(([name]) => [name, answerTo(name, "something")]);
    expect(answers.filter(([, answer]) => answer === "other")).toEqual([]);
    const count = (kind: string) => answers.filter(([, answer]) => answer === kind).length;
    expect([count("works"), count("note"), count("advice")]).toEqual([36, 66, 12]);
  });

  it("of 4.57, too", () => {
    expect(older.length).toBe(28);
    const answers = older.map((name) => [name, answerTo(name, "something")]);
    expect(answers.filter(([, answer]) => answer === "other")).toEqual([]);
  });

  it("with its own default, none is refused", () => {
    const defaults = Object.fromEntries(current);
    const args = new TrainingArguments(defaults as TrainingArgumentsOptions);
    const own = new TrainingArguments();
    for (const name of Object.keys(own) as (keyof TrainingArguments)[]) {
      if (name !== "notes" && name !== "disable_tqdm") expect(args[name], name).toEqual(own[name]);
    }
  });
});
