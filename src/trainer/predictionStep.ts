import { isList } from "../logits/checkLogits.js";
import { isRecord } from "../logits/checks.js";
import { PythonError } from "../logits/errors.js";
import { describe } from "../logits/text.js";
import type { ModelOutput, Row } from "./ForwardModel.js";
import { asArrays, checkOutput, type Expected, isTensor } from "./gatherBatches.js";
import type { LabelIds } from "./PredictionOutput.js";
import { TrainerError } from "./TrainerError.js";

/** One batch: what the model returned for it, and its labels if the data set has any. */
export interface EvaluationStep {
  outputs: ModelOutput;
  /** The labels; with several `label_names`, a tuple of such lists. */
  labels: LabelIds | LabelIds[] | null;
  /** What the model was given. */
  rows: readonly Row[];
  isLast: boolean;
}

/**
 * A loss of your own, in place of the model's: from the batch's outputs as the model returned them, its labels, and the number
 * of labels that aren't -100, it computes the batch's loss.
 */
export type ComputeLoss<Labels extends LabelIds = number[]> = (
  outputs: { readonly logits: number[][]; readonly [name: string]: unknown },
  labels: Labels,
  num_items_in_batch: number,
) => number;

/** What {@link predictionStep} needs to know besides the batch. */
export interface StepOptions {
  ignore_keys: readonly string[];
  compute_loss_func?: ComputeLoss<LabelIds> | undefined;
  per_device_eval_batch_size: number;
}

/** The result of one batch: its loss, and its other outputs, one value or a tuple of them. */
export interface StepResult {
  loss: number | null;
  predictions: unknown;
  /** What the predictions are. */
  expected: Expected;
  /** True for the bare logits of a single row, which Transformers takes apart. */
  isFlat?: boolean;
}

/**
 * Takes a model's output apart as Transformers' `prediction_step` does.
 *
 * From outputs by name, it takes all but the loss and those to ignore; in a tuple, the loss comes first if there are
 * labels. Without labels, a loss is an output like any other. A single output is returned as it is, several as a tuple.
 */
export function predictionStep(step: EvaluationStep, options: StepOptions): StepResult {
  const { outputs, labels } = step;
  const isBatch = isTensor(outputs) || isList(outputs);
  if (!isBatch && !isRecord(outputs)) {
    throw new TrainerError(
      `Trainer needs a model's forward to return { logits }, a list of outputs or the bare logits, got ${describe(outputs)}`,
    );
  }
  if (!isBatch) return byName(outputs as never, step, options);
  const output = asArrays(outputs) as unknown[];
  if (isTensor(outputs) || isBareTensor(output, step.rows.length))
    return bare(output, step, options);
  const names = output.map((_, i) => `output ${i}`);
  if (labels === null) return outputsOf(null, output, names, step);
  if (options.compute_loss_func) {
    const rest = isLoss(output[0]) ? 1 : 0;
    const loss = ownLoss({ logits: output[rest] }, step, options);
    return outputsOf(loss, output.slice(rest), names.slice(rest), step);
  }
  const [first, ...others] = output;
  if (isLoss(first)) return outputsOf(meanOf(first), others, names.slice(1), step);
  throw new TrainerError(
    "Trainer needs [loss, logits] from a model that returns a list for texts with labels, but the first item is not a number",
  );
}

/** A loss is a number, or one for each row, of which Transformers takes the mean. */
function isLoss(value: unknown): value is number | number[] {
  if (Array.isArray(value))
    return value.length > 0 && value.every((one) => typeof one === "number");
  return typeof value === "number";
}

function meanOf(loss: number | number[]): number {
  if (!Array.isArray(loss)) return loss;
  return loss.reduce((sum, one) => sum + one, 0) / loss.length;
}

