import type { Classifier } from "../model/Classifier.js";
import { readClassifierHead } from "../model/readClassifierHead.js";
import { type ClassifierConfig, readConfig } from "../model/readConfig.js";
import { applyHead } from "./applyHead.js";
import type { LabelIds } from "./EvalPrediction.js";
import { encode } from "./encode.js";
import { type EvaluationOptions, type EvaluationStep, evaluationLoop } from "./evaluationLoop.js";
import { stepsOfForward, stepsOfOutputs } from "./evaluationSteps.js";
import { FeatureCache } from "./FeatureCache.js";
import type { ForwardModel, Row } from "./ForwardModel.js";
import { checkHead } from "./headParameters.js";
import { type Metrics, PredictionOutput } from "./PredictionOutput.js";
import { progressMeter } from "./progressMeter.js";
import { problemType, readLabelIds } from "./readLabelIds.js";
import { readRows, textsOf } from "./readRows.js";
import { resumePoint } from "./resumePoint.js";
import { roundAsPython } from "./roundAsPython.js";
import { speedMetrics } from "./speedMetrics.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerHead } from "./TrainerHead.js";
import { isClassifier, readModel } from "./TrainerModel.js";
import { checkTrainerOptions, type DatasetRows, type TrainerOptions } from "./TrainerOptions.js";
import type { TrainerProgress } from "./TrainerProgress.js";
import { newTrainerState, type TrainerState } from "./TrainerState.js";
import { TrainingArguments } from "./TrainingArguments.js";
import { TrainingRun } from "./TrainingRun.js";
import { TrainOutput } from "./TrainOutput.js";
import { progressWatcher } from "./watchProgress.js";

/** What `predict` and `evaluate` take beside the data set. */
export interface PredictOptions {
  /** First part of every metric's name. Default: `"test"` for predict, `"eval"` for evaluate. */
  metric_key_prefix?: string;
  /** Names of a model's outputs that are left out of the predictions. */
  ignore_keys?: readonly string[];
  /** What a classifier shall give beside its logits; the predictions are a tuple then. */
  extra_outputs?: readonly "pooler_output"[];
  /** Stops the run between two batches; the model stays usable. */
  signal?: AbortSignal;
  onProgress?: (progress: TrainerProgress) => void;
}

/** What `train` takes. */
export interface TrainOptions {
  /** Go on from a checkpoint: its folder, or `true` for the newest one in `output_dir`. */
  resume_from_checkpoint?: boolean | string;
  /** Stops training between two steps; checkpoints stay, and the head is the one from before. */
  signal?: AbortSignal;
  onProgress?: (progress: TrainerProgress) => void;
}

interface LabelledVectors {
  vectors: Float32Array[];
  labels: LabelIds;
}

/** The vectors of `pooler_output` beside the logits. */
type WithPooled = PredictOptions & { readonly extra_outputs: readonly ["pooler_output"] };

/**
 * Runs a classifier over whole data sets, as Transformers' Trainer does: predictions, labels, metrics.
 *
 * Texts of alike length go through the model together, and the results come back in the data set's order, bit for bit the
 * same at every run.
 *
 * @example
 * const trainer = new Trainer({ model: await loadClassifier("sst2"), args, compute_metrics });
 * const { predictions, label_ids, metrics } = await trainer.predict(reviews.test);
 * predictions[0]; // two logits: [-3.4843, 3.8506]
 */
export class Trainer<Labels extends LabelIds = number[], Predictions = number[][]> {
  readonly args: TrainingArguments;
  readonly model: Classifier | ForwardModel;
  /** The last layer in use, where it isn't the model's own. */
  head: TrainerHead | undefined;
  /** How far training has come, and its log. */
  state: TrainerState = newTrainerState();
  readonly #options: TrainerOptions<Labels, Predictions>;
  readonly #features = new FeatureCache();
  readonly #preparation: number;
  /** A metric of a trainer that evaluated before it trained, as in Transformers. */
  #preparationTime: number | undefined;
  #isTrained = false;

  constructor(options: TrainerOptions<Labels, Predictions>) {
    checkTrainerOptions(options);
    const tokenizer = options.processing_class ?? options.tokenizer;
    const start = performance.now();
    this.model = readModel(options.model ?? options.classifier, tokenizer);
    this.args = options.args ?? new TrainingArguments();
    this.head = options.head;
    this.#options = options;
    this.#preparation = roundAsPython((performance.now() - start) / 1000, 4);
  }

  /** Labels and problem type of the head in use. */
  get config(): ClassifierConfig {
    if (this.head) return readConfig(this.head);
    if (isClassifier(this.model)) return this.model.config;
    throw new TrainerError("Trainer: a model of your own has no config");
  }

