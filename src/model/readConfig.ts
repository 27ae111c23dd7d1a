import { type ClassifierConfig, completeConfig } from "../logits/config.js";
import { label2idOf, readLabels } from "../logits/labels.js";
import { ModelError } from "./ModelError.js";

/**
 * The labels and the problem type of a transformers.js model, of its `config`, or of a parsed `config.json`, typed.
 *
 * transformers.js keeps these values but its types don't know them, so `model.config.id2label` fails a cell's type check.
 * A config without `id2label` means what it means in Python: `LABEL_0`, `LABEL_1`, … for `num_labels`, which is 2 if missing.
 *
 * @throws {ModelError} when there is no config
 * @throws {LogitsError} when `id2label` has gaps, gives two classes the same name, or is contradicted by `label2id` or `num_labels`,
 *   or when a field is nearly called like one of these
 *
 * @example
 * const { model } = await loadClassifier("sst2");
 * readConfig(model).id2label // { 0: "NEGATIVE", 1: "POSITIVE" }
 */
export function readConfig(model: object): ClassifierConfig {
  const config: unknown = hasConfig(model) ? model.config : model;
  if (typeof config !== "object" || config === null) {
    throw new ModelError("readConfig needs a loaded model or its config, got neither");
  }
  const { id2label, problem_type } = completeConfig(config, "readConfig", true);
  const labels = readLabels(id2label, undefined, "readConfig");
  return {
    id2label: { ...labels },
    label2id: label2idOf(labels),
    problem_type: typeof problem_type === "string" ? problem_type : null,
    num_labels: labels.length,
  };
}

/** A model of transformers.js can be called, so it is a function and not only an object. */
function hasConfig(model: unknown): model is { config: unknown } {
  const isModel = typeof model === "object" || typeof model === "function";
  return isModel && model !== null && "config" in model;
}
