import { concatBatches } from "./concatBatches.js";
import { type EvalPrediction, evalPrediction, type LabelIds } from "./EvalPrediction.js";
import type { ModelOutput } from "./ForwardModel.js";
import { type BatchLoss, meanLoss } from "./meanLoss.js";
import type { Metrics } from "./PredictionOutput.js";
import { predictionStep } from "./predictionStep.js";
import { prefixMetrics } from "./prefixMetrics.js";

/** One batch: what the model gave for it, and its labels if the data set has any. */
export interface EvaluationStep {
  outputs: ModelOutput;
  labels: LabelIds | null;
  /** How many rows it has. */
  size: number;
  /** The names of what the model was given, for an error. */
  columns: readonly string[];
}

/** Numbers that are computed from predictions and labels: `{ accuracy: 0.9 }`. */
export type ComputeMetrics<Labels extends LabelIds = number[], Predictions = number[][]> = (
  evaluation: EvalPrediction<Labels, Predictions>,
) => Metrics | Promise<Metrics>;

/** What {@link evaluationLoop} takes. */
export interface EvaluationOptions {
  metric_key_prefix: string;
  compute_metrics?: ComputeMetrics<LabelIds, unknown> | undefined;
  ignore_keys: readonly string[];
  /** Changes each batch's logits before they are kept: an argmax, say, where all logits would be too many. */
  preprocess_logits_for_metrics?:
    | ((logits: unknown[], labels: LabelIds | null) => unknown[])
    | undefined;
  eval_do_concat_batches: boolean;
  logging_nan_inf_filter: boolean;
  /** Seconds that went by before the first batch; a metric only where given. */
  model_preparation_time?: number | undefined;
}

/** What the loop gives, before the times are added. */
export interface EvaluationResult {
  predictions: unknown[];
  label_ids: LabelIds | null;
  metrics: Metrics;
  num_samples: number;
}

/**
 * Goes through a model's batches and gathers predictions, labels, the mean loss and the metrics: the rules of Transformers'
 * `Trainer.evaluation_loop`, whatever the model is.
 */
export async function evaluationLoop(
  steps: AsyncIterable<EvaluationStep> | Iterable<EvaluationStep>,
  options: EvaluationOptions,
): Promise<EvaluationResult> {
  const { metric_key_prefix: prefix, eval_do_concat_batches } = options;
  const losses: BatchLoss[] = [];
  const predictions: unknown[][] = [];
  const labels: LabelIds[] = [];
  let isTuple = false;
  let num_samples = 0;
  for await (const { outputs, labels: batchLabels, size, columns } of steps) {
    const step = predictionStep(outputs, batchLabels, options.ignore_keys, columns);
    const preprocess = options.preprocess_logits_for_metrics;
    predictions.push(preprocess ? preprocess(step.predictions, batchLabels) : step.predictions);
    isTuple = step.isTuple && !preprocess;
    if (step.loss !== null) losses.push({ loss: step.loss, size });
    if (batchLabels !== null) labels.push(batchLabels);
    num_samples += size;
  }
  const all = eval_do_concat_batches ? concatBatches(predictions, isTuple) : predictions;
  const hasLabels = labels.length > 0;
  // A list of batches stays one, of labels as of predictions.
  const label_ids = hasLabels
    ? ((eval_do_concat_batches ? labels.flat() : labels) as LabelIds)
    : null;
  const { compute_metrics } = options;
  const metrics: Metrics =
    compute_metrics && label_ids
      ? { ...(await compute_metrics(evalPrediction(all, label_ids))) }
      : {};
  if (losses.length > 0) {
    metrics[`${prefix}_loss`] = meanLoss(losses, !options.logging_nan_inf_filter);
  }
  if (options.model_preparation_time !== undefined) {
    metrics[`${prefix}_model_preparation_time`] = options.model_preparation_time;
  }
  return { predictions: all, label_ids, metrics: prefixMetrics(metrics, prefix), num_samples };
}
