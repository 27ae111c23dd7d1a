import { suggestion } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { TrainerError } from "./TrainerError.js";

/** Old spelling → new one. */
const oldNames: Record<string, string> = {
  evaluation_strategy: "eval_strategy",
  per_gpu_train_batch_size: "per_device_train_batch_size",
  per_gpu_eval_batch_size: "per_device_eval_batch_size",
  warmup_ratio: "warmup_steps",
};

/** Names from Transformers that mean nothing here. */
const meaningless = [
  "report_to",
  "logging_dir",
  "overwrite_output_dir",
  "push_to_hub",
  "fp16",
  "bf16",
  "use_cpu",
  "no_cuda",
  "log_level",
  "dataloader_num_workers",
  "dataloader_pin_memory",
  "remove_unused_columns",
  "optim",
];

/**
 * The given arguments under their current names, and the notes that they led to.
 *
 * @throws {TrainerError} for an unknown name, with the one that may have been meant
 */
export function renameOldArguments(
  given: object,
  known: readonly string[],
): { renamed: Record<string, unknown>; notes: string[] } {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    throw new TrainerError(
      `TrainingArguments needs an object of named arguments, got ${describe(given)}`,
    );
  }
  const renamed: Record<string, unknown> = {};
  const notes: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    const newName = Object.hasOwn(oldNames, name) ? oldNames[name] : name;
    if (value === undefined) continue;
    if (meaningless.includes(name)) {
      notes.push(`TrainingArguments: ${name} has no meaning here and is left out`);
    } else if (!known.includes(newName)) {
      const all = [...known, ...Object.keys(oldNames)];
      throw new TrainerError(`TrainingArguments has no argument "${name}"${suggestion(name, all)}`);
    } else if (newName === name) {
      renamed[name] = value;
    } else {
      notes.push(`TrainingArguments: ${name} is now called ${newName}`);
      if (given[newName as keyof typeof given] === undefined) renamed[newName] = value;
    }
  }
  return { renamed, notes };
}
