import type { LabelIds } from "./EvalPrediction.js";
import type { ComputeMetrics } from "./evaluationLoop.js";
import { note } from "./note.js";
import { suggestion } from "./renameOldArguments.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerHead } from "./TrainerHead.js";
import type { ProcessingClass, TrainerModel } from "./TrainerModel.js";
import type { TrainerProgress } from "./TrainerProgress.js";
import type { TrainingArguments } from "./TrainingArguments.js";

/** A data set: rows with a `text` and, for losses, metrics and training, a `label` (index or name); what `loadDataset` gives fits. */
export type DatasetRows = Iterable<object>;

/** What a {@link Trainer} is made of, in Transformers' names; only the model is needed. */
export interface TrainerOptions<Labels extends LabelIds = number[], Predictions = number[][]> {
  /** What predicts: a classifier of `loadClassifier`, a transformers.js model (with `processing_class`), or your own `{ forward }`. */
  model?: TrainerModel;
  /** The same as `model`. */
  classifier?: TrainerModel;
  /** Another last layer than the model's own: see `newHead`. */
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
  /** Told how far each run is; without it a notebook cell and a terminal show a bar. */
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

/** Raises a {@link TrainerError} for a name that the Trainer doesn't know, and tells about an old one. */
export function checkTrainerOptions(options: object): void {
  for (const name of Object.keys(options)) {
    if (name === "tokenizer") note("Trainer: tokenizer is called processing_class now");
    else if (!known.includes(name)) {
      throw new TrainerError(`Trainer has no option "${name}"${suggestion(name, known)}`);
    }
  }
}
