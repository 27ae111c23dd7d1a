import { describe } from "./describe.js";
import { LogitsError } from "./LogitsError.js";
import { PythonError } from "./PythonError.js";
import type { Id2Label } from "./readLabels.js";

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
