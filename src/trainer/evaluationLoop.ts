import { isRecord } from "../logits/checks.js";
import { PythonError } from "../logits/errors.js";
import { note } from "../logits/note.js";
import { describe, kindOf } from "../logits/text.js";
import type { Row } from "./ForwardModel.js";
import { asArrays, checkOutput, type Expected, firstRow, gatherBatches } from "./gatherBatches.js";
import {
  type EvalPrediction,
  evalPrediction,
  type LabelIds,
  type Metrics,
} from "./PredictionOutput.js";
import {
  type EvaluationStep,
  predictionStep,
  type StepOptions,
  type StepResult,
} from "./predictionStep.js";
import { TrainerError } from "./TrainerError.js";
import type { TrainingArgumentsValues } from "./TrainingArguments.js";

/**
 * Numbers that are computed from predictions and labels: `{ accuracy: 0.9 }`.
 *
 * With `batch_eval_metrics` it is called for each batch, and `compute_result` is true only for the last, whose answer counts.
 */
export type ComputeMetrics<Labels extends LabelIds = number[], Predictions = number[][]> = (
  evaluation: EvalPrediction<Labels, Predictions>,
  compute_result: boolean,
) => ComputedMetrics | Promise<ComputedMetrics>;

/** An answer for one batch may lack what the last one has. */
type ComputedMetrics = Readonly<Record<string, number | undefined>>;

/** Options for {@link evaluationLoop}. */
export interface EvaluationOptions extends StepOptions {
  metric_key_prefix: string;
  compute_metrics?: ComputeMetrics<LabelIds, unknown> | undefined;
  /** Changes each batch's logits before they are kept: to their argmax, say, where all logits would be too many. */
  preprocess_logits_for_metrics?: ((logits: never, labels: never) => unknown) | undefined;
  args: Pick<
    TrainingArgumentsValues,
    | "batch_eval_metrics"
    | "eval_do_concat_batches"
    | "include_for_metrics"
    | "label_names"
    | "logging_nan_inf_filter"
    | "prediction_loss_only"
  >;
  /** With `batch_eval_metrics`, predictions are kept only if they are wanted. */
  keepsPredictions: boolean;
  /** The column that `include_for_metrics: ["inputs"]` means. */
  main_input_name: string;
  /** Seconds that passed before the first batch; a metric only if given. */
  model_preparation_time?: number | undefined;
}

/** What the loop returns, before the times are added. */
interface EvaluationResult {
  predictions: unknown;
  label_ids: LabelIds | null;
  metrics: Metrics;
  num_samples: number;
}

/** What is kept of each batch. */
interface Batch {
  size: number;
  loss: number | null;
  predictions: unknown;
  expected: Expected;
  labels: unknown;
  inputs: unknown[] | null;
  isFlat: boolean;
}

/**
 * Goes through a model's batches and gathers predictions, labels, the mean loss and the metrics, by the rules of
 * Transformers' `Trainer.evaluation_loop`, whatever the model is.
 */
export async function evaluationLoop(
  steps: AsyncIterable<EvaluationStep> | Iterable<EvaluationStep>,
  options: EvaluationOptions,
): Promise<EvaluationResult> {
  const { metric_key_prefix: prefix, args } = options;
  const batches: Batch[] = [];
  const losses: BatchLoss[] = [];
  let num_samples = 0;
  let computed: Metrics = {};
  for await (const step of steps) {
    const size = step.rows.length;
    num_samples += size;
    const result = predictionStep(step, options);
    if (result.loss !== null) losses.push({ loss: result.loss, size });
    if (args.prediction_loss_only) continue;
    const batch: Batch = {
      size,
      loss: result.loss,
      ...preprocessed(step, result, options),
      labels: step.labels,
      inputs: args.include_for_metrics.includes("inputs") ? inputsOf(step.rows, options) : null,
    };
    if (args.batch_eval_metrics && step.labels !== null) {
      computed = (await batchMetrics(batch, step, options)) ?? computed;
    }
    if (options.keepsPredictions || !args.batch_eval_metrics) batches.push(batch);
  }
  const predictions = together(batches, options);
  const label_ids = labelsOf(batches, options);
  const { compute_metrics } = options;
  if (compute_metrics && label_ids && !args.batch_eval_metrics) {
    const evaluation = evalPrediction(predictions, label_ids, extrasOf(batches, options));
    computed = checkMetrics(await compute_metrics(evaluation, true));
  }
  const metrics: Metrics = { ...computed };
  if (losses.length > 0) {
    metrics[`${prefix}_loss`] = meanLoss(losses, !args.logging_nan_inf_filter);
  }
  if (options.model_preparation_time !== undefined) {
    metrics[`${prefix}_model_preparation_time`] = options.model_preparation_time;
  }
  return { predictions, label_ids, metrics: prefixMetrics(metrics, prefix), num_samples };
}

