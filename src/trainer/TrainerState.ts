import { formatNumber, inspectCustom, textTable } from "../logits/text.js";
import type { Metrics } from "./PredictionOutput.js";
import { speedMetrics } from "./speedMetrics.js";

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
    this.#evaluations = evaluationsOf(log);
  }

  /** Steps and training loss, then one line per evaluation. */
  toString(): string {
    const head = `${this.global_step} steps, mean training loss ${formatNumber(this.training_loss)}`;
    if (this.#evaluations.length === 0) return head;
    const all = this.#evaluations.flatMap((entry) => Object.keys(entry));
    const names = [...new Set(all)].filter(
      (name) => !notPrinted.test(name) && name !== "epoch" && name !== "step",
    );
    const lines = this.#evaluations.map((entry) => [
      String(Number(entry.epoch.toFixed(2))),
      String(entry.step),
      ...names.map((name) => (name in entry ? formatNumber(entry[name]) : "")),
    ]);
    return `${head}\n${textTable(["epoch", "step", ...names], lines)}`;
  }

  [inspectCustom](): string {
    return this.toString();
  }
}

/** The log's evaluations; those of several data sets after the same step are one. */
function evaluationsOf(log: readonly Metrics[]): Metrics[] {
  const evaluations: Metrics[] = [];
  for (const entry of log) {
    if (!Object.keys(entry).some((name) => name.startsWith("eval_"))) continue;
    const before = evaluations.at(-1);
    const isSame =
      before?.step === entry.step &&
      !Object.keys(entry).some((name) => name.startsWith("eval_") && name in before);
    if (before && isSame) Object.assign(before, entry);
    else evaluations.push({ ...entry });
  }
  return evaluations;
}

/** What training returns; it also becomes the last entry of the log. */
export function trainOutput(
  state: TrainerState,
  firstStep: number,
  texts: number,
  training_loss: number,
  seconds: number,
): TrainOutput {
  const { global_step, num_train_epochs, max_steps, epoch, log_history } = state;
  const steps = global_step - firstStep;
  const speeds = speedMetrics(
    "train",
    seconds,
    (texts * num_train_epochs * steps) / max_steps,
    steps,
  );
  const metrics = { ...speeds, train_loss: training_loss, epoch };
  log_history.push({ ...metrics, step: global_step });
  return new TrainOutput(global_step, training_loss, metrics, log_history);
}
