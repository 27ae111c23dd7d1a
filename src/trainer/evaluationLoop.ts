import { PythonError } from "../logits/errors.js";
import type { ModelOutput } from "./ForwardModel.js";
import {
  type EvalPrediction,
  evalPrediction,
  type LabelIds,
  type Metrics,
} from "./PredictionOutput.js";
import { TrainerError } from "./TrainerError.js";

/** One batch: what the model returned for it, and its labels if the data set has any. */
export interface EvaluationStep {
  outputs: ModelOutput;
  labels: LabelIds | null;
  /** How many rows it has. */
  size: number;
  /** The names of what the model was given, for errors. */
  columns: readonly string[];
}

/** Numbers that are computed from predictions and labels: `{ accuracy: 0.9 }`. */
export type ComputeMetrics<Labels extends LabelIds = number[], Predictions = number[][]> = (
  evaluation: EvalPrediction<Labels, Predictions>,
) => Metrics | Promise<Metrics>;

/** Options for {@link evaluationLoop}. */
export interface EvaluationOptions {
  metric_key_prefix: string;
  compute_metrics?: ComputeMetrics<LabelIds, unknown> | undefined;
  ignore_keys: readonly string[];
  /** Changes each batch's logits before they are kept: to their argmax, say, where all logits would be too many. */
  preprocess_logits_for_metrics?:
    | ((logits: unknown[], labels: LabelIds | null) => unknown[])
    | undefined;
  eval_do_concat_batches: boolean;
  logging_nan_inf_filter: boolean;
  /** Seconds that passed before the first batch; a metric only if given. */
  model_preparation_time?: number | undefined;
}

/** What the loop returns, before the times are added. */
interface EvaluationResult {
  predictions: unknown[];
  label_ids: LabelIds | null;
  metrics: Metrics;
  num_samples: number;
}

/**
 * Goes through a model's batches and gathers predictions, labels, the mean loss and the metrics, by the rules of
 * Transformers' `Trainer.evaluation_loop`, whatever the model is.
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
  // Where predictions stay a list of batches, labels do, too.
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

/** The result of one batch: its loss, and its other outputs, one array or a tuple of them. */
interface StepResult {
  loss: number | null;
  predictions: unknown[];
  isTuple: boolean;
}

/**
 * Takes a model's output apart as Transformers' `prediction_step` does.
 *
 * From outputs by name, it takes all but the loss and those to ignore; in a tuple, the loss comes first if there are
 * labels. A single output is returned as it is, several as a tuple.
 */
function predictionStep(
  output: ModelOutput,
  labels: LabelIds | null,
  ignore_keys: readonly string[],
  columns: readonly string[],
): StepResult {
  const hasLabels = labels !== null;
  if (!Array.isArray(output)) return byName(output as never, hasLabels, ignore_keys, columns);
  if (isBareTensor(output)) return bare(output, hasLabels);
  const [first, ...others] = output;
  if (!hasLabels) return outputsOf(null, output);
  if (typeof first === "number") return outputsOf(first, others);
  throw new TrainerError(
    "Trainer needs [loss, logits] from a model that returns a list for texts with labels, but the first item is not a number",
  );
}

function byName(
  output: Readonly<Record<string, unknown>>,
  hasLabels: boolean,
  ignore_keys: readonly string[],
  columns: readonly string[],
): StepResult {
  const { loss = null } = output;
  const names = Object.keys(output).filter((name) => output[name] !== null && name !== "loss");
  if (hasLabels && typeof loss !== "number") {
    const message =
      `The model did not return a loss from the inputs, only the following keys: ${names.join(",")}. ` +
      `For reference, the inputs it received are ${columns.join(",")}.`;
    throw new PythonError("Trainer", "ValueError", message, "let forward return a loss, too");
  }
  const kept = names.filter((name) => !ignore_keys.includes(name)).map((name) => output[name]);
  return outputsOf(hasLabels ? (loss as number) : null, kept);
}

function outputsOf(loss: number | null, outputs: readonly unknown[]): StepResult {
  for (const output of outputs) {
    if (Array.isArray(output)) continue;
    throw new TrainerError(
      "Trainer needs a model's outputs, besides the loss, to be arrays [batch, …]",
    );
  }
  const isTuple = outputs.length !== 1;
  return { loss, predictions: isTuple ? [...outputs] : (outputs[0] as unknown[]), isTuple };
}

/** A list of rows of numbers is the logits themselves; a tuple holds lists of such rows. */
function isBareTensor(output: readonly unknown[]): boolean {
  return output.every((row) => Array.isArray(row) && row.every((value) => !Array.isArray(value)));
}

function bare(output: readonly unknown[], hasLabels: boolean): StepResult {
  if (hasLabels) {
    throw new TrainerError(
      "Trainer needs { loss, logits } from a model for texts with labels, got bare logits",
    );
  }
  if (output.length === 1) {
    // Python takes the single row for the only output of a tuple, and then stumbles over its shape.
    const advice =
      "let forward return { logits }, or choose a batch size that leaves no single row";
    throw new PythonError("Trainer", "IndexError", "tuple index out of range", advice);
  }
  return { loss: null, predictions: [...output], isTuple: false };
}

/** What Transformers pads rows with where their length differs between batches. */
const padding = -100;

/**
 * The batches' arrays joined; for tuples, each part separately. Where rows of numbers are longer in some batches, the
 * shorter ones are padded with -100.
 */
function concatBatches(batches: readonly unknown[][], isTuple: boolean): unknown[] {
  if (!isTuple) return padRows(batches.flat());
  const parts = batches[0]?.length ?? 0;
  return Array.from({ length: parts }, (_, part) =>
    padRows(batches.flatMap((batch) => batch[part] as unknown[])),
  );
}

function padRows(rows: unknown[]): unknown[] {
  const width = rows.reduce((most: number, row) => Math.max(most, widthOf(row)), 0);
  return rows.map((row) =>
    Array.isArray(row) && typeof row[0] === "number" && row.length < width
      ? [...row, ...Array(width - row.length).fill(padding)]
      : row,
  );
}

function widthOf(row: unknown): number {
  return Array.isArray(row) ? row.length : 0;
}

/** A batch's loss and its number of texts. */
interface BatchLoss {
  loss: number;
  size: number;
}

/**
 * The mean loss over texts: a batch's loss counts once for each text in it. Infinite losses are left out, unless all are
 * infinite or `keepInfinite` is set. In single precision, like PyTorch's losses.
 */
function meanLoss(losses: readonly BatchLoss[], keepInfinite = false): number {
  const single = losses.map(({ loss, size }) => ({ loss: Math.fround(loss), size }));
  const finite = single.filter(({ loss }) => Number.isFinite(loss));
  const counted = keepInfinite || finite.length === 0 ? single : finite;
  const total = counted.reduce((sum, { size }) => sum + size, 0);
  return Math.fround(counted.reduce((sum, { loss, size }) => sum + loss * size, 0) / total);
}

/** Metrics under `prefix_name`: those that have the prefix stay in their place, the others move to the end, as in Transformers. */
function prefixMetrics(metrics: Metrics, prefix: string): Metrics {
  const entries = Object.entries(metrics);
  const has = ([name]: [string, number]) => name.startsWith(`${prefix}_`);
  const others = entries.filter((entry) => !has(entry));
  return Object.fromEntries([
    ...entries.filter(has),
    ...others.map(([name, value]) => [`${prefix}_${name}`, value]),
  ]);
}
