import type { Classifier } from "../model/Classifier.js";
import { type ClassifierConfig, readConfig } from "../model/readConfig.js";
import { applyHead } from "./applyHead.js";
import type { LabelIds } from "./EvalPrediction.js";
import { encode } from "./encode.js";
import { type EvaluationOptions, type EvaluationStep, evaluationLoop } from "./evaluationLoop.js";
import { stepsOfForward, stepsOfOutputs } from "./evaluationSteps.js";
import type { ForwardModel, Row } from "./ForwardModel.js";
import { type Metrics, PredictionOutput } from "./PredictionOutput.js";
import { progressMeter } from "./progressMeter.js";
import { problemType, readLabelIds } from "./readLabelIds.js";
import { readRows, textsOf } from "./readRows.js";
import { roundAsPython } from "./roundAsPython.js";
import { speedMetrics } from "./speedMetrics.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainerHead } from "./TrainerHead.js";
import { isClassifier, readModel } from "./TrainerModel.js";
import { checkTrainerOptions, type DatasetRows, type TrainerOptions } from "./TrainerOptions.js";
import type { TrainerProgress } from "./TrainerProgress.js";
import { TrainingArguments } from "./TrainingArguments.js";
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
  readonly #options: TrainerOptions<Labels, Predictions>;
  #preparationTime: number | undefined;

  constructor(options: TrainerOptions<Labels, Predictions>) {
    checkTrainerOptions(options);
    const tokenizer = options.processing_class ?? options.tokenizer;
    const start = performance.now();
    this.model = readModel(options.model ?? options.classifier, tokenizer);
    this.args = options.args ?? new TrainingArguments();
    this.head = options.head;
    this.#options = options;
    this.#preparationTime = roundAsPython((performance.now() - start) / 1000, 4);
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
    return { ...metrics, epoch: 0 };
  }

  async #run(
    task: "predict" | "evaluate",
    dataset: DatasetRows,
    options: PredictOptions & { metric_key_prefix: string },
  ) {
    const rows = readRows(task, dataset);
    const start = performance.now();
    const steps = isClassifier(this.model)
      ? await this.#classify(task, this.model, rows, options)
      : this.#forward(task, this.model, rows, options);
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
    rows: readonly Row[],
    options: PredictOptions,
  ): Promise<Iterable<EvaluationStep>> {
    const texts = textsOf(task, rows);
    const labels = readLabelIds(task, rows, this.config);
    const wantsPooled = options.extra_outputs?.includes("pooler_output") ?? false;
    const outputs = await encode(classifier, texts, {
      pooler_output: wantsPooled || this.head !== undefined,
      signal: options.signal,
      onProgress: progressMeter(task, "texts", this.#listener(options)),
    });
    const { head } = this;
    const pooled = outputs.pooler_output ?? [];
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
