import { checkOptions, refuseAfterOptions } from "./checks.js";
import { LogitsError, PythonError } from "./errors.js";
import { checkLabelMaps, type Id2Label } from "./labels.js";
import { describe } from "./text.js";

/** The kind of task that a classifier was trained for: its config's `problem_type`. */
export type ProblemType =
  | "single_label_classification"
  | "multi_label_classification"
  | "regression";

/** The function that turns logits into scores, as Python's pipeline spells it. */
export type FunctionToApply = "softmax" | "sigmoid" | "none";

export const problemTypes = [
  "single_label_classification",
  "multi_label_classification",
  "regression",
];
export const functions = ["softmax", "sigmoid", "none"];

/** The settings that decide which function turns logits into scores. Plain `string`s, so that any config fits as it is. */
export interface FunctionOptions {
  /** `"single_label_classification"`, `"multi_label_classification"` or `"regression"`; usually from the config. */
  readonly problem_type?: ProblemType | (string & {}) | null;
  /** `"softmax"`, `"sigmoid"` or `"none"`, when you know better than the config. */
  readonly function_to_apply?: FunctionToApply | (string & {}) | null;
}

/**
 * Chooses the function: the one asked for, otherwise the one that {@link impliedFunction} gives for the problem type.
 *
 * @throws {LogitsError} when a name is unknown
 */
export function chooseFunction(
  { problem_type, function_to_apply }: FunctionOptions,
  columns: number,
  caller: string,
): FunctionToApply {
  checkName(problem_type, problemTypes, "problem_type", caller);
  checkName(function_to_apply, functions, "function_to_apply", caller);
  if (function_to_apply) return function_to_apply as FunctionToApply;
  return impliedFunction(problem_type, columns);
}

/** Refuses a name that is none of the known ones, unless it is left out. */
export function checkName(name: unknown, known: string[], option: string, caller: string): void {
  if (name === undefined || name === null || known.includes(name as string)) return;
  throw new LogitsError(
    `${caller} needs ${option} to be ${known.map((word) => `"${word}"`).join(", ")} or left out, got ${describe(name)}`,
  );
}

/** Transformers' rule: none for a regression, sigmoid for several labels at once or a single label, otherwise softmax. */
export function impliedFunction(
  problem_type: string | null | undefined,
  labels: number,
): FunctionToApply {
  if (problem_type === "regression") return "none";
  if (problem_type === "multi_label_classification" || labels === 1) return "sigmoid";
  return "softmax";
}

/** The part of a model's `config.json` that text classification reads, unchanged: anything may be missing. */
export interface PipelineConfig {
  readonly num_labels?: number;
  readonly problem_type?: string | null;
  readonly id2label?: Id2Label | null;
  /** Class label → class index, which must agree with `id2label`. */
  readonly label2id?: Readonly<Record<string, number>> | null;
  /** Used only where `num_labels` is 0, as in Python. */
  readonly function_to_apply?: string | null;
}

/** What a sequence classifier's config says about its outputs, in Transformers' own names, with nothing left out. */
export interface ClassifierConfig {
  /** Class index → class label; from `readConfig`, every index from 0 to `num_labels - 1` has one. */
  id2label: Record<number, string>;
  /** Class label → class index. */
  label2id: Record<string, number>;
  /** `single_label_classification`, `multi_label_classification` or `regression`; `null` where the model doesn't say. */
  problem_type: string | null;
  num_labels: number;
  /** Only from `makeConfig` and `completeConfig`: Python's pipeline uses it where `num_labels` is 0. */
  function_to_apply?: string | null;
}

/**
 * Fills in what a config leaves out, as Python's `PreTrainedConfig` does: as many labels as `num_labels` says, otherwise as
 * many as `id2label` has, otherwise two, called `LABEL_0` and `LABEL_1`. A label map is taken as it is.
 *
 * @param isWhole true for what is known to be a model's whole config, whose other fields mean nothing here
 * @throws {LogitsError} when the config isn't an object, has a name that is nearly one of the five fields, or says two things of
 *   its labels: `id2label` against `label2id` or `num_labels`
 *
 * @example
 * completeConfig({ num_labels: 1 }) // { num_labels: 1, problem_type: null, id2label: { 0: "LABEL_0" }, … }
 */
export function completeConfig(
  config: PipelineConfig,
  caller = "completeConfig",
  isWhole = false,
): ClassifierConfig {
  if (typeof config !== "object" || config === null) {
    throw new LogitsError(`${caller} needs a model's config, got ${describe(config)}`);
  }
  checkOptions(caller, config, isWhole ? { ...fields, orConfig: "whole" } : fields);
  checkLabelMaps(config, caller);
  const { problem_type = null, function_to_apply = null } = config;
  const num_labels = config.num_labels ?? (config.id2label ? sizeOf(config.id2label) : 2);
  const id2label = (config.id2label ?? placeholders(num_labels)) as Record<number, string>;
  return {
    num_labels,
    problem_type,
    id2label,
    label2id: Object.fromEntries(
      Object.entries(id2label).map(([index, label]) => [
        typeof label === "object" ? describe(label) : label,
        Number(index),
      ]),
    ),
    function_to_apply,
  };
}

const fields = {
  known: ["num_labels", "problem_type", "id2label", "label2id", "function_to_apply"],
  instead: { labels: "write id2label, which may be a list of labels" },
  orConfig: true,
};

function sizeOf(id2label: Id2Label): number {
  return Object.keys(id2label).length;
}

function placeholders(count: number): Record<number, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [index, `LABEL_${index}`]));
}

/**
 * Makes a config as Python's `PreTrainedConfig` does, and refuses the one combination that it refuses.
 *
 * It also refuses what Python passes over: a misspelt field, and labels that `num_labels` or `label2id` contradict. Another
 * `problem_type` than the three stays, as in Python, and means none.
 *
 * @throws {PythonError} `ValueError` for `single_label_classification` with only one label
 * @throws {LogitsError} when a field is misspelt or isn't what its name says, or two of them contradict each other
 *
 * @example
 * makeConfig({ num_labels: 3 }).id2label // { 0: "LABEL_0", 1: "LABEL_1", 2: "LABEL_2" }
 */
export function makeConfig(config: PipelineConfig): ClassifierConfig;
export function makeConfig(config: PipelineConfig, ...more: unknown[]): ClassifierConfig {
  refuseAfterOptions("makeConfig", more);
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