function byName(
  output: Readonly<Record<string, unknown>>,
  step: EvaluationStep,
  options: StepOptions,
): StepResult {
  const { labels, rows } = step;
  const given = Object.keys(output).filter((name) => output[name] != null);
  const isOutput = (name: string) =>
    !options.ignore_keys.includes(name) && (labels === null || name !== "loss");
  const names = given.filter(isOutput);
  const kept = names.map((name) => asArrays(output[name]));
  if (labels === null) return outputsOf(null, kept, names, step);
  if (options.compute_loss_func) {
    const loss = ownLoss({ ...output, logits: asArrays(output.logits) }, step, options);
    return outputsOf(loss, kept, names, step);
  }
  const loss = asArrays(output.loss);
  if (isLoss(loss)) return outputsOf(meanOf(loss), kept, names, step);
  const columns = Object.keys(rows[0]).map((name) =>
    name === "label" || name === "label_ids" ? "labels" : name,
  );
  const message =
    `The model did not return a loss from the inputs, only the following keys: ${given.filter((name) => name !== "loss").join(",")}. ` +
    `For reference, the inputs it received are ${columns.join(",")}.`;
  throw new PythonError("Trainer", "ValueError", message, "let forward return a loss, too");
}

function outputsOf(
  loss: number | null,
  outputs: readonly unknown[],
  names: readonly string[],
  { rows }: EvaluationStep,
): StepResult {
  const isTuple = outputs.length !== 1;
  const parts = outputs.map((output, i): Expected => {
    const name = names[i];
    const isLogits = name === "logits" || !isTuple;
    const expected = { name, tuples: isLogits ? "none" : "large" } as const;
    checkOutput(output, rows.length, expected);
    if (isLogits) checkNumbers(output, name);
    return expected;
  });
  if (!isTuple) return { loss, predictions: outputs[0], expected: parts[0] };
  return { loss, predictions: [...outputs], expected: { name: "outputs", isTuple, parts } };
}

/** @throws {TrainerError} for a text, or anything else, where a logit should be */
function checkNumbers(output: unknown, name: string): void {
  if (!Array.isArray(output)) return;
  output.forEach((row, i) => {
    const values = [row].flat(Number.POSITIVE_INFINITY);
    const wrong = values.findIndex((value) => typeof value !== "number");
    if (wrong === -1) return;
    throw new TrainerError(
      `Trainer needs numbers as "${name}" from a model: row ${i} of its batch has ${describe(values[wrong])}`,
    );
  });
}

/** A list of rows is the logits themselves; a tuple holds lists of such rows. */
function isBareTensor(output: readonly unknown[], size: number): boolean {
  if (output.length === 0 || !output.every(Array.isArray)) return false;
  const isOfNumbers = output.every((row) => row.every((value) => !Array.isArray(value)));
  return isOfNumbers || (output.length === size && output.some((row) => row.length !== size));
}

function bare(output: unknown[], step: EvaluationStep, options: StepOptions): StepResult {
  const expected: Expected = { name: "logits", tuples: "none" };
  checkOutput(output, step.rows.length, expected);
  checkNumbers(output, "logits");
  if (step.labels !== null) {
    if (options.compute_loss_func) {
      return { loss: ownLoss({ logits: output }, step, options), predictions: output, expected };
    }
    throw new TrainerError(
      "Trainer needs { loss, logits } from a model for texts with labels, got bare logits",
    );
  }
  if (output.length > 1) return { loss: null, predictions: output, expected };
  // Python takes the single row for the only output of a tuple, and cuts it to the number of rows in a batch that isn't full.
  const isFull = options.per_device_eval_batch_size === 1;
  const row = output[0] as unknown[];
  const predictions = isFull || !step.isLast ? row : row.slice(0, 1);
  return { loss: null, predictions, expected, isFlat: true };
}

function ownLoss(
  outputs: { logits: unknown; [name: string]: unknown },
  { labels }: EvaluationStep,
  { compute_loss_func }: StepOptions,
): number {
  const counted = ([labels].flat(3) as unknown[]).filter((label) => label !== -100).length;
  const loss: unknown = compute_loss_func?.(outputs as never, labels as LabelIds, counted);
  if (typeof loss === "number") return loss;
  throw new TrainerError(
    `Trainer needs compute_loss_func to return a number, got ${describe(loss)}`,
  );
}
