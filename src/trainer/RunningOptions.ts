import type { TrainerProgress } from "./TrainerProgress.js";

/** What every run of a Trainer takes. */
export interface RunningOptions {
  /** Stops the run between two batches or steps; the promise rejects with the signal's reason, and the model stays usable. */
  signal?: AbortSignal;
  onProgress?: (progress: TrainerProgress) => void;
}

/** What `predict` and `evaluate` take beside the data set. */
export interface PredictOptions extends RunningOptions {
  /** First part of every metric's name. Default: `"test"` for predict, `"eval"` for evaluate. */
  metric_key_prefix?: string;
  /** Names of a model's outputs that are left out of the predictions. */
  ignore_keys?: readonly string[];
  /** What a classifier shall give beside its logits; the predictions are a tuple then. */
  extra_outputs?: readonly "pooler_output"[];
}

/** The vectors of `pooler_output` beside the logits. */
export type WithPooled = PredictOptions & { readonly extra_outputs: readonly ["pooler_output"] };

/** What `train` takes. */
export interface TrainOptions extends RunningOptions {
  /** Go on from a checkpoint: its folder, or `true` for the newest one in `output_dir`. */
  resume_from_checkpoint?: boolean | string;
}
