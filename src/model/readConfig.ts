import { type Id2Label, label2idOf, readLabels } from "../logits/labels.js";
import { ModelError } from "./ModelError.js";

/** What a sequence classifier's `config.json` says about its outputs, in Transformers' own names. */
export interface ClassifierConfig {
  /** Class index → class label; every index from 0 to `num_labels - 1` has one. */
  id2label: Record<number, string>;
  /** Class label → class index. */
  label2id: Record<string, number>;
  /** `single_label_classification`, `multi_label_classification` or `regression`; `null` where the model doesn't say. */
  problem_type: string | null;
  num_labels: number;
}

interface RawConfig {
  id2label?: Id2Label | null;
  num_labels?: number;
  problem_type?: unknown;
}

/**
 * The labels and the problem type of a transformers.js model, of its `config`, or of a parsed `config.json`, typed.
 *
 * transformers.js keeps these values but its types don't know them, so `model.config.id2label` fails a cell's type check.
 * A config without `id2label` means what it means in Python: `LABEL_0`, `LABEL_1`, … for `num_labels`, which is 2 if missing.
 *
 * @throws {ModelError} when there is no config; `LogitsError` when `id2label` has gaps or one label twice
 *
 * @example
 * const { model } = await loadClassifier("sst2");
 * readConfig(model).id2label // { 0: "NEGATIVE", 1: "POSITIVE" }
 */
export function readConfig(model: object): ClassifierConfig {
  const config: unknown = isObject(model) && "config" in model ? model.config : model;
  if (!isObject(config)) {
    throw new ModelError("readConfig needs a loaded model or its config, got neither");
  }
  const { id2label, num_labels = 2, problem_type } = config as RawConfig;
  const columns = id2label ? undefined : num_labels;
  const labels = readLabels(id2label, columns, "readConfig");
  return {
    id2label: { ...labels },
    label2id: label2idOf(labels),
    problem_type: typeof problem_type === "string" ? problem_type : null,
    num_labels: labels.length,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" ? value !== null : typeof value === "function";
}
