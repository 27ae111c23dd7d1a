import { describe } from "./describe.js";
import { LogitsError } from "./LogitsError.js";

/** What a classifier was trained for, as its config says: `problem_type`. */
export type ProblemType =
  | "single_label_classification"
  | "multi_label_classification"
  | "regression";

/** What turns logits into scores, as Python's pipeline spells it. */
export type FunctionToApply = "softmax" | "sigmoid" | "none";

const problemTypes = ["single_label_classification", "multi_label_classification", "regression"];
const functions = ["softmax", "sigmoid", "none"];

/** The settings that decide which function turns logits into scores. Plain `string`s, so that a config fits as it is. */
export interface FunctionOptions {
  /** `"single_label_classification"`, `"multi_label_classification"` or `"regression"`; usually from the config. */
  readonly problem_type?: ProblemType | (string & {}) | null;
  /** `"softmax"`, `"sigmoid"` or `"none"`, when you know better than the config. */
  readonly function_to_apply?: FunctionToApply | (string & {}) | null;
}

/**
 * Chooses the function by Transformers' rule: what is asked for; else none for regression, sigmoid for several labels
 * or a single logit, softmax for the rest.
 *
 * @throws {LogitsError} for a name that is none of these
 */
export function chooseFunction(
  options: FunctionOptions,
  columns: number,
  caller: string,
): FunctionToApply {
  const { problem_type, function_to_apply } = options;
  checkName(problem_type, problemTypes, "problem_type", caller);
  checkName(function_to_apply, functions, "function_to_apply", caller);
  if (function_to_apply) return function_to_apply as FunctionToApply;
  if (problem_type === "regression") return "none";
  if (problem_type === "multi_label_classification" || columns === 1) return "sigmoid";
  return "softmax";
}

function checkName(name: unknown, known: string[], option: string, caller: string): void {
  if (name === undefined || name === null || known.includes(name as string)) return;
  throw new LogitsError(
    `${caller} needs ${option} to be ${known.map((word) => `"${word}"`).join(", ")} or left out, got ${describe(name)}`,
  );
}
