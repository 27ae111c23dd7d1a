import { suggestion } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { TrainerError } from "./TrainerError.js";

/*
 * Every argument that Transformers' TrainingArguments has (5.23, and what 4.57 had besides) is known by name: it works, or is
 * left out with a note because it means nothing here, or is refused with what to do instead.
 */

/** Old spelling → new one. */
const oldNames: Record<string, string> = {
  evaluation_strategy: "eval_strategy",
  per_gpu_train_batch_size: "per_device_train_batch_size",
  per_gpu_eval_batch_size: "per_device_eval_batch_size",
  warmup_ratio: "warmup_steps",
};

/** Names of settings for Python, hardware, several machines and services: no number here depends on them. */
// biome-ignore format: one name per line would be a page of them
const meaningless = [
  "accelerator_config", "activation_checkpointing", "activation_checkpointing_kwargs", "auto_find_batch_size",
  "average_tokens_across_devices", "bf16", "bf16_full_eval", "dataloader_in_order",
  "dataloader_multiprocessing_context", "dataloader_num_workers", "dataloader_persistent_workers",
  "dataloader_pin_memory", "dataloader_prefetch_factor", "ddp_backend", "ddp_broadcast_buffers",
  "ddp_bucket_cap_mb", "ddp_find_unused_parameters", "ddp_static_graph", "ddp_timeout", "debug", "deepspeed",
  "do_eval", "do_predict", "do_train", "enable_jit_checkpoint", "eval_accumulation_steps",
  "eval_use_gather_object", "fp16", "fp16_backend", "fp16_full_eval", "fp16_opt_level", "fsdp", "fsdp_config",
  "fsdp_min_num_params", "fsdp_transformer_layer_cls_to_wrap", "full_determinism", "gradient_checkpointing",
  "gradient_checkpointing_kwargs", "half_precision_backend", "hub_always_push", "hub_model_id",
  "hub_private_repo", "hub_revision", "hub_strategy", "hub_token", "jit_mode_eval", "length_column_name",
  "liger_kernel_config", "local_rank", "log_level", "log_level_replica", "log_on_each_node", "logging_dir",
  "mp_parameters", "no_cuda", "overwrite_output_dir", "parallelism_config", "project", "push_to_hub",
  "push_to_hub_model_id", "push_to_hub_organization", "push_to_hub_token", "ray_scope",
  "remove_unused_columns", "report_to", "restore_callback_states_from_checkpoint", "run_name",
  "save_on_each_node", "save_safetensors", "skip_memory_metrics", "tf32", "torch_compile",
  "torch_compile_backend", "torch_compile_mode", "torch_empty_cache_steps", "torchdynamo", "tpu_metrics_debug",
  "tpu_num_cores", "trackio_bucket_id", "trackio_space_id", "trackio_static_space_id", "use_cache", "use_cpu",
  "use_legacy_prediction_loop", "use_liger_kernel", "use_mps_device",
] as const;

const adamWOnly =
  "a head is trained with AdamW alone, which learning_rate, weight_decay and adam_… set";
const inOrder = "texts are shuffled by the seed alone";

/** Arguments that would change the numbers and aren't here → what to do instead. */
const instead = {
  adafactor: adamWOnly,
  dataloader_drop_last: "no text is left out; cut the data set yourself: rows.slice(0, n)",
  gradient_accumulation_steps: "raise per_device_train_batch_size: a head needs little memory",
  group_by_length: inOrder,
  ignore_data_skip: "training always goes on where the checkpoint was, so leave it out",
  include_inputs_for_metrics: 'write include_for_metrics: ["inputs"]',
  include_num_input_tokens_seen:
    "texts are counted, not tokens: see the state's global_step and epoch",
  include_tokens_per_second: "texts are counted, not tokens: see train_samples_per_second",
  lr_scheduler_kwargs: "choose lr_scheduler_type and warmup_steps",
  neftune_noise_alpha: "only the head is trained, and its vectors get no noise",
  optim: adamWOnly,
  optim_args: adamWOnly,
  optim_target_modules: adamWOnly,
  past_index: "a classifier has no past; leave it out",
  resume_from_checkpoint: "say it when you train: trainer.train({ resume_from_checkpoint: true })",
  save_only_model:
    "a checkpoint always holds all that training needs to go on; trainer.save_model(folder) writes the head alone",
  sortish_sampler: inOrder,
  train_sampling_strategy: inOrder,
};

/** Names that are no argument here, but known. */
export type KnownElsewhere = (typeof meaningless)[number] | keyof typeof instead;

/** Whether a value asks for nothing but what happens here anyway. */
function isHarmless(name: string, value: unknown): boolean {
  if (value === null || value === false || value === "") return true;
  if (name === "optim") return typeof value === "string" && /^adamw_(torch|hf)/.test(value);
  const defaults: Record<string, unknown> = {
    gradient_accumulation_steps: 1,
    include_num_input_tokens_seen: "no",
    past_index: -1,
    train_sampling_strategy: "random",
  };
  return Object.hasOwn(defaults, name) && defaults[name] === value;
}

/** From 1 on, `warmup_steps`, its new name, is a number of steps. */
function checkWarmupRatio(value: unknown): void {
  if (typeof value === "number" && value >= 0 && value < 1) return;
  throw new TrainerError(
    `TrainingArguments: warmup_ratio must be a number of at least 0 and below 1, got ${describe(value)}; a number of steps is warmup_steps`,
  );
}

/**
 * The given arguments under their current names, and the notes that they led to.
 *
 * @throws {TrainerError} for a name that Transformers has and this kit hasn't, with what to do instead, and for an unknown
 *   one, with the one that may have been meant
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
    if (known.includes(newName)) {
      if (newName === name) {
        renamed[name] = value;
      } else {
        if (name === "warmup_ratio") {
          if (value === null) continue;
          checkWarmupRatio(value);
        }
        notes.push(`TrainingArguments: ${name} is now called ${newName}`);
        if (given[newName as keyof typeof given] === undefined) renamed[newName] = value;
      }
    } else if (meaningless.includes(name as never)) {
      if (isHarmless(name, value)) continue;
      notes.push(`TrainingArguments: ${name} has no meaning here and is left out`);
    } else if (!Object.hasOwn(instead, name)) {
      const all = [...known, ...Object.keys(oldNames)];
      throw new TrainerError(`TrainingArguments has no argument "${name}"${suggestion(name, all)}`);
    } else if (!isHarmless(name, value)) {
      const advice = instead[name as keyof typeof instead];
      throw new TrainerError(`TrainingArguments has no "${name}" here: ${advice}`);
    }
  }
  return { renamed, notes };
}
