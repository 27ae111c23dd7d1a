import { type AdamWMemory, adamW, adamWMemory } from "./adamW.js";
import { applyHead } from "./applyHead.js";
import {
  type Checkpoint,
  checkpointFolder,
  limitCheckpoints,
  writeCheckpoint,
} from "./checkpoint.js";
import { classificationLoss, type ProblemType } from "./classificationLoss.js";
import { clipGradient } from "./clipGradient.js";
import type { LabelIds } from "./EvalPrediction.js";
import { checkHead, headParameters, parametersHead } from "./headParameters.js";
import { isBetter } from "./isBetter.js";
import { headGradient, lossGradient } from "./lossGradient.js";
import type { Metrics } from "./PredictionOutput.js";
import { planTraining, type TrainingPlan } from "./planTraining.js";
import { randomPermutation } from "./randomPermutation.js";
import { scheduledRate } from "./scheduledRate.js";
import type { TrainerHead } from "./TrainerHead.js";
import type { TrainerState } from "./TrainerState.js";
import type { Strategy, TrainingArgumentsValues } from "./TrainingArguments.js";

/** What a training run works on. */
export interface TrainingSetup {
  args: TrainingArgumentsValues;
  /** The encoder's vectors of the training texts, `[n, 384]`, and their labels. */
  vectors: readonly Float32Array[];
  labels: LabelIds;
  head: TrainerHead;
  problem_type: ProblemType;
  /** Filled while training goes on. */
  state: TrainerState;
  evaluate?: ((head: TrainerHead) => Promise<Metrics>) | undefined;
  onStep?: ((progress: { done: number; total: number; loss: number }) => void) | undefined;
  signal?: AbortSignal | undefined;
}

/** How long the loop may run before the page, the bars and an abort get their turn, in milliseconds. */
const TURN = 50;

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

  /** Takes up the work where a checkpoint left it. */
  resume({ best, optimizer, sampler, losses }: Checkpoint): void {
    this.#memory.steps = optimizer.steps;
    this.#memory.mean.set(optimizer.mean);
    this.#memory.meanSquare.set(optimizer.meanSquare);
    this.#epoch = sampler.epoch;
    this.#stepInEpoch = sampler.step_in_epoch;
    this.#losses = { ...losses };
    this.#best = best ?? undefined;
  }

  /** Runs to the end; gives the last head, or the best if `load_best_model_at_end`, and the mean loss of all steps. */
  async finish(): Promise<{ head: TrainerHead; training_loss: number }> {
    const { args, state, signal } = this.#setup;
    let turn = performance.now();
    while (this.#epoch < this.#plan.num_train_epochs) {
      const order = this.#order();
      while (this.#stepInEpoch < this.#plan.steps_per_epoch && !this.#isDone()) {
        signal?.throwIfAborted();
        this.#step(order);
        await this.#act("steps");
        if (performance.now() - turn < TURN) continue;
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
    const { args, state, problem_type, labels: allLabels, vectors: all, onStep } = this.#setup;
    const size = args.per_device_train_batch_size;
    const batch = order.slice(this.#stepInEpoch * size, (this.#stepInEpoch + 1) * size);
    const vectors = batch.map((i) => all[i]);
    const labels = batch.map((i) => allLabels[i]) as LabelIds;
    const head = this.#head();
    const logits = vectors.map((vector) => applyHead(head, vector));
    const loss = classificationLoss(logits, labels, problem_type);
    const gradient = headGradient(lossGradient(logits, labels, problem_type), vectors);
    const grad_norm = clipGradient(gradient, args.max_grad_norm);
    const learning_rate = scheduledRate(args, state.global_step, this.#plan.max_steps);
    const weights = this.#parameters.length - head.b.length;
    adamW(this.#parameters, gradient, this.#memory, learning_rate, weights, args);
    this.#lastStep = { grad_norm, learning_rate };
    this.#losses.sinceLog += loss;
    this.#losses.total += loss;
    this.#stepInEpoch += 1;
    state.global_step += 1;
    state.epoch = this.#epoch + this.#stepInEpoch / this.#plan.steps_per_epoch;
    onStep?.({ done: state.global_step, total: this.#plan.max_steps, loss });
  }

  /** Logs, evaluates and saves what is due, after a step or an epoch. */
  async #act(when: Strategy): Promise<void> {
    const { args, state } = this.#setup;
    const isDue = (strategy: Strategy, every: number) =>
      strategy === when && (when === "epoch" || state.global_step % every === 0);
    const isLast = when === "steps" && this.#isDone();
    if (isDue(args.logging_strategy, args.logging_steps)) this.#log();
    const ends = (strategy: Strategy) => isLast && strategy === "steps";
    if (isDue(args.eval_strategy, args.eval_steps ?? 1) || ends(args.eval_strategy)) {
      await this.#evaluate();
    }
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

  async #evaluate(): Promise<void> {
    const { args, state, evaluate } = this.#setup;
    if (!evaluate) return;
    const head = this.#head();
    const metrics = await evaluate(head);
    state.log_history.push({ ...metrics, epoch: state.epoch, step: state.global_step });
    if (isBetter(metrics, state, args)) this.#best = head;
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
