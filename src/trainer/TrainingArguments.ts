import { note } from "../logits/note.js";
import { describe } from "../logits/text.js";
import { type KnownElsewhere, renameOldArguments } from "./argumentNames.js";
import { TrainerError } from "./TrainerError.js";

/** When something is done during training. */
export type Strategy = "no" | "steps" | "epoch";

/**
 * What can be set; every name, meaning and default is Transformers'.
 *
 * Its other names are known, too: settings for Python, hardware and services (`report_to`, `fp16`) mean nothing here and are
 * left out with a note; one that would change the numbers (`gradient_accumulation_steps`) is refused with what to do instead.
 */
export interface TrainingArgumentsOptions extends Partial<Record<KnownElsewhere, unknown>> {
  /** Folder for checkpoints and the log, relative to the current folder; nothing is written without it. Default: none. */
  output_dir?: string | null;
  /** Texts per training step. Default: 8. */
  per_device_train_batch_size?: number;
  /** Texts per step of `steps_per_second`; the model itself runs texts of similar length together. Default: 8. */
  per_device_eval_batch_size?: number;
  /** How many times training goes through the texts; may be a fraction. Default: 3. */
  num_train_epochs?: number;
  /** Number of training steps, instead of `num_train_epochs`; -1: not set. Default: -1. */
  max_steps?: number;
  /** The largest step size. Transformers' default suits a whole encoder; a head alone learns faster with 1e-3. Default: 5e-5. */
  learning_rate?: number;
  /** How strongly the weights are pulled towards 0; the bias never is. Default: 0. */
  weight_decay?: number;
  /** How the learning rate changes after the warm-up. Default: `"linear"`, down to 0. */
  lr_scheduler_type?: "linear" | "constant" | "constant_with_warmup";
  /** Steps over which the learning rate grows from 0; below 1, a fraction of all steps. Default: 0. */
  warmup_steps?: number;
  /** @deprecated the old spelling of `warmup_steps` below 1 */
  warmup_ratio?: number;
  /** Gradients longer than this are shortened to it; 0: never. Default: 1. */
  max_grad_norm?: number;
  adam_beta1?: number;
  adam_beta2?: number;
  adam_epsilon?: number;
  /** When `eval_dataset` is evaluated during training. Default: `"no"`. */
  eval_strategy?: Strategy;
  /** Steps between evaluations with `eval_strategy: "steps"`. Default: `logging_steps`. */
  eval_steps?: number | null;
  /** Epochs, or steps with `eval_strategy: "steps"`, before which nothing is evaluated. Default: 0. */
  eval_delay?: number;
  /** Whether training begins with an evaluation. Default: false. */
  eval_on_start?: boolean;
  /** When the training loss is written to the log. Default: `"steps"`. */
  logging_strategy?: Strategy;
  logging_steps?: number;
  /** Whether the first step's loss is logged, too. Default: false. */
  logging_first_step?: boolean;
  /** When a checkpoint is written to `output_dir`. Default: `"steps"`. */
  save_strategy?: Strategy;
  save_steps?: number;
  /** How many checkpoints are kept (the best one always is); `null`: all. Default: null. */
  save_total_limit?: number | null;
  /** Whether training ends with the best head instead of the last. Default: false. */
  load_best_model_at_end?: boolean;
  /** The metric that says which head is best. Default: `"loss"` with `load_best_model_at_end`. */
  metric_for_best_model?: string | null;
  /** Default: false for a metric whose name ends in `loss`, otherwise true. */
  greater_is_better?: boolean | null;
  /** Decides the order of the texts, the same as in Python: `torch.randperm` of seed + epoch. Default: 42. */
  seed?: number;
  /** A seed for the order of the texts alone. Default: `seed`. */
  data_seed?: number | null;
  /** The part of the truth, 0 to 1, that the loss spreads over all classes, in evaluations too. Default: 0. */
  label_smoothing_factor?: number;
  /** The columns that hold the labels. Default: `label`, `labels` or `label_ids`; an empty list: there are none. */
  label_names?: readonly string[] | null;
  /** Only the loss: no predictions, labels or other metrics. Default: false. */
  prediction_loss_only?: boolean;
  /** Call `compute_metrics` for each batch, with `compute_result` true for the last, whose answer counts. Default: false. */
  batch_eval_metrics?: boolean;
  /** What `compute_metrics` is given besides predictions and labels: `["inputs", "loss"]` or one of them. Default: none. */
  include_for_metrics?: readonly ("inputs" | "loss")[];
  /** Whether predictions come as one array, or as a list with one array per step. Default: true. */
  eval_do_concat_batches?: boolean;
  /** Leave infinite losses out of the mean, as Transformers does. Default: true. */
  logging_nan_inf_filter?: boolean;
  /** Hides the progress bar. Default: false. */
  disable_tqdm?: boolean | null;
  /** @deprecated the old spelling of `eval_strategy` */
  evaluation_strategy?: Strategy;
  /** @deprecated the old spelling of `per_device_train_batch_size` */
  per_gpu_train_batch_size?: number;
  /** @deprecated the old spelling of `per_device_eval_batch_size` */
  per_gpu_eval_batch_size?: number;
}

