import type { ClassifierConfig } from "../logits/config.js";
import type { Classifier } from "../model/Classifier.js";
import { resumePoint } from "./checkpoint.js";
import { type EvaluationOptions, type EvaluationStep, evaluationLoop } from "./evaluationLoop.js";
import { stepsOfForward } from "./evaluationSteps.js";
import type { ForwardModel } from "./ForwardModel.js";
import { HeadedClassifier } from "./HeadedClassifier.js";
import { type TrainerHead, writeHead } from "./head.js";
import { type LabelIds, type Metrics, PredictionOutput } from "./PredictionOutput.js";
import { progressMeter, progressWatcher, type TrainerProgress } from "./progress.js";
import { checkRows } from "./rows.js";
import { TrainerError } from "./TrainerError.js";
import {
  checkModel,
  checkTrainerOptions,
  type DatasetRows,
  isClassifier,
  type PredictOptions,
  type RunningOptions,
  type TrainerOptions,
  type TrainOptions,
  type WithPooled,
} from "./TrainerOptions.js";
import { newTrainerState, type TrainerState, TrainOutput } from "./TrainerState.js";
import { TrainingArguments } from "./TrainingArguments.js";
import { TrainingRun } from "./TrainingRun.js";

/**
 * Runs a classifier over whole data sets, as Transformers' Trainer does, and trains its last layer.
 *
 * Texts of similar length go through the model together, and the results come back in the data set's order, bit for bit
 * the same on every run.
 *
 * @example
 * const { test } = await loadDataset("reviews");
 * const compute_metrics = ([logits, labels]: EvalPrediction) => ({ accuracy: accuracy(labels, argmax(logits)) });
 * const trainer = new Trainer({ model: await loadClassifier("sst2"), compute_metrics });
 * const { predictions, label_ids, metrics } = await trainer.predict(test.slice(0, 8));
 * predictions[0]; // [2.6550, -2.9287]
 * metrics.test_accuracy; // 0.875
 */
export class Trainer<Labels extends LabelIds = number[], Predictions = number[][]> {
  readonly args: TrainingArguments;
  readonly model: Classifier | ForwardModel;
  /** How far training has got, and its log. */
  state: TrainerState = newTrainerState();
  readonly #options: TrainerOptions<Labels, Predictions>;
  readonly #headed: HeadedClassifier | undefined;
  readonly #preparation: number;
  /** Set by a run before any training, and a metric from then on, as in Transformers. */
  #preparationTime: number | undefined;
  #isTrained = false;

  constructor(options: TrainerOptions<Labels, Predictions>) {
    checkTrainerOptions(options);
    const start = performance.now();
    const tokenizer = options.processing_class ?? options.tokenizer;
    this.model = checkModel(options.model ?? options.classifier, tokenizer);
    this.args = options.args ?? new TrainingArguments();
    this.#options = options;
    if (isClassifier(this.model)) this.#headed = new HeadedClassifier(this.model, options.head);
    else if (options.head) throw new TrainerError("Trainer can put a head only on a classifier");
    this.#preparation = roundAsPython((performance.now() - start) / 1000, 4);
  }

  /** The last layer in use, if it isn't the model's own. */
  get head(): TrainerHead | undefined {
    return this.#headed?.head;
  }

