import { formatNumber, inspectCustom } from "../logits/formatNumber.js";
import { textTable } from "../logits/textTable.js";
import type { Metrics } from "./PredictionOutput.js";

const untold = /_(runtime|per_second|preparation_time)$/;

/** What `trainer.train` returns. Prints as a table of the evaluations on the way. */
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

  /** Steps and training loss, then one line an evaluation. */
  toString(): string {
    const head = `${this.global_step} steps, mean training loss ${formatNumber(this.training_loss)}`;
    if (this.#evaluations.length === 0) return head;
    const names = Object.keys(this.#evaluations[0]).filter(
      (name) => !untold.test(name) && name !== "epoch" && name !== "step",
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