/** A batch's predictions after `preprocess_logits_for_metrics`, if there is one. */
function preprocessed(
  { labels, rows }: EvaluationStep,
  { predictions, expected, isFlat = false }: StepResult,
  { preprocess_logits_for_metrics: preprocess }: EvaluationOptions,
): Pick<Batch, "predictions" | "expected" | "isFlat"> {
  if (!preprocess) return { predictions, expected, isFlat };
  const run = preprocess as (logits: unknown, labels: unknown) => unknown;
  const size = rows.length;
  const result = run(predictions, labels);
  if (isPromise(result)) {
    result.then(undefined, () => undefined);
    throw new TrainerError(
      "Trainer needs preprocess_logits_for_metrics to return its arrays at once, got a promise: write it without async",
    );
  }
  const changed = asArrays(result);
  const ofFirstRow = () => {
    const labelsOfFirst = labels && firstRow(labels, size, { name: "labels", tuples: "none" });
    return asArrays(run(firstRow(predictions, size, expected), labelsOfFirst));
  };
  /** Where a list may be rows or a tuple, what becomes of the first row alone tells. */
  const decide = () => {
    if (result === predictions) return false;
    const ofFirst = ofFirstRow();
    return size > 1 && Array.isArray(ofFirst) && ofFirst.length === size;
  };
  const seen: Expected = { name: "preprocess_logits_for_metrics", tuples: "any", decide };
  checkOutput(changed, size, seen);
  if (mayLackRows(changed, size) && !isTupleOfOne(ofFirstRow(), changed.length)) {
    throw new TrainerError(
      `Trainer needs one row of "${seen.name}" for each of the batch's ${size} texts, got ${changed.length}; keep all rows, and filter the predictions afterwards`,
    );
  }
  return { predictions: changed, expected: seen, isFlat: false };
}

/** Whether a tuple of lists of numbers may as well be some of a batch's rows, with as many numbers as there are rows. */
function mayLackRows(value: unknown, size: number): value is unknown[] {
  return Array.isArray(value) && value.length < size && typeof value[0]?.[0] === "number";
}

/** Whether what was made of a single row is a tuple of as many parts, each with that one row. */
function isTupleOfOne(value: unknown, parts: number): boolean {
  if (!Array.isArray(value) || value.length !== parts) return false;
  return value.every((part) => !Array.isArray(part) || part.length === 1);
}

/** Also for a promise from another realm, such as a notebook cell. */
function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && kindOf(value) === "Promise";
}

/** The batches' predictions joined, or as a list of batches. */
function together(batches: readonly Batch[], { args }: EvaluationOptions): unknown {
  const values = batches.map(({ predictions }) => predictions);
  if (batches.length === 0) return [];
  const [first] = batches;
  const hasFlat = batches.some(({ isFlat }) => isFlat);
  if (hasFlat && (first.isFlat || !args.eval_do_concat_batches)) noteFlat();
  if (!args.eval_do_concat_batches) return values;
  if (batches.some(({ isFlat }) => isFlat !== first.isFlat)) {
    const advice =
      "let forward return { logits }, or choose a batch size that leaves no single row";
    throw new PythonError("Trainer", "IndexError", "tuple index out of range", advice);
  }
  if (first.isFlat) return values.flat();
  const other = batches.findIndex(({ expected }) => !isLike(expected, first.expected));
  if (other !== -1) {
    throw new TrainerError(
      `Trainer needs the same outputs for every batch: batch 0 has ${namesOf(first.expected)}, batch ${other} ${namesOf(batches[other].expected)}`,
    );
  }
  const sizes = batches.map(({ size }) => size);
  return gatherBatches(values, sizes, first.expected);
}

