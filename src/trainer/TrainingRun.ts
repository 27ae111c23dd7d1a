import { suggestion } from "../logits/checks.js";
import { randomPermutation } from "../logits/random.js";
import { checkpointFolder, limitCheckpoints, writeCheckpoint } from "./checkpoint.js";
import {
  checkHead,
  headGradient,
  headLogits,
  headParameters,
  parametersHead,
  type TrainerHead,
} from "./head.js";
import { batchLoss, type Loss, lossGradient } from "./loss.js";
import type { LabelIds, Metrics } from "./PredictionOutput.js";
import type { Checkpoint } from "./parseCheckpoint.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerState } from "./TrainerState.js";
import type { Strategy, TrainingArgumentsValues } from "./TrainingArguments.js";

/** What a training run works on. */
interface TrainingSetup {
  args: TrainingArgumentsValues;
  /** The encoder's vectors of the training texts, `[n, 384]`, and their labels. */
  vectors: readonly Float32Array[];
  labels: LabelIds;
  head: TrainerHead;
  loss: Loss;
  /** Updated as training goes on. */
  state: TrainerState;
  /** The metrics of a head, one set for each data set that is evaluated. */
  evaluate?: ((head: TrainerHead) => Promise<Metrics[]>) | undefined;
  onStep?: ((progress: { done: number; total: number; loss: number }) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** How long the loop may run before the page, the bars and an abort get their turn, in milliseconds. */
const turnLength = 50;

/**
 * The training loop: shuffled batches, loss, gradient, a step of AdamW; with logs, evaluations and checkpoints where
 * Transformers has them.
 */
export class TrainingRun {
  readonly #setup: TrainingSetup;
  readonly #plan: TrainingPlan;
  readonly #parameters: Float64Array;
  readonly #memory: AdamWMemory;
  #epoch = 0;
  #stepInEpoch = 0;
  #losses = { sinceLog: 0, lastLoggedStep: 0, total: 0 };
  #lastStep = { grad_norm: 0, learning_rate: 0 };
  #best: TrainerHead | undefined;

  constructor(setup: TrainingSetup) {
    const { args, vectors, state, head } = setup;
    checkHead(head, Object.keys(head.id2label).length, vectors[0].length);
    this.#setup = setup;
    this.#plan = planTraining(args, vectors.length);
    this.#parameters = headParameters(head);
    this.#memory = adamWMemory(this.#parameters.length);
    state.max_steps = this.#plan.max_steps;
    state.num_train_epochs = this.#plan.num_train_epochs;
    state.train_batch_size = args.per_device_train_batch_size;
  }

  /** Takes up the work where a checkpoint left off. */
  resume({ best, optimizer, sampler, losses }: Checkpoint): void {
    this.#memory.steps = optimizer.steps;
    this.#memory.mean.set(optimizer.mean);
    this.#memory.meanSquare.set(optimizer.meanSquare);
    this.#epoch = sampler.epoch;
    this.#stepInEpoch = sampler.step_in_epoch;
    this.#losses = { ...losses };
    this.#best = best ?? undefined;
  }

  /** Runs to the end; returns the last head, or the best with `load_best_model_at_end`, and the mean loss of all steps. */
  async finish(): Promise<{ head: TrainerHead; training_loss: number }> {
    const { args, state, signal } = this.#setup;
    let turn = performance.now();
    if (args.eval_on_start) await this.#evaluate(false);
    while (this.#epoch < this.#plan.num_train_epochs) {
      const order = this.#order();
      while (this.#stepInEpoch < this.#plan.steps_per_epoch && !this.#isDone()) {
        signal?.throwIfAborted();
        this.#step(order);
        await this.#act("steps");
        if (performance.now() - turn < turnLength) continue;
        await new Promise((resolve) => setImmediate(resolve));
        turn = performance.now();
      }
      this.#epoch += 1;
      this.#stepInEpoch = 0;
      await this.#act("epoch");
    }
    const head = args.load_best_model_at_end && this.#best ? this.#best : this.#head();
    return { head, training_loss: this.#losses.total / state.global_step };
  }

  #order(): number[] {
    const { args, vectors } = this.#setup;
    return randomPermutation(vectors.length, ((args.data_seed ?? args.seed) + this.#epoch) >>> 0);
  }

  #isDone(): boolean {
    return this.#setup.state.global_step >= this.#plan.max_steps;
  }

  #head(): TrainerHead {
    const { head } = this.#setup;
    return { ...head, ...parametersHead(this.#parameters, head.b.length) };
  }

  #step(order: readonly number[]): void {
    const { args, state, labels: allLabels, vectors: all, onStep } = this.#setup;
    const size = args.per_device_train_batch_size;
    const batch = order.slice(this.#stepInEpoch * size, (this.#stepInEpoch + 1) * size);
    const vectors = batch.map((i) => all[i]);
    const labels = batch.map((i) => allLabels[i]) as LabelIds;
    const head = this.#head();
    const logits = vectors.map((vector) => headLogits(head, vector));
    const loss = batchLoss(logits, labels, this.#setup.loss);
    const gradient = headGradient(lossGradient(logits, labels, this.#setup.loss), vectors);
    const grad_norm = clipGradient(gradient, args.max_grad_norm);
    const learning_rate = scheduledRate(args, state.global_step, this.#plan.max_steps);
    const weights = this.#parameters.length - head.b.length;
    adamW(this.#parameters, gradient, this.#memory, learning_rate, weights, args);
    this.#lastStep = { grad_norm, learning_rate };
    this.#addLoss(loss);
    this.#stepInEpoch += 1;
    state.global_step += 1;
    state.epoch = this.#epoch + this.#stepInEpoch / this.#plan.steps_per_epoch;
    onStep?.({ done: state.global_step, total: this.#plan.max_steps, loss });
  }

  /** A loss that isn't finite counts as the mean of those since the last log, as in Transformers. */
  #addLoss(loss: number): void {
    const { sinceLog, lastLoggedStep } = this.#losses;
    const isCounted = Number.isFinite(loss) || !this.#setup.args.logging_nan_inf_filter;
    const counted = isCounted
      ? loss
      : sinceLog / (1 + this.#setup.state.global_step - lastLoggedStep);
    this.#losses.sinceLog += counted;
    this.#losses.total += counted;
  }

  /** Logs, evaluates and saves what is due, after a step or an epoch. */
  async #act(when: Strategy): Promise<void> {
    const { args, state } = this.#setup;
    const isDue = (strategy: Strategy, every: number) =>
      strategy === when && (when === "epoch" || state.global_step % every === 0);
    const isLast = when === "steps" && this.#isDone();
    const isFirst = when === "steps" && state.global_step === 1 && args.logging_first_step;
    if (isFirst || isDue(args.logging_strategy, args.logging_steps)) this.#log();
    const ends = (strategy: Strategy) => isLast && strategy === "steps";
    const isDelayed = args.eval_delay > (when === "epoch" ? state.epoch : state.global_step);
    const isEvaluated = isDue(args.eval_strategy, args.eval_steps ?? 1) || ends(args.eval_strategy);
    if (isEvaluated && !isDelayed) await this.#evaluate();
    if (isDue(args.save_strategy, args.save_steps) || ends(args.save_strategy)) await this.#save();
  }

  #log(): void {
    const { state } = this.#setup;
    const { sinceLog, lastLoggedStep } = this.#losses;
    if (state.global_step === lastLoggedStep) return;
    const loss = sinceLog / (state.global_step - lastLoggedStep);
    const { epoch, global_step: step } = state;
    state.log_history.push({ loss, ...this.#lastStep, epoch, step });
    this.#losses.sinceLog = 0;
    this.#losses.lastLoggedStep = state.global_step;
  }

  /** @param isCandidate false for what can't become the best head */
  async #evaluate(isCandidate = true): Promise<void> {
    const { args, state, evaluate } = this.#setup;
    if (!evaluate) return;
    const head = this.#head();
    const { epoch, global_step: step } = state;
    const sets = await evaluate(head);
    for (const metrics of sets) state.log_history.push({ ...metrics, epoch, step });
    if (isCandidate && isBetter(Object.assign({}, ...sets), state, args)) this.#best = head;
  }

  async #save(): Promise<void> {
    const { args, state, vectors } = this.#setup;
    const { output_dir } = args;
    if (output_dir === null) return;
    if (state.best_global_step === state.global_step) {
      state.best_model_checkpoint = checkpointFolder(output_dir, state.global_step);
    }
    const { steps, mean, meanSquare } = this.#memory;
    const checkpoint: Checkpoint = {
      head: this.#head(),
      best: this.#best ?? null,
      optimizer: { steps, mean: Array.from(mean), meanSquare: Array.from(meanSquare) },
      sampler: {
        seed: args.data_seed ?? args.seed,
        epoch: this.#epoch,
        step_in_epoch: this.#stepInEpoch,
        num_examples: vectors.length,
      },
      losses: this.#losses,
      state,
    };
    await writeCheckpoint(output_dir, checkpoint, args);
    if (args.save_total_limit !== null) {
      await limitCheckpoints(output_dir, args.save_total_limit, state.best_model_checkpoint);
    }
  }
}

/** How many steps training takes. */
interface TrainingPlan {
  steps_per_epoch: number;
  max_steps: number;
  num_train_epochs: number;
}

/** The steps and epochs for a number of texts, by Transformers' rule: the last batch of an epoch may be short. */
function planTraining(args: TrainingArgumentsValues, num_examples: number): TrainingPlan {
  const steps_per_epoch = Math.ceil(num_examples / args.per_device_train_batch_size);
  const max_steps =
    args.max_steps > 0 ? args.max_steps : Math.ceil(args.num_train_epochs * steps_per_epoch);
  return { steps_per_epoch, max_steps, num_train_epochs: Math.ceil(max_steps / steps_per_epoch) };
}

type Schedule = Pick<
  TrainingArgumentsValues,
  "learning_rate" | "lr_scheduler_type" | "warmup_steps"
>;

/**
 * The learning rate of a step, counted from 0: it grows from 0 over the warm-up, then falls in a straight line to 0, or stays.
 *
 * @example scheduledRate({ learning_rate: 1e-3, lr_scheduler_type: "linear", warmup_steps: 0 }, 50, 100) // 5e-4
 */
function scheduledRate(args: Schedule, step: number, max_steps: number): number {
  const { learning_rate, lr_scheduler_type, warmup_steps } = args;
  if (lr_scheduler_type === "constant") return learning_rate;
  const warmup = warmup_steps >= 1 ? Math.floor(warmup_steps) : Math.ceil(max_steps * warmup_steps);
  if (step < warmup) return learning_rate * (step / warmup);
  if (lr_scheduler_type === "constant_with_warmup") return learning_rate;
  return learning_rate * Math.max(0, (max_steps - step) / Math.max(1, max_steps - warmup));
}

/** Whether an evaluation is the best so far, by `metric_for_best_model`; if so, the state keeps its value and step. */
function isBetter(
  metrics: Metrics,
  state: TrainerState,
  args: Pick<TrainingArgumentsValues, "metric_for_best_model" | "greater_is_better">,
): boolean {
  const { metric_for_best_model: wanted, greater_is_better } = args;
  if (wanted === null) return false;
  const name = wanted.startsWith("eval_") ? wanted : `eval_${wanted}`;
  if (!Object.hasOwn(metrics, name)) {
    throw new TrainerError(
      `train: metric_for_best_model is "${wanted}", but the evaluation has no ${name}${suggestion(name, Object.keys(metrics))}`,
    );
  }
  const value = metrics[name];
  const best = state.best_metric ?? (greater_is_better ? -Infinity : Infinity);
  if (!(greater_is_better ? value > best : value < best)) return false;
  state.best_metric = value;
  state.best_global_step = state.global_step;
  return true;
}

/** What AdamW remembers between steps: running means of the gradient and of its square. */
interface AdamWMemory {
  steps: number;
  mean: Float64Array;
  meanSquare: Float64Array;
}

/** The settings of AdamW, in Transformers' names. */
interface AdamWOptions {
  adam_beta1: number;
  adam_beta2: number;
  adam_epsilon: number;
  weight_decay: number;
}

/** An empty memory for `count` parameters. */
function adamWMemory(count: number): AdamWMemory {
  return { steps: 0, mean: new Float64Array(count), meanSquare: new Float64Array(count) };
}

/**
 * One step of AdamW (Loshchilov and Hutter 2019), in place, by PyTorch's formula.
 *
 * Each parameter moves against the running mean of its gradient, divided by the gradient's usual size; so every
 * parameter's first step is the learning rate. The first `decayed` parameters, the weights, are also pulled towards 0.
 */
function adamW(
  parameters: Float64Array,
  gradient: Float64Array,
  memory: AdamWMemory,
  rate: number,
  decayed: number,
  { adam_beta1: beta1, adam_beta2: beta2, adam_epsilon, weight_decay }: AdamWOptions,
): void {
  memory.steps += 1;
  const { mean, meanSquare, steps } = memory;
  // Both means start at 0 and would be too small at first.
  const meanWeight = 1 - beta1 ** steps;
  const squareWeight = Math.sqrt(1 - beta2 ** steps);
  for (let i = 0; i < parameters.length; i++) {
    const slope = gradient[i];
    mean[i] += (1 - beta1) * (slope - mean[i]);
    meanSquare[i] = beta2 * meanSquare[i] + (1 - beta2) * slope * slope;
    const size = Math.sqrt(meanSquare[i]) / squareWeight + adam_epsilon;
    if (i < decayed) parameters[i] *= 1 - rate * weight_decay;
    parameters[i] -= ((rate / meanWeight) * mean[i]) / size;
  }
}

/**
 * Shortens a gradient to `max_grad_norm` if it is longer, in place, and returns its original length: PyTorch's `clip_grad_norm_`.
 *
 * @example
 * const gradient = new Float64Array([3, 4]);
 * clipGradient(gradient, 1) // 5
 * gradient // [0.6000, 0.8000]
 */
function clipGradient(gradient: Float64Array, max_grad_norm: number): number {
  let squares = 0;
  for (const value of gradient) squares += value * value;
  const norm = Math.sqrt(squares);
  const factor = max_grad_norm / (norm + 1e-6);
  if (max_grad_norm > 0 && factor < 1) {
    for (let i = 0; i < gradient.length; i++) gradient[i] *= factor;
  }
  return norm;
}
