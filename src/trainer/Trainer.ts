import type { ClassifierConfig } from "../logits/config.js";
import { note } from "../logits/note.js";
import type { Classifier } from "../model/Classifier.js";
import type { RunOptions } from "../model/runTexts.js";
import { recoverCheckpoints, resumePoint } from "./checkpoint.js";
import { type EvaluationOptions, evaluationLoop } from "./evaluationLoop.js";
import { stepsOfForward } from "./evaluationSteps.js";
import type { ForwardModel } from "./ForwardModel.js";
import { HeadedClassifier, type LabelledVectors } from "./HeadedClassifier.js";
import { type TrainerHead, writeHead } from "./head.js";
import { checkedLoss } from "./loss.js";
import { type LabelIds, type Metrics, PredictionOutput } from "./PredictionOutput.js";
import type { ComputeLoss, EvaluationStep } from "./predictionStep.js";
import { progressMeter, progressWatcher, type TrainerProgress } from "./progress.js";
import { checkRows } from "./rows.js";
import { roundAsPython, speedMetrics } from "./speedMetrics.js";
import { TrainerError } from "./TrainerError.js";
import {
  checkArguments,
  checkModel,
  checkPredictOptions,
  checkTrainerOptions,
  checkTrainOptions,
  type DatasetRows,
  isClassifier,
  type NamedDatasets,
  namedDatasets,
  type PredictOptions,
  type RunningOptions,
  type TrainerOptions,
  type TrainOptions,
  type WithPooled,
} from "./TrainerOptions.js";
import {
  newTrainerState,
  type TrainerState,
  type TrainOutput,
  trainOutput,
} from "./TrainerState.js";
import type { TrainingArguments } from "./TrainingArguments.js";
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
    this.args = checkArguments(options as TrainerOptions<never, never>);
    this.#options = options;
    this.#headed = this.#headedModel();
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
   * Without labels there is no loss, and `compute_metrics` isn't called. For an empty data set and with
   * `prediction_loss_only`, predictions are an empty array, where Python gives `None`.
   *
   * @throws {TrainerError} for an unknown option, for a row that has no text or an unknown label, and for outputs or metrics
   *   that can't be used
   */
  predict(
    dataset: DatasetRows,
    options: WithPooled,
  ): Promise<PredictionOutput<Labels, [logits: number[][], pooler_output: number[][]]>>;
  predict(
    dataset: DatasetRows,
    options?: PredictOptions,
  ): Promise<PredictionOutput<Labels, Predictions>>;
  async predict(
    dataset: DatasetRows,
    options: PredictOptions = {},
    ...others: unknown[]
  ): Promise<unknown> {
    checkPredictOptions("predict", options, this.#headed !== undefined, others);
    const prefixed = { metric_key_prefix: "test", ...options };
    const { predictions, label_ids, metrics } = await this.#run("predict", dataset, prefixed);
    return new PredictionOutput(predictions as Predictions, label_ids as Labels | null, metrics);
  }

  /**
   * Predicts a data set, `eval_dataset` if none is given, and returns only its metrics: `eval_loss`, `eval_accuracy`, …
   *
   * Several data sets by name give `eval_name_loss`, … each; a name alone chooses one of `eval_dataset`.
   *
   * @throws {TrainerError} where `predict` does, and for a name that `eval_dataset` hasn't
   */
  async evaluate(
    dataset?: DatasetRows | NamedDatasets | string | null,
    options: PredictOptions = {},
    ...others: never[]
  ): Promise<Metrics> {
    checkPredictOptions("evaluate", options, this.#headed !== undefined, others);
    const given = dataset ?? this.#options.eval_dataset;
    const rows = typeof given === "string" ? this.#evalDataset(given) : given;
    if (!rows) {
      throw new TrainerError("evaluate needs a data set: evaluate(rows), or an eval_dataset");
    }
    const prefixed = { metric_key_prefix: "eval", ...options };
    const named = namedDatasets(rows);
    if (named) {
      const all: Metrics = {};
      for (const [name, set] of Object.entries(named)) {
        const metric_key_prefix = `${prefixed.metric_key_prefix}_${name}`;
        Object.assign(all, await this.evaluate(set, { ...options, metric_key_prefix }));
      }
      return all;
    }
    const { metrics } = await this.#run("evaluate", rows as DatasetRows, prefixed);
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
   * Class weights, label smoothing and soft labels change the loss as PyTorch's `CrossEntropyLoss` does.
   *
   * @throws {TrainerError} for an unknown option, without labels, for a checkpoint that doesn't fit or isn't whole, for a disk
   *   that is full, or for a model whose graph has no `pooler_output`
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
    checkTrainOptions(options);
    const headed = this.#headed;
    if (!headed)
      throw new TrainerError("train needs a classifier; a model of your own trains itself");
    const { args } = this;
    const { train_dataset, eval_dataset, compute_loss_func } = this.#options;
    if (compute_loss_func) {
      throw new TrainerError(
        "train can't follow compute_loss_func, which gives no gradient: use class_weights, label_smoothing_factor or soft labels",
      );
    }
    this.#isTrained = true;
    const reading = { signal: options.signal, onProgress: this.#meter("encode", "texts", options) };
    const train = await headed.examples("train_dataset", train_dataset, reading);
    const isEvaluated = args.eval_strategy !== "no" || args.eval_on_start;
    const sets = isEvaluated ? await this.#evaluationSets(headed, eval_dataset, reading) : [];
    if (args.output_dir !== null) await recoverCheckpoints(args.output_dir);
    const checkpoint = await resumePoint(options.resume_from_checkpoint ?? false, args, {
      num_examples: train.labels.length,
      id2label: headed.config.id2label,
    });
    this.state = checkpoint?.state ?? newTrainerState();
    const firstStep = this.state.global_step;
    const run = new TrainingRun({
      ...train,
      args,
      head: checkpoint ? checkpoint.head : await headed.startHead(),
      loss: headed.loss("train", train.labels),
      state: this.state,
      evaluate: isEvaluated ? (head) => this.#evaluateHead(headed, head, sets) : undefined,
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

  /** The classifier with what is said about its head and loss; `undefined` for a model of one's own. */
  #headedModel(): HeadedClassifier | undefined {
    const { head, class_weights } = this.#options;
    const { label_names, label_smoothing_factor } = this.args;
    if (!isClassifier(this.model)) {
      const name = head ? "head" : class_weights ? "class_weights" : undefined;
      if (name === undefined) return undefined;
      throw new TrainerError(
        `Trainer takes ${name} only with a classifier; a model of your own computes its logits and its loss itself`,
      );
    }
    const settings = { label_names, label_smoothing_factor, class_weights };
    const headed = new HeadedClassifier(this.model, head ?? undefined, settings);
    const isMulti = headed.config.problem_type === "multi_label_classification";
    if (isMulti && label_smoothing_factor > 0) {
      note("Trainer: label_smoothing_factor is for models that choose one class, and is left out");
    } else if (headed.config.problem_type !== null) {
      headed.loss("Trainer", null);
    }
    return headed;
  }

  /** One of the data sets of `eval_dataset`. */
  #evalDataset(name: string): DatasetRows {
    const named = namedDatasets(this.#options.eval_dataset) ?? {};
    if (Object.hasOwn(named, name)) return named[name];
    const names = Object.keys(named).join(", ") || "no names: give it as { name: rows }";
    throw new TrainerError(`evaluate found no data set "${name}"; eval_dataset has ${names}`);
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
      : stepsOfForward(
          this.model as ForwardModel,
          checkRows(task, dataset),
          batchSize,
          { signal, onProgress },
          this.args.label_names,
        );
    return this.#measure(steps, options, start, task === "predict");
  }

  /** The data sets that are evaluated during training, each under the prefix of its metrics. */
  async #evaluationSets(
    headed: HeadedClassifier,
    dataset: DatasetRows | NamedDatasets | undefined,
    reading: RunOptions,
  ): Promise<[prefix: string, examples: LabelledVectors][]> {
    const named = namedDatasets(dataset);
    const sets = named
      ? Object.entries(named).map(([name, set]) => [`eval_${name}`, set] as const)
      : [["eval", dataset as DatasetRows | undefined] as const];
    const read: [string, LabelledVectors][] = [];
    for (const [prefix, set] of sets) {
      read.push([prefix, await headed.examples("eval_dataset", set, reading)]);
    }
    return read;
  }

  /** Metrics of a head that is being trained, for each data set. */
  async #evaluateHead(
    headed: HeadedClassifier,
    head: TrainerHead,
    sets: readonly [prefix: string, examples: LabelledVectors][],
  ): Promise<Metrics[]> {
    const all: Metrics[] = [];
    for (const [metric_key_prefix, examples] of sets) {
      const start = performance.now();
      const steps = headed.stepsOf(head, examples, this.args.per_device_eval_batch_size);
      all.push((await this.#measure(steps, { metric_key_prefix }, start)).metrics);
    }
    return all;
  }

  /** Goes through the batches, and adds the time since `start` and the speeds to the metrics. */
  async #measure(
    steps: AsyncIterable<EvaluationStep> | Iterable<EvaluationStep>,
    options: PredictOptions & { metric_key_prefix: string },
    start: number,
    keepsPredictions = false,
  ) {
    const { compute_metrics, preprocess_logits_for_metrics } = this.#options;
    const result = await evaluationLoop(steps, {
      args: this.args,
      metric_key_prefix: options.metric_key_prefix,
      ignore_keys: options.ignore_keys ?? [],
      compute_metrics: compute_metrics as EvaluationOptions["compute_metrics"],
      preprocess_logits_for_metrics:
        preprocess_logits_for_metrics as EvaluationOptions["preprocess_logits_for_metrics"],
      compute_loss_func: this.#computeLoss(),
      per_device_eval_batch_size: this.args.per_device_eval_batch_size,
      main_input_name: (this.model as ForwardModel).main_input_name ?? "text",
      keepsPredictions,
      model_preparation_time: this.#preparationTime,
    });
    const { num_samples } = result;
    const num_steps = Math.ceil(num_samples / this.args.per_device_eval_batch_size);
    const seconds = (performance.now() - start) / 1000;
    const speeds = speedMetrics(options.metric_key_prefix, seconds, num_samples, num_steps);
    return { ...result, metrics: { ...result.metrics, ...speeds } };
  }

  /** What computes the loss in place of the model: a function of one's own, or for a model of one's own label smoothing. */
  #computeLoss(): ComputeLoss<LabelIds> | undefined {
    const { compute_loss_func } = this.#options;
    const { label_smoothing_factor: label_smoothing } = this.args;
    if (compute_loss_func) return compute_loss_func as unknown as ComputeLoss<LabelIds>;
    if (this.#headed || label_smoothing === 0) return undefined;
    const loss = { problem_type: "single_label_classification", label_smoothing } as const;
    return ({ logits }, labels) => checkedLoss("Trainer", logits, labels, loss);
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
