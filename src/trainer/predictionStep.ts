import { PythonError } from "../logits/PythonError.js";
import type { LabelIds } from "./EvalPrediction.js";
import type { ModelOutput } from "./ForwardModel.js";
import { TrainerError } from "./TrainerError.js";

/** What one batch gave: the outputs beside the loss, one array or a tuple of them. */
export interface StepResult {
  loss: number | null;
  predictions: unknown[];
  isTuple: boolean;
}

/**
 * Takes a model's output apart as Transformers' `prediction_step` does.
 *
 * By name: everything but the loss and what is ignored. A tuple: with labels the loss comes first. One output alone is
 * given as it is, several as a tuple.
 */
export function predictionStep(
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
    "Trainer needs [loss, logits] from a model that gives a list for texts with labels, and the first is no number",
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
    throw new PythonError("Trainer", "ValueError", message, "let forward give a loss, too");
  }
  const kept = names.filter((name) => !ignore_keys.includes(name)).map((name) => output[name]);
  return outputsOf(hasLabels ? (loss as number) : null, kept);
}

function outputsOf(loss: number | null, outputs: readonly unknown[]): StepResult {
  for (const output of outputs) {
    if (Array.isArray(output)) continue;
    throw new TrainerError("Trainer needs arrays [batch, …] from a model beside the loss");
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
      "Trainer needs { loss, logits } from a model for texts with labels, and got bare logits",
    );
  }
  if (output.length === 1) {
    // Python takes the one row for a tuple's one output and then stumbles over its shape.
    const advice = "let forward give { logits }, or choose a batch size that leaves no single row";
    throw new PythonError("Trainer", "IndexError", "tuple index out of range", advice);
  }
  return { loss: null, predictions: [...output], isTuple: false };
}