  /** Labels and problem type of the last layer in use. */
  get config(): ClassifierConfig {
    if (this.#headed) return this.#headed.config;
    throw new TrainerError("Trainer: a model of your own has no config");
  }

  /**
   * Predicts a data set: the logits, `[n, labels]`, the labels, and metrics under Transformers' names.
   *
   * Without labels there is no loss, and `compute_metrics` isn't called. For an empty data set, predictions are an
   * empty array, where Python gives `None`.
   *
   * @throws {TrainerError} for a row that has no text or an unknown label
   */
  predict(
    dataset: DatasetRows,
    options: WithPooled,
  ): Promise<PredictionOutput<Labels, [logits: number[][], pooler_output: number[][]]>>;
  predict(
    dataset: DatasetRows,
    options?: PredictOptions,
  ): Promise<PredictionOutput<Labels, Predictions>>;
  async predict(dataset: DatasetRows, options: PredictOptions = {}): Promise<unknown> {
    const prefixed = { metric_key_prefix: "test", ...options };
    const { predictions, label_ids, metrics } = await this.#run("predict", dataset, prefixed);
    return new PredictionOutput(predictions as Predictions, label_ids as Labels | null, metrics);
  }

  /** Predicts a data set, `eval_dataset` if none is given, and returns only its metrics: `eval_loss`, `eval_accuracy`, … */
  async evaluate(
    dataset: DatasetRows | undefined = this.#options.eval_dataset,
    options: PredictOptions = {},
  ): Promise<Metrics> {
    if (!dataset) {
      throw new TrainerError("evaluate needs a data set: evaluate(rows), or an eval_dataset");
    }
    const prefixed = { metric_key_prefix: "eval", ...options };
    const { metrics } = await this.#run("evaluate", dataset, prefixed);
    const { epoch, global_step: step } = this.state;
    this.state.log_history.push({ ...metrics, epoch, step });
    return { ...metrics, epoch };
  }

  /**
   * Trains the last layer, W and b, on `train_dataset`; the encoder stays as it is, and reads each text only once.
   *
   * Cross-entropy, AdamW, a falling learning rate, texts shuffled by the seed: with the same settings the numbers are those
   * of Transformers' Trainer on the same vectors without dropout. Afterwards `predict` and `evaluate` use the new head. An
   * abort leaves the old head in use and the checkpoints in place.
   *
   * @throws {TrainerError} without labels, for a checkpoint that doesn't fit, or for a model whose graph has no
   *   `pooler_output`
   *
   * @example
   * const { train, validation, id2label } = await loadDataset("reviews");
   * const trainer = new Trainer({
   *   model: await loadClassifier("sst2"),
   *   head: newHead({ id2label }),
   *   args: new TrainingArguments({ learning_rate: 1e-3, eval_strategy: "epoch" }),
   *   train_dataset: train.slice(0, 96),
   *   eval_dataset: validation.slice(0, 48),
   * });
   * await trainer.train()
   * // prints: …
   * // 36 steps, mean training loss 0.49…
   * // epoch  step  eval_loss
   * //     1    12     0.49…
   */
  async train(options: TrainOptions = {}): Promise<TrainOutput> {
    const start = performance.now();
    const headed = this.#headed;
    if (!headed)
      throw new TrainerError("train needs a classifier; a model of your own trains itself");
    this.#isTrained = true;
    const { args } = this;
    const { train_dataset, eval_dataset } = this.#options;
    const reading = { signal: options.signal, onProgress: this.#meter("encode", "texts", options) };
    const train = await headed.examples("train_dataset", train_dataset, reading);
    const evaluation =
      args.eval_strategy === "no"
        ? undefined
        : await headed.examples("eval_dataset", eval_dataset, reading);
    const from = options.resume_from_checkpoint ?? false;
    const checkpoint = await resumePoint(from, args, train.labels.length);
    this.state = checkpoint?.state ?? newTrainerState();
    const firstStep = this.state.global_step;
    const run = new TrainingRun({
      ...train,
      args,
      head: checkpoint?.head ?? (await headed.startHead()),
      problem_type: headed.problemType(train.labels),
      state: this.state,
      evaluate: evaluation && ((head) => this.#evaluateHead(headed, head, evaluation)),
      onStep: this.#meter("train", "steps", options),
      signal: options.signal,
    });
    if (checkpoint) run.resume(checkpoint);
    const { head, training_loss } = await run.finish();
    headed.head = head;
    const seconds = (performance.now() - start) / 1000;
    return trainOutput(this.state, firstStep, train.labels.length, training_loss, seconds);
  }

  /** Writes the head in use into a folder, by default `output_dir`; `readHead(folder)` reads it back. */
  async save_model(folder: string | null = this.args.output_dir): Promise<void> {
    const { head } = this;
    if (!head)
      throw new TrainerError("save_model needs a head that was given or trained: train first");
    if (folder === null) throw new TrainerError("save_model needs a folder, or an output_dir");
    await writeHead(folder, head);
  }

  async #run(
    task: "predict" | "evaluate",
    dataset: DatasetRows,
    options: PredictOptions & { metric_key_prefix: string },
  ) {
    if (!this.#isTrained) this.#preparationTime = this.#preparation;
    const start = performance.now();
    const { signal } = options;
    const onProgress = this.#meter(task, "texts", options);
    const pooler_output = options.extra_outputs?.includes("pooler_output") ?? false;
    const batchSize = this.args.per_device_eval_batch_size;
    const steps = this.#headed
      ? await this.#headed.steps(task, dataset, batchSize, { pooler_output, signal, onProgress })
      : stepsOfForward(this.model as ForwardModel, checkRows(task, dataset), batchSize, {
          signal,
          onProgress,
        });
    return this.#measure(steps, options, start);
  }

  /** Metrics of a head that is being trained. */
  async #evaluateHead(
    headed: HeadedClassifier,
    head: TrainerHead,
    examples: Parameters<HeadedClassifier["stepsOf"]>[1],
  ): Promise<Metrics> {
    const start = performance.now();
    const steps = headed.stepsOf(head, examples, this.args.per_device_eval_batch_size);
    return (await this.#measure(steps, { metric_key_prefix: "eval" }, start)).metrics;
  }

  /** Goes through the batches, and adds the time since `start` and the speeds to the metrics. */
  async #measure(
    steps: AsyncIterable<EvaluationStep> | Iterable<EvaluationStep>,
    options: PredictOptions & { metric_key_prefix: string },
    start: number,
  ) {
    const { compute_metrics, preprocess_logits_for_metrics } = this.#options;
    const result = await evaluationLoop(steps, {
      metric_key_prefix: options.metric_key_prefix,
      ignore_keys: options.ignore_keys ?? [],
      compute_metrics: compute_metrics as EvaluationOptions["compute_metrics"],
      preprocess_logits_for_metrics:
        preprocess_logits_for_metrics as EvaluationOptions["preprocess_logits_for_metrics"],
      eval_do_concat_batches: this.args.eval_do_concat_batches,
      logging_nan_inf_filter: this.args.logging_nan_inf_filter,
      model_preparation_time: this.#preparationTime,
    });
    const { num_samples } = result;
    const num_steps = Math.ceil(num_samples / this.args.per_device_eval_batch_size);
    const seconds = (performance.now() - start) / 1000;
    const speeds = speedMetrics(options.metric_key_prefix, seconds, num_samples, num_steps);
    return { ...result, metrics: { ...result.metrics, ...speeds } };
  }

  /** What reports a run's progress: to the run's own listener, or the trainer's, or else a bar in a notebook or terminal. */
  #meter(
    task: TrainerProgress["task"],
    unit: TrainerProgress["unit"],
    options: RunningOptions,
  ): ReturnType<typeof progressMeter> {
    const own = options.onProgress ?? this.#options.onProgress;
    const listener = own ?? (this.args.disable_tqdm ? undefined : progressWatcher());
    return progressMeter(task, unit, listener);
  }
}

/** What training returns; it also becomes the last entry of the log. */
function trainOutput(
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

/**
 * How long a run took, in seconds, and how fast that is, under Transformers' names and with its rounding: four decimals for
 * the time, three for the speeds; no speeds when no time has passed.
 *
 * @example speedMetrics("test", 2, 120, 15)
 * // { test_runtime: 2, test_samples_per_second: 60, test_steps_per_second: 7.5 }
 */
export function speedMetrics(
  prefix: string,
  seconds: number,
  num_samples: number,
  num_steps: number,
): Metrics {
  const runtime = { [`${prefix}_runtime`]: roundAsPython(seconds, 4) };
  if (seconds === 0) return runtime;
  return {
    ...runtime,
    [`${prefix}_samples_per_second`]: roundAsPython(num_samples / seconds, 3),
    [`${prefix}_steps_per_second`]: roundAsPython(num_steps / seconds, 3),
  };
}

/**
 * A number rounded as Python's `round` does it: by its exact binary value, and a true half to the even digit.
 *
 * @example roundAsPython(0.03125, 4) // 0.0312: toFixed would give 0.0313
 */
export function roundAsPython(value: number, decimals: number): number {
  const rounded = value.toFixed(decimals);
  if (!new RegExp(`\\.\\d{${decimals}}50*$`).test(value.toFixed(60))) return Number(rounded);
  const isOdd = Number(rounded.at(-1)) % 2 === 1;
  if (!isOdd) return Number(rounded);
  return Number((value - Math.sign(value) * 10 ** -decimals * 0.5).toFixed(decimals));
}
