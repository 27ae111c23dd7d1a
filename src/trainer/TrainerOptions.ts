import { checkOptions } from "../logits/checks.js";
import { PythonError } from "../logits/errors.js";
import { note } from "../logits/note.js";
import { describe } from "../logits/text.js";
import { type Classifier, createClassifier } from "../model/Classifier.js";
import { loadTransformers } from "../model/loadTransformers.js";
import type { Tokenizer, TransformersModel } from "../model/transformersTypes.js";
import type { ComputeMetrics } from "./evaluationLoop.js";
import type { ForwardModel } from "./ForwardModel.js";
import type { TrainerHead } from "./head.js";
import type { LabelIds } from "./PredictionOutput.js";
import type { ComputeLoss } from "./predictionStep.js";
import type { TrainerProgress } from "./progress.js";
import { TrainerError } from "./TrainerError.js";
import { TrainingArguments, type TrainingArgumentsOptions } from "./TrainingArguments.js";

/**
 * A data set: rows with a `text` (and a `text_pair`) and, for losses, metrics and training, a `label`, index or name; what
 * `loadDataset` returns fits. Where it and the model both name their classes, they are matched by name.
 */
export type DatasetRows = Iterable<object>;

/** Several data sets by name: the metrics are then `eval_name_loss`, `eval_name_accuracy`, … */
export type NamedDatasets = Readonly<Record<string, DatasetRows>>;

/** How much each class counts in the loss: by class index, `[labels]`, or by class label, `{ joy: 1, fear: 3 }`. */
export type ClassWeights = readonly number[] | Readonly<Record<string, number>>;

/** Options for a {@link Trainer}, in Transformers' names; only the model is required. */
export interface TrainerOptions<Labels extends LabelIds = number[], Predictions = number[][]>
  extends Partial<Record<keyof typeof optionsOfTransformers, unknown>> {
  /** The model: a classifier from `loadClassifier`, a transformers.js model (with `processing_class`), or your own `{ forward }`. */
  model?: TrainerModel;
  /** The same as `model`. */
  classifier?: TrainerModel;
  /** A last layer to use instead of the model's own: see `newHead`. */
  head?: TrainerHead;
  /** Also as a plain object, which becomes `TrainingArguments`. */
  args?: TrainingArguments | TrainingArgumentsOptions;
  train_dataset?: DatasetRows;
  /** What `evaluate` and evaluations during training use: one data set, or several by name. */
  eval_dataset?: DatasetRows | NamedDatasets;
  compute_metrics?: ComputeMetrics<Labels, Predictions>;
  /** Changes each batch's logits before they are kept; may return a tuple of arrays. */
  preprocess_logits_for_metrics?: (logits: number[][], labels: Labels | null) => unknown[];
  /** A loss of your own for predictions and evaluations, in place of the model's; `train` needs one with a gradient. */
  compute_loss_func?: ComputeLoss<Labels>;
  /** For a classifier: how much each class counts in the loss, in training and evaluations; as `weight` of PyTorch's loss. */
  class_weights?: ClassWeights;
  /** The model's tokenizer; a classifier brings its own. */
  processing_class?: ProcessingClass;
  /** @deprecated the old spelling of `processing_class` */
  tokenizer?: ProcessingClass;
  /** Called with each run's progress; without it, a notebook cell and a terminal show a bar. */
  onProgress?: (progress: TrainerProgress) => void;
}

const known = [
  "model",
  "classifier",
  "head",
  "args",
  "train_dataset",
  "eval_dataset",
  "compute_metrics",
  "preprocess_logits_for_metrics",
  "compute_loss_func",
  "class_weights",
  "processing_class",
  "tokenizer",
  "onProgress",
];

const adamWOnly =
  "training is AdamW with a schedule; set learning_rate, weight_decay and lr_scheduler_type in args";
const batchesHere = "texts are tokenised, padded and put into batches here, so leave it out";

/** What Python's Trainers take besides → what to do instead. */
const optionsOfTransformers = {
  callbacks:
    "listen with onProgress, stop with train({ signal }), and read trainer.state.log_history afterwards",
  compute_loss: "write compute_loss_func, a function of outputs and labels",
  data_collator: batchesHere,
  dataset_text_field:
    "name the column text: rows.map(({ review, ...row }) => ({ ...row, text: review }))",
  formatting_func: "map the rows to { text, label } yourself",
  max_seq_length: "a text is cut where the model's own limit is, so leave it out",
  model_init:
    "make the model and a head before: new Trainer({ model, head: newHead({ id2label, seed }) })",
  optimizer_cls_and_kwargs: adamWOnly,
  optimizers: adamWOnly,
  peft_config: "only the head is trained, and that is as small as an adapter, so leave it out",
};

