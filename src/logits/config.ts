import { LogitsError, PythonError } from "./errors.js";
import type { Id2Label } from "./labels.js";
import { describe } from "./text.js";

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

/** The part of a model's `config.json` that text classification looks at. */
export interface PipelineConfig {
  readonly num_labels?: number;
  readonly problem_type?: string | null;
  readonly id2label?: Id2Label | null;
  /** Looked at only where `num_labels` is 0, as in Python. */
  readonly function_to_apply?: string | null;
}

/** A config with everything that Python's `PreTrainedConfig` fills in. */
export interface CompleteConfig {
  readonly num_labels: number;
  readonly problem_type: string | null;
  readonly id2label: Id2Label;
  readonly function_to_apply: string | null;
}

/**
 * Fills in what a config leaves out, as Python's `PreTrainedConfig` does: two labels, called `LABEL_0` and `LABEL_1`,
 * when nothing is said; as many as `id2label` has, or as `num_labels` says.
 *
 * @throws {LogitsError} for a config that is no object
 *
 * @example
 * completeConfig({ num_labels: 1 }) // { num_labels: 1, problem_type: null, id2label: { 0: "LABEL_0" }, … }
 */
export function completeConfig(config: PipelineConfig, caller = "completeConfig"): CompleteConfig {
  if (typeof config !== "object" || config === null) {
    throw new LogitsError(`${caller} needs a model's config, got ${describe(config)}`);
  }
  const { id2label, problem_type = null, function_to_apply = null } = config;
  const num_labels = config.num_labels ?? (id2label ? Object.keys(id2label).length : 2);
  const names = Array.from({ length: num_labels }, (_, index) => [index, `LABEL_${index}`]);
  return {
    num_labels,
    problem_type,
    id2label: id2label ?? Object.fromEntries(names),
    function_to_apply,
  };
}

/**
 * Makes a config as Python's `PreTrainedConfig` does, and refuses the one combination that it refuses.
 *
 * @throws {PythonError} ValueError for a single label that is to be chosen among others
 *
 * @example
 * makeConfig({ num_labels: 3 }).id2label // { 0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2" }
 */
export function makeConfig(config: PipelineConfig): CompleteConfig {
  const complete = completeConfig(config, "makeConfig");
  if (complete.problem_type === "single_label_classification" && complete.num_labels === 1) {
    throw new PythonError(
      "makeConfig",
      "ValueError",
      '`problem_type="single_label_classification"` requires `num_labels > 1`. For binary classification use `num_labels=2`, or use `problem_type="regression"` for a single-output regression head.',
      "give the model two labels, or another problem_type",
    );
  }
  return complete;
}
