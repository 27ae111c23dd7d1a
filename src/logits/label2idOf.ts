import { type Id2Label, readLabels } from "./readLabels.js";

/**
 * Turns `id2label` into `label2id`, checked: class label → class index.
 *
 * @throws {LogitsError} for gaps, strange keys and one label for two classes, which could not be turned back
 *
 * @example
 * label2idOf({ 0: "NEGATIVE", 1: "POSITIVE" }) // { NEGATIVE: 0, POSITIVE: 1 }
 */
export function label2idOf(id2label: Id2Label): Record<string, number> {
  const labels = readLabels(id2label, undefined, "label2idOf");
  return Object.fromEntries(labels.map((label, index) => [label, index]));
}