function noteFlat(): void {
  note(
    "Trainer: forward returned the bare logits of a single row, which Transformers takes for one output after another, " +
      "so the predictions are a flat list, and in a batch that isn't full only the first logit; let forward return { logits }",
  );
}

function isLike(one: Expected, other: Expected): boolean {
  return namesOf(one) === namesOf(other);
}

function namesOf({ name, parts }: Expected): string {
  return parts ? parts.map((part) => part.name).join(", ") : name;
}

/** The labels of all batches; where predictions stay a list of batches, labels do, too. */
function labelsOf(batches: readonly Batch[], { args }: EvaluationOptions): LabelIds | null {
  const labelled = batches.filter(({ labels }) => labels !== null);
  if (labelled.length === 0) return null;
  const values = labelled.map(({ labels }) => labels);
  if (!args.eval_do_concat_batches) return values as LabelIds;
  const sizes = labelled.map(({ size }) => size);
  const isTuple = (args.label_names?.length ?? 1) > 1;
  const part: Expected = { name: "labels", tuples: "none" };
  const parts = args.label_names?.map(() => part);
  const expected = isTuple && parts ? { name: "labels", isTuple, parts } : part;
  return gatherBatches(values, sizes, expected) as LabelIds;
}

/** What `include_for_metrics` asks for, of all batches. */
function extrasOf(batches: readonly Batch[], { args }: EvaluationOptions) {
  const isJoined = args.eval_do_concat_batches;
  const losses = batches.map(({ loss, size }) => Array<number>(size).fill(loss ?? Number.NaN));
  const inputs = batches.map((batch) => batch.inputs ?? []);
  const sizes = batches.map(({ size }) => size);
  const expected: Expected = { name: "inputs", tuples: "none" };
  return {
    inputs: !args.include_for_metrics.includes("inputs")
      ? null
      : isJoined
        ? (gatherBatches(inputs, sizes, expected) as unknown[])
        : inputs,
    losses: !args.include_for_metrics.includes("loss") ? null : isJoined ? losses.flat() : losses,
  };
}

/** The batch's values of the column that the model mainly reads. */
function inputsOf(rows: readonly Row[], { main_input_name: name }: EvaluationOptions): unknown[] {
  const without = rows.findIndex((row) => row[name] === undefined);
  if (without === -1) return rows.map((row) => inputOf(row, name));
  throw new TrainerError(
    `Trainer needs the column "${name}" in every row for include_for_metrics: ["inputs"] (row ${without} of its batch has ${Object.keys(rows[without]).join(", ") || "nothing"}); give your model its main_input_name`,
  );
}

/** A text is only half of a pair. */
function inputOf(row: Row, name: string): unknown {
  const { text_pair } = row;
  return name === "text" && text_pair != null ? { text: row.text, text_pair } : row[name];
}

/** With `batch_eval_metrics`: the metrics of the last batch, for which the result is asked; `undefined` for the others. */
async function batchMetrics(
  { predictions, labels, loss, size, inputs }: Batch,
  { isLast, rows }: EvaluationStep,
  { compute_metrics, args }: EvaluationOptions,
): Promise<Metrics | undefined> {
  if (!compute_metrics) return undefined;
  const evaluation = evalPrediction(predictions, labels as LabelIds, {
    // Transformers passes a batch's inputs whole here, by column.
    inputs: inputs && columnsOf(rows),
    losses: args.include_for_metrics.includes("loss")
      ? Array<number>(size).fill(loss ?? Number.NaN)
      : null,
  });
  const metrics: unknown = await compute_metrics(evaluation, isLast);
  return isLast ? checkMetrics(metrics) : undefined;
}

function columnsOf(rows: readonly Row[]): Record<string, unknown[]> {
  return Object.fromEntries(
    Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]),
  );
}

/** @throws {TrainerError} when `compute_metrics` returned anything but an object of numbers */
function checkMetrics(metrics: unknown): Metrics {
  const example = "return { accuracy: 0.9 }";
  if (!isRecord(metrics)) {
    throw new TrainerError(
      `Trainer needs compute_metrics to return an object of numbers, got ${describe(metrics)}: ${example}`,
    );
  }
  for (const [name, value] of Object.entries(metrics)) {
    if (typeof value === "number") continue;
    throw new TrainerError(
      `Trainer needs compute_metrics to return an object of numbers, but its ${name} is ${describe(value)}: ${example}`,
    );
  }
  return metrics as Metrics;
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
