import type { Metrics } from "./PredictionOutput.js";

/** How far training has come and what was seen on the way, in Transformers' names; a checkpoint's `trainer_state.json`. */
export interface TrainerState {
  /** Steps done, and epochs, with the part of the one that runs. */
  global_step: number;
  epoch: number;
  max_steps: number;
  num_train_epochs: number;
  train_batch_size: number;
  /** Value, step and folder of the best evaluation so far. */
  best_metric: number | null;
  best_global_step: number | null;
  best_model_checkpoint: string | null;
  /** One entry a log line: training loss with `grad_norm` and `learning_rate`, or an evaluation's metrics; each with `epoch` and `step`. */
  log_history: Metrics[];
}

/** The state before the first step. */
export function newTrainerState(): TrainerState {
  return {
    global_step: 0,
    epoch: 0,
    max_steps: 0,
    num_train_epochs: 0,
    train_batch_size: 0,
    best_metric: null,
    best_global_step: null,
    best_model_checkpoint: null,
    log_history: [],
  };
}