/** Transformers' own defaults (5.23). */
const defaults = {
  output_dir: null as string | null,
  per_device_train_batch_size: 8,
  per_device_eval_batch_size: 8,
  num_train_epochs: 3,
  max_steps: -1,
  learning_rate: 5e-5,
  weight_decay: 0,
  lr_scheduler_type: "linear" as "linear" | "constant" | "constant_with_warmup",
  warmup_steps: 0,
  max_grad_norm: 1,
  adam_beta1: 0.9,
  adam_beta2: 0.999,
  adam_epsilon: 1e-8,
  eval_strategy: "no" as Strategy,
  eval_steps: null as number | null,
  eval_delay: 0,
  eval_on_start: false,
  logging_strategy: "steps" as Strategy,
  logging_steps: 500,
  logging_first_step: false,
  save_strategy: "steps" as Strategy,
  save_steps: 500,
  save_total_limit: null as number | null,
  load_best_model_at_end: false,
  metric_for_best_model: null as string | null,
  greater_is_better: null as boolean | null,
  seed: 42,
  data_seed: null as number | null,
  label_smoothing_factor: 0,
  label_names: null as readonly string[] | null,
  prediction_loss_only: false,
  batch_eval_metrics: false,
  include_for_metrics: [] as readonly ("inputs" | "loss")[],
  eval_do_concat_batches: true,
  logging_nan_inf_filter: true,
  disable_tqdm: false,
};

/** All arguments with their values. */
export type TrainingArgumentsValues = typeof defaults;

// Merged with the class: every argument is a property of it.
export interface TrainingArguments extends Readonly<TrainingArgumentsValues> {}

/**
 * How a {@link Trainer} predicts, evaluates and trains, in Transformers' own names.
 *
 * Old spellings (`evaluation_strategy`) are accepted with a note that gives the new one, and so are the names that mean
 * nothing here (`report_to`, `fp16`).
 *
 * @throws {TrainerError} for a name that Transformers has and this kit hasn't, with what to do instead; for an unknown name,
 *   with the one that may have been meant; and for an impossible value
 *
 * @example
 * const args = new TrainingArguments({ output_dir: "./results", num_train_epochs: 3, eval_strategy: "epoch" });
 * args.per_device_train_batch_size; // 8
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the constructor sets every property of the interface
export class TrainingArguments {
  /** The notes that the arguments led to. */
  readonly notes: readonly string[];

  constructor(options: TrainingArgumentsOptions = {}) {
    const { renamed, notes } = renameOldArguments(options, Object.keys(defaults));
    const values: TrainingArgumentsValues = { ...defaults, ...renamed };
    // Python's default, which there depends on the level of the log.
    values.disable_tqdm ??= false;
    if (values.load_best_model_at_end) values.metric_for_best_model ??= "loss";
    if (values.eval_strategy === "steps") values.eval_steps ??= values.logging_steps;
    checkTrainingArguments(values);
    if (values.metric_for_best_model !== null) {
      values.greater_is_better ??= !values.metric_for_best_model.endsWith("loss");
    }
    Object.assign(this, values);
    this.notes = notes;
    for (const text of notes) note(text);
  }
}

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
const natural = number(
  "a whole number of at least 1",
  (value) => Number.isInteger(value) && value >= 1,
);
const notNegative = number("a number of at least 0", (value) => value >= 0);
const beta = number("a number of at least 0 and below 1", (value) => value >= 0 && value < 1);
const text: Check = ["a text", (value) => typeof value === "string" && value !== ""];
const flag: Check = ["true or false", (value) => typeof value === "boolean"];
const strategy = oneOf("no", "steps", "epoch");
const listOf = (expected: string, holds: (value: unknown) => boolean): Check => [
  expected,
  (value) => Array.isArray(value) && value.every(holds) && new Set(value).size === value.length,
];
const seed = number(
  "a whole number from 0 to 4294967295",
  (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
);

const checks: { readonly [name in keyof TrainingArgumentsValues]: Check } = {
  output_dir: orNull(text),
  per_device_train_batch_size: natural,
  per_device_eval_batch_size: natural,
  num_train_epochs: number("a number above 0", (value) => value > 0),
  max_steps: number("a whole number of at least 1, or -1", (n) => n === -1 || natural[1](n)),
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
  eval_delay: notNegative,
  eval_on_start: flag,
  logging_strategy: strategy,
  logging_steps: natural,
  logging_first_step: flag,
  save_strategy: strategy,
  save_steps: natural,
  save_total_limit: orNull(natural),
  load_best_model_at_end: flag,
  metric_for_best_model: orNull(text),
  greater_is_better: orNull(flag),
  seed,
  data_seed: orNull(seed),
  label_smoothing_factor: number("a number from 0 to 1", (value) => value >= 0 && value <= 1),
  label_names: orNull(listOf("a list of columns", text[1])),
  prediction_loss_only: flag,
  batch_eval_metrics: flag,
  include_for_metrics: listOf('a list of "inputs", "loss" or both', oneOf("inputs", "loss")[1]),
  eval_do_concat_batches: flag,
  logging_nan_inf_filter: flag,
  disable_tqdm: flag,
};

/** @throws {TrainerError} for the first argument with an impossible value, and for those that don't go together */
function checkTrainingArguments(values: TrainingArgumentsValues): void {
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
