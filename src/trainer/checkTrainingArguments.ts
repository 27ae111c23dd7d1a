import { describe } from "../logits/describe.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainingArgumentsValues } from "./TrainingArguments.js";

type Check = [expected: string, holds: (value: unknown) => boolean];

const number = (expected: string, holds: (value: number) => boolean): Check => [
  expected,
  (value) => typeof value === "number" && Number.isFinite(value) && holds(value),
];
const orNull = ([expected, holds]: Check): Check => [
  `${expected}, or null`,
  (value) => value === null || holds(value),
];
const oneOf = (...values: string[]): Check => [
  values.map((value) => `"${value}"`).join(" or "),
  (value) => values.includes(value as string),
];
const natural = number("a whole number from 1", (value) => Number.isInteger(value) && value >= 1);
const notNegative = number("a number from 0", (value) => value >= 0);
const beta = number("a number from 0 to below 1", (value) => value >= 0 && value < 1);
const text: Check = ["a text", (value) => typeof value === "string" && value !== ""];
const flag: Check = ["true or false", (value) => typeof value === "boolean"];
const strategy = oneOf("no", "steps", "epoch");
const seed = number(
  "a whole number from 0 to 4294967295",
  (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
);

const checks: { readonly [name in keyof TrainingArgumentsValues]: Check } = {
  output_dir: orNull(text),
  per_device_train_batch_size: natural,
  per_device_eval_batch_size: natural,
  num_train_epochs: number("a number above 0", (value) => value > 0),
  max_steps: number("a whole number from 1, or -1", (n) => n === -1 || natural[1](n)),
  learning_rate: notNegative,
  weight_decay: notNegative,
  lr_scheduler_type: oneOf("linear", "constant", "constant_with_warmup"),
  warmup_steps: notNegative,
  max_grad_norm: notNegative,
  adam_beta1: beta,
  adam_beta2: beta,
  adam_epsilon: notNegative,
  eval_strategy: strategy,
  eval_steps: orNull(natural),
  logging_strategy: strategy,
  logging_steps: natural,
  save_strategy: strategy,
  save_steps: natural,
  save_total_limit: orNull(natural),
  load_best_model_at_end: flag,
  metric_for_best_model: orNull(text),
  greater_is_better: orNull(flag),
  seed,
  data_seed: orNull(seed),
  eval_do_concat_batches: flag,
  logging_nan_inf_filter: flag,
  disable_tqdm: flag,
};

/** Raises a {@link TrainerError} for the first argument whose value can't be, and for those that don't go together. */
export function checkTrainingArguments(values: TrainingArgumentsValues): void {
  for (const [name, [expected, holds]] of Object.entries(checks)) {
    const value = values[name as keyof TrainingArgumentsValues];
    if (holds(value)) continue;
    throw new TrainerError(
      `TrainingArguments: ${name} must be ${expected}, got ${describe(value)}`,
    );
  }
  const { load_best_model_at_end, eval_strategy, save_strategy } = values;
  if (!load_best_model_at_end) return;
  if (eval_strategy === "no" || eval_strategy !== save_strategy) {
    throw new TrainerError(
      `TrainingArguments: load_best_model_at_end needs eval_strategy and save_strategy to be the same and not "no", ` +
        `got "${eval_strategy}" and "${save_strategy}"`,
    );
  }
  if (eval_strategy === "steps" && values.save_steps % (values.eval_steps ?? 1) !== 0) {
    throw new TrainerError(
      `TrainingArguments: load_best_model_at_end needs save_steps to be a multiple of eval_steps, ` +
        `got ${values.save_steps} and ${values.eval_steps}`,
    );
  }
}
