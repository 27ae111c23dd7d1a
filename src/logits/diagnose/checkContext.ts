import { fileBytes, isList } from "../checkLogits.js";
import { checkOptions } from "../checks.js";
import { checkName, functions } from "../config.js";
import { LogitsError } from "../errors.js";
import { checkLabelMaps } from "../labels.js";
import { describe } from "../text.js";
import type { DiagnoseContext } from "./Held.js";

/**
 * Refuses a context that can't be read: a name that `diagnose` doesn't know, a value that isn't what its name says, label maps that
 * contradict each other. What can be read and is wrong becomes a finding instead.
 */
export function checkContext(context: DiagnoseContext): void {
  checkOptions("diagnose", context, options);
  const { label_ids, predicted_index, texts, num_labels, function_to_apply } = context;
  checkLabelMaps(withoutEmpty(context), "diagnose", true);
  if (num_labels === 0) {
    throw new LogitsError("diagnose needs num_labels to be 1 or more, or left out, got 0");
  }
  checkName(function_to_apply, functions, "function_to_apply", "diagnose");
  checkList(label_ids, "a list of true labels, one entry per text, as label_ids");
  checkList(texts, "a list of texts, such as [text], as texts");
  if (typeof predicted_index === "number" || typeof predicted_index === "bigint") return;
  checkList(predicted_index, "one class index, or a list of one per text, as predicted_index");
  checkIndices(predicted_index);
}

const options = {
  known: [
    "id2label",
    "label2id",
    "num_labels",
    "problem_type",
    "function_to_apply",
    "label_ids",
    "predicted_index",
    "texts",
  ],
  instead: {
    labels: "write label_ids for the true labels, id2label for the names of the classes",
    y_true: "write label_ids",
    predictions: "pass them as the output, the first argument",
  },
  orConfig: true,
};

/** An empty label map names nothing, and so contradicts nothing. */
function withoutEmpty({ id2label, ...others }: DiagnoseContext) {
  const isEmpty = typeof id2label === "object" && Object.keys(id2label ?? {}).length === 0;
  return isEmpty ? others : { id2label, ...others };
}

function checkList(value: unknown, what: string): void {
  if (value === undefined || value === null) return;
  const file = fileBytes(value);
  const isTensor = typeof value === "object" && "data" in value && "dims" in value;
  if (!file && (isList(value) || isTensor)) return;
  throw new LogitsError(`diagnose needs ${what}, got ${file ?? describe(value)}`);
}

/** The entries of predicted_index, each a number by itself or in a list of one. */
function checkIndices(predicted: DiagnoseContext["predicted_index"]): void {
  if (!isList(predicted)) return;
  for (let row = 0; row < predicted.length; row++) {
    const entry = predicted[row];
    const only = isList(entry) && entry.length === 1 ? entry[0] : entry;
    if (typeof only === "number" || typeof only === "bigint") continue;
    throw new LogitsError(
      `diagnose needs class indices as predicted_index: row ${row} is ${describe(entry)}`,
    );
  }
}
