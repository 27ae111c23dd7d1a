import { suggestion } from "../logits/checks.js";
import { type Classifier, createClassifier } from "../model/Classifier.js";
import { loadTransformers } from "../model/loadTransformers.js";
import type { ComputeMetrics } from "./evaluationLoop.js";
import type { ForwardModel } from "./ForwardModel.js";
import type { TrainerHead } from "./head.js";
import type { LabelIds } from "./PredictionOutput.js";
import { note, type TrainerProgress } from "./progress.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainingArguments } from "./TrainingArguments.js";

/**
 * A data set: rows with a `text` (and a `text_pair`) and, for losses, metrics and training, a `label`, index or name; what
 * `loadDataset` returns fits. Where it and the model both name their classes, they are matched by name.
 */
export type DatasetRows = Iterable<object>;

/** Options for a {@link Trainer}, in Transformers' names; only the model is required. */
export interface TrainerOptions<Labels extends LabelIds = number[], Predictions = number[][]> {
  /** The model: a classifier from `loadClassifier`, a transformers.js model (with `processing_class`), or your own `{ forward }`. */
  model?: TrainerModel;
  /** The same as `model`. */
  classifier?: TrainerModel;
  /** A last layer to use instead of the model's own: see `newHead`. */
  head?: TrainerHead;
  args?: TrainingArguments;
  train_dataset?: DatasetRows;
  eval_dataset?: DatasetRows;
  compute_metrics?: ComputeMetrics<Labels, Predictions>;
  /** Changes each batch's logits before they are kept. */
  preprocess_logits_for_metrics?: (logits: number[][], labels: Labels | null) => unknown[];
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
  "processing_class",
  "onProgress",
];

/**
 * Checks the names of the options; for an old name, a note gives the new one.
 *
 * @throws {TrainerError} for a name that the Trainer doesn't know
 */
export function checkTrainerOptions(options: object): void {
  for (const name of Object.keys(options)) {
    if (name === "tokenizer") note("Trainer: tokenizer is now called processing_class");
    else if (!known.includes(name)) {
      throw new TrainerError(`Trainer has no option "${name}"${suggestion(name, known)}`);
    }
  }
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
  /** Continue from a checkpoint: its folder, or `true` for the newest one in `output_dir`. */
  resume_from_checkpoint?: boolean | string;
}

type PreTrainedTokenizer = Parameters<typeof createClassifier>[1];
type PreTrainedModel = Parameters<typeof createClassifier>[2];

/** What a Trainer can run: a classifier from `loadClassifier`, transformers.js' own model with its tokenizer, or your own program. */
type TrainerModel = Classifier | PreTrainedModel | ForwardModel;

/** What turns texts into token ids. */
type ProcessingClass = PreTrainedTokenizer;

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
      return createClassifier("model", tokenizer, model as PreTrainedModel, Tensor);
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