/**
 * Checks the names of the options; for an old name, a note gives the new one. Python's other names may be null.
 *
 * @throws {TrainerError} for a name that the Trainer doesn't know
 */
export function checkTrainerOptions(options: object): void {
  const instead: Record<string, string> = optionsOfTransformers;
  const isObject = typeof options === "object" && options !== null && !Array.isArray(options);
  const isGiven = ([name, value]: [string, unknown]) => value != null || !(name in instead);
  const given = isObject ? Object.fromEntries(Object.entries(options).filter(isGiven)) : options;
  checkOptions("Trainer", given ?? null, { known, instead, ErrorType: TrainerError });
  if (Object.hasOwn(given, "tokenizer")) note("Trainer: tokenizer is now called processing_class");
  for (const name of ["compute_metrics", "preprocess_logits_for_metrics", "compute_loss_func"]) {
    const value: unknown = Reflect.get(given, name);
    if (value === undefined || value === null || typeof value === "function") continue;
    throw new TrainerError(`Trainer needs ${name} to be a function, got ${describe(value)}`);
  }
}

/**
 * The arguments of a Trainer; a plain object becomes `TrainingArguments`.
 *
 * @throws {PythonError} when training should evaluate a data set that isn't there
 */
export function checkArguments({ args, eval_dataset }: TrainerOptions<never, never>) {
  const checked = args instanceof TrainingArguments ? args : new TrainingArguments(args ?? {});
  const { eval_strategy } = checked;
  if (eval_strategy === "no" || (eval_dataset !== undefined && eval_dataset !== null)) {
    return checked;
  }
  const message =
    `You have set \`args.eval_strategy\` to IntervalStrategy.${eval_strategy.toUpperCase()} but you didn't pass an \`eval_dataset\` to \`Trainer\`. ` +
    "Either set `args.eval_strategy` to `no` or pass an `eval_dataset`. ";
  const advice = "write new Trainer({ …, eval_dataset: rows }), or leave eval_strategy out";
  throw new PythonError("Trainer", "ValueError", message, advice);
}

/** The data sets by name, or `undefined` for a single one. */
export function namedDatasets(dataset: unknown): NamedDatasets | undefined {
  if (typeof dataset !== "object" || dataset === null || Symbol.iterator in dataset)
    return undefined;
  const sets = Object.values(dataset);
  const isRows = (set: unknown) =>
    typeof set === "object" && set !== null && Symbol.iterator in set;
  return sets.length > 0 && sets.every(isRows) ? (dataset as NamedDatasets) : undefined;
}

/** What every run of a Trainer takes. */
export interface RunningOptions {
  /** Stops the run between two batches or steps; the promise rejects with the signal's reason, and the model stays usable. */
  signal?: AbortSignal;
  onProgress?: (progress: TrainerProgress) => void;
}

/** Options for `predict` and `evaluate`. */
export interface PredictOptions extends RunningOptions {
  /** First part of every metric's name. Default: `"test"` for predict, `"eval"` for evaluate. */
  metric_key_prefix?: string;
  /** Names of a model's outputs that are left out of the predictions. */
  ignore_keys?: readonly string[];
  /** What a classifier should return besides its logits; the predictions are then a tuple. */
  extra_outputs?: readonly "pooler_output"[];
}

/** The vectors of `pooler_output` besides the logits. */
export type WithPooled = PredictOptions & { readonly extra_outputs: readonly ["pooler_output"] };

/** Options for `train`. */
export interface TrainOptions extends RunningOptions {
  /** Continue from a checkpoint: its folder, or `true` for the newest whole one in `output_dir`. */
  resume_from_checkpoint?: boolean | string;
}

/** What a Trainer can run: a classifier from `loadClassifier`, transformers.js' own model with its tokenizer, or your own program. */
type TrainerModel = Classifier | TransformersModel | ForwardModel;

/** What turns texts into token ids. */
type ProcessingClass = Tokenizer;

/** A sentence that different vocabularies split differently. */
const probe = "Unbelievably well-made: 7 Oscars, déjà vu!";

/**
 * The model in the form in which the Trainer runs it. A given tokenizer must be the one that the model was trained with:
 * other ids mean nothing to it.
 *
 * @throws {TrainerError} for anything that can't predict, and for a different tokenizer
 */
