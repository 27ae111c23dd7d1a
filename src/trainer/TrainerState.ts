import { formatNumber, inspectCustom, textTable } from "../logits/text.js";
import type { Metrics } from "./PredictionOutput.js";

/** How far training has got and what it has logged, in Transformers' names: a checkpoint's `trainer_state.json`. */
export interface TrainerState {
  /** Steps done, and epochs, the current one as a fraction. */
  global_step: number;
  epoch: number;
  max_steps: number;
  num_train_epochs: number;
  train_batch_size: number;
  /** Value, step and folder of the best evaluation so far. */
  best_metric: number | null;
  best_global_step: number | null;
  best_model_checkpoint: string | null;
  /** One entry per log line: training loss, `grad_norm` and `learning_rate`, or metrics; each with `epoch` and `step`. */
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

const notPrinted = /_(runtime|per_second|preparation_time)$/;

/** What `trainer.train` returns. Prints as a table of the evaluations during training. */
export class TrainOutput {
  readonly global_step: number;
  /** Mean training loss of all steps. */
  readonly training_loss: number;
  /** `train_runtime` in seconds, `train_samples_per_second`, `train_steps_per_second`, `train_loss`, `epoch`. */
  readonly metrics: Metrics;
  readonly #evaluations: Metrics[];

  constructor(global_step: number, training_loss: number, metrics: Metrics, log: Metrics[]) {
    this.global_step = global_step;
    this.training_loss = training_loss;
    this.metrics = metrics;
    this.#evaluations = log.filter((entry) => "eval_loss" in entry);
  }

  /** Steps and training loss, then one line per evaluation. */
  toString(): string {
    const head = `${this.global_step} steps, mean training loss ${formatNumber(this.training_loss)}`;
    if (this.#evaluations.length === 0) return head;
    const names = Object.keys(this.#evaluations[0]).filter(
      (name) => !notPrinted.test(name) && name !== "epoch" && name !== "step",
    );
    const lines = this.#evaluations.map((entry) => [
      String(Number(entry.epoch.toFixed(2))),
      String(entry.step),
      ...names.map((name) => formatNumber(entry[name])),
    ]);
    return `${head}\n${textTable(["epoch", "step", ...names], lines)}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}