  /**
   * Predicts a data set: the logits, `[n, labels]`, the labels, and metrics under Transformers' names.
   *
   * Without labels there is no loss, and `compute_metrics` isn't called. An empty data set gives an empty array of predictions,
   * where Python gives `None`.
   *
   * @throws {TrainerError} naming the row that has no text or an unknown label
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
    const { predictions, label_ids, metrics } = await this.#run("predict", dataset, {
      metric_key_prefix: "test",
      ...options,
    });
    return new PredictionOutput(predictions as Predictions, label_ids as Labels | null, metrics);
  }

  /** Predicts a data set and gives its metrics alone: `eval_loss`, `eval_accuracy`, …; without one it is `eval_dataset`. */
  async evaluate(
    dataset: DatasetRows | undefined = this.#options.eval_dataset,
    options: PredictOptions = {},
  ): Promise<Metrics> {
    if (!dataset) {
      throw new TrainerError("evaluate needs a data set: evaluate(rows), or an eval_dataset");
    }
    const { metrics } = await this.#run("evaluate", dataset, {
      metric_key_prefix: "eval",
      ...options,
    });
    const { epoch, global_step: step } = this.state;
    this.state.log_history.push({ ...metrics, epoch, step });
    return { ...metrics, epoch };
  }

  /**
   * Trains the last layer, W and b, on `train_dataset`; the encoder stays as it is, and reads each text only once.
   *
   * Cross-entropy, AdamW, a falling learning rate, shuffled by the seed: with the same settings the numbers are those of
   * Transformers' Trainer on the same vectors, without dropout. From then on `predict` and `evaluate` use the new head. An
   * abort leaves the old one, and the checkpoints.
   *
   * @throws {TrainerError} without labels, for a checkpoint that doesn't fit, or a model whose graph has no `pooler_output`
   *
   * @example
   * const head = newHead({ id2label: reviews.id2label });
   * const trainer = new Trainer({ model, head, args, train_dataset: reviews.train, eval_dataset: reviews.validation });
   * await trainer.train(); // prints loss and metrics of each evaluation
   */
  async train(options: TrainOptions = {}): Promise<TrainOutput> {
    const start = performance.now();
    this.#isTrained = true;
    const classifier = this.#encoder();
    const { train_dataset, eval_dataset } = this.#options;
    const train = await this.#examples("train", classifier, train_dataset, options);
    const evaluation =
      this.args.eval_strategy === "no"
        ? undefined
        : await this.#examples("evaluate", classifier, eval_dataset, options);
    const checkpoint = await resumePoint(
      options.resume_from_checkpoint ?? false,
      this.args,
      train.labels.length,
    );
    const head = checkpoint?.head ?? (await this.#startHead(classifier));
    checkHead(head, this.config.num_labels, train.vectors[0].length);
    this.state = checkpoint?.state ?? newTrainerState();
    const firstStep = this.state.global_step;
    const run = new TrainingRun({
      ...train,
      args: this.args,
      head,
      problem_type: problemType(this.config, train.labels),
      state: this.state,
      evaluate: evaluation && ((trained) => this.#evaluateHead(trained, evaluation)),
      onStep: progressMeter("train", "steps", this.#listener(options)),
      signal: options.signal,
    });
    if (checkpoint) run.resume(checkpoint);
    const { head: trained, training_loss } = await run.finish();
    this.head = trained;
    const { state } = this;
    const steps = state.global_step - firstStep;
    const samples = (train.labels.length * state.num_train_epochs * steps) / state.max_steps;
    const seconds = (performance.now() - start) / 1000;
    const speeds = speedMetrics("train", seconds, samples, steps);
    const metrics = { ...speeds, train_loss: training_loss, epoch: state.epoch };
    state.log_history.push({ ...metrics, step: state.global_step });
    return new TrainOutput(state.global_step, training_loss, metrics, state.log_history);
  }

  /** The classifier, whose encoder can take another head. */
  #encoder(): Classifier {
    if (isClassifier(this.model)) return this.model;
    throw new TrainerError(
      "train needs a classifier of loadClassifier; a model of your own trains itself",
    );
  }

  /** The head that training starts from: the one given or trained before, else the model's own. */
  async #startHead(classifier: Classifier): Promise<TrainerHead> {
    if (this.head) return this.head;
    const { id2label, problem_type } = classifier.config;
    try {
      return { ...(await readClassifierHead(classifier.name)), id2label, problem_type };
    } catch (cause) {
      throw new TrainerError(
        `train doesn't know the last layer of "${classifier.name}": give it a new one, new Trainer({ head: newHead({ id2label }) })`,
        { cause },
      );
    }
  }

  /** A data set as training takes it: the encoder's vectors and the labels, one for every text. */
  async #examples(
    task: "train" | "evaluate",
    classifier: Classifier,
    dataset: DatasetRows | undefined,
    options: TrainOptions,
  ): Promise<LabelledVectors> {
    const name = task === "train" ? "train_dataset" : "eval_dataset";
    if (!dataset) throw new TrainerError(`train needs a ${name}: new Trainer({ ${name}: rows })`);
    const rows = readRows("train", dataset);
    const labels = readLabelIds(`train (${name})`, rows, this.config);
    if (!labels) throw new TrainerError(`train needs a label in every row of ${name}`);
    const vectors = await this.#features.encode(classifier, dataset, textsOf("train", rows), {
      signal: options.signal,
      onProgress: progressMeter("encode", "texts", this.#listener(options)),
    });
    return { vectors, labels };
  }

  /** Metrics of a head while it is trained. */
  async #evaluateHead(head: TrainerHead, { vectors, labels }: LabelledVectors): Promise<Metrics> {
    const logits = vectors.map((h) => applyHead(head, h));
    const type = problemType(this.config, labels);
    const batchSize = this.args.per_device_eval_batch_size;
    const steps = stepsOfOutputs({ logits }, labels, type, batchSize);
    const { metrics } = await this.#measure(steps, { metric_key_prefix: "eval" });
    return metrics;
  }

  async #run(
    task: "predict" | "evaluate",
    dataset: DatasetRows,
    options: PredictOptions & { metric_key_prefix: string },
  ) {
    const rows = readRows(task, dataset);
    if (!this.#isTrained) this.#preparationTime = this.#preparation;
    const start = performance.now();
    const steps = isClassifier(this.model)
      ? await this.#classify(task, this.model, dataset, rows, options)
      : this.#forward(task, this.model, rows, options);
    return this.#measure(steps, options, start);
  }

  /** Goes through the batches, and adds how long that took since `start`. */
  async #measure(
    steps: AsyncIterable<EvaluationStep> | Iterable<EvaluationStep>,
    options: PredictOptions & { metric_key_prefix: string },
    start = performance.now(),
  ) {
    const result = await evaluationLoop(steps, this.#evaluationOptions(options));
    const { num_samples } = result;
    const num_steps = Math.ceil(num_samples / this.args.per_device_eval_batch_size);
    const seconds = (performance.now() - start) / 1000;
    const speeds = speedMetrics(options.metric_key_prefix, seconds, num_samples, num_steps);
    return { ...result, metrics: { ...result.metrics, ...speeds } };
  }

  #evaluationOptions(options: PredictOptions & { metric_key_prefix: string }): EvaluationOptions {
    const { compute_metrics, preprocess_logits_for_metrics } = this.#options;
    return {
      metric_key_prefix: options.metric_key_prefix,
      ignore_keys: options.ignore_keys ?? [],
      compute_metrics: compute_metrics as EvaluationOptions["compute_metrics"],
      preprocess_logits_for_metrics:
        preprocess_logits_for_metrics as EvaluationOptions["preprocess_logits_for_metrics"],
      eval_do_concat_batches: this.args.eval_do_concat_batches,
      logging_nan_inf_filter: this.args.logging_nan_inf_filter,
      model_preparation_time: this.#preparationTime,
    };
  }

  async #classify(
    task: "predict" | "evaluate",
    classifier: Classifier,
    dataset: DatasetRows,
    rows: readonly Row[],
    options: PredictOptions,
  ): Promise<Iterable<EvaluationStep>> {
    const texts = textsOf(task, rows);
    const labels = readLabelIds(task, rows, this.config);
    const wantsPooled = options.extra_outputs?.includes("pooler_output") ?? false;
    const { head } = this;
    const known = head && this.#features.get(dataset, texts);
    const outputs = known
      ? { logits: [], pooler_output: known }
      : await encode(classifier, texts, {
          pooler_output: wantsPooled || head !== undefined,
          signal: options.signal,
          onProgress: progressMeter(task, "texts", this.#listener(options)),
        });
    const pooled = outputs.pooler_output ?? [];
    if (head && pooled.length > 0) checkHead(head, this.config.num_labels, pooled[0].length);
    const logits = head ? pooled.map((h) => applyHead(head, h)) : outputs.logits;
    return stepsOfOutputs(
      { logits, ...(wantsPooled && { pooler_output: pooled }) },
      labels,
      problemType(this.config, labels ?? []),
      this.args.per_device_eval_batch_size,
    );
  }

  #forward(
    task: "predict" | "evaluate",
    model: ForwardModel,
    rows: readonly Row[],
    options: PredictOptions,
  ): AsyncIterable<EvaluationStep> {
    const report = progressMeter(task, "texts", this.#listener(options));
    return stepsOfForward(model, rows, this.args.per_device_eval_batch_size, {
      signal: options.signal,
      onBatch: (done) => report({ done, total: rows.length }),
    });
  }

  #listener(options: {
    onProgress?: (progress: TrainerProgress) => void;
  }): ((progress: TrainerProgress) => void) | undefined {
    if (options.onProgress ?? this.#options.onProgress) {
      return options.onProgress ?? this.#options.onProgress;
    }
    return this.args.disable_tqdm ? undefined : progressWatcher();
  }
}