export function checkModel(
  model: TrainerModel | undefined,
  tokenizer: ProcessingClass | undefined,
): Classifier | ForwardModel {
  if (model === undefined || model === null) {
    throw new TrainerError("Trainer needs a model: new Trainer({ model: await loadClassifier() })");
  }
  if ("sessions" in model) {
    if (tokenizer) {
      const { Tensor } = loadTransformers();
      return createClassifier("model", tokenizer, model as TransformersModel, Tensor);
    }
    throw new TrainerError(
      "Trainer also needs the tokenizer of a transformers.js model: new Trainer({ model, processing_class: tokenizer })",
    );
  }
  if (!isClassifier(model)) {
    if (typeof model.forward === "function") return model;
    throw new TrainerError(
      "Trainer needs a classifier as its model, or an object with forward(rows)",
    );
  }
  if (tokenizer && String(tokenizer.encode(probe)) !== String(model.tokenizer.encode(probe))) {
    throw new TrainerError(
      `Trainer: processing_class is not the tokenizer that "${model.name}" was trained with; leave it out`,
    );
  }
  return model;
}

/** Whether the model reads texts rather than whole rows. */
export function isClassifier(model: object): model is Classifier {
  return "outputs" in model && "logits" in model && "tokenizer" in model;
}

const running = ["signal", "onProgress"];
const predictOptions = {
  known: ["metric_key_prefix", "ignore_keys", "extra_outputs", ...running],
  instead: {
    batch_size: "set per_device_eval_batch_size in args",
    compute_metrics: "give it to the Trainer: new Trainer({ compute_metrics })",
    function_to_apply: "predictions are logits; softmax(predictions) gives probabilities",
    prediction_loss_only: "set it in args",
    top_k: "predictions are logits; topK(predictions) ranks them",
  },
  ErrorType: TrainerError,
};
const trainOptions = {
  known: ["resume_from_checkpoint", ...running],
  instead: {
    ignore_keys_for_eval: "a head has no outputs but its logits, so leave it out",
    trial: "search over settings with a loop over Trainers",
    num_train_epochs: "set it in args",
    learning_rate: "set it in args",
  },
  ErrorType: TrainerError,
};

/** @throws {TrainerError} for what `predict` and `evaluate` can't take */
export function checkPredictOptions(
  caller: string,
  options: PredictOptions | undefined,
  isClassifier: boolean,
  others: readonly unknown[] = [],
): void {
  const prefix = others.find((other) => other != null);
  if (prefix !== undefined) {
    const value = typeof prefix === "string" ? JSON.stringify(prefix) : "…";
    throw new TrainerError(
      `${caller} takes metric_key_prefix by name: ${caller}(rows, { metric_key_prefix: ${value} })`,
    );
  }
  if (Array.isArray(options)) {
    throw new TrainerError(
      `${caller} takes ignore_keys by name: ${caller}(rows, { ignore_keys: ${JSON.stringify(options)} })`,
    );
  }
  checkOptions(caller, options, predictOptions);
  const { metric_key_prefix, ignore_keys, extra_outputs } = options ?? {};
  if (metric_key_prefix !== undefined && typeof metric_key_prefix !== "string") {
    throw new TrainerError(
      `${caller} needs metric_key_prefix to be a text, got ${describe(metric_key_prefix)}`,
    );
  }
  const isTexts = (list: unknown) =>
    Array.isArray(list) && list.every((name) => typeof name === "string");
  if (ignore_keys !== undefined && ignore_keys !== null && !isTexts(ignore_keys)) {
    throw new TrainerError(
      `${caller} needs ignore_keys to be a list of names, got ${describe(ignore_keys)}`,
    );
  }
  if (extra_outputs === undefined) return;
  if (!isClassifier) {
    throw new TrainerError(
      `${caller} has extra_outputs only for a classifier; let your own model return what you want`,
    );
  }
  if (isTexts(extra_outputs) && extra_outputs.every((name) => name === "pooler_output")) return;
  throw new TrainerError(`${caller} needs extra_outputs to be ["pooler_output"] or left out`);
}

/** @throws {TrainerError} for what `train` can't take */
export function checkTrainOptions(options: TrainOptions | undefined): void {
  if (typeof options === "string" || typeof options === "boolean") {
    throw new TrainerError(
      `train takes resume_from_checkpoint by name: train({ resume_from_checkpoint: ${JSON.stringify(options)} })`,
    );
  }
  checkOptions("train", options, trainOptions);
  const { resume_from_checkpoint: from = false } = options ?? {};
  if (typeof from === "boolean" || typeof from === "string") return;
  throw new TrainerError(
    `train needs resume_from_checkpoint to be true, false or a checkpoint's folder, got ${describe(from)}`,
  );
}
