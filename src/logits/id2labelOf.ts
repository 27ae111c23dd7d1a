import { describe } from "./describe.js";
import { LogitsError } from "./LogitsError.js";
import { readLabels } from "./readLabels.js";

/**
 * Turns `label2id` into `id2label`, checked: class index → class label.
 *
 * @throws {LogitsError} for gaps, for two labels of one class index, and for values that are no class index
 *
 * @example
 * id2labelOf({ NEGATIVE: 0, POSITIVE: 1 }) // { 0: "NEGATIVE", 1: "POSITIVE" }
 */
export function id2labelOf(label2id: Readonly<Record<string, number>>): Record<number, string> {
  const labels = new Map<number, string>();
  for (const [label, index] of Object.entries(label2id)) {
    if (!Number.isInteger(index) || index < 0) {
      throw new LogitsError(
        `id2labelOf needs class indices as values of label2id: ${JSON.stringify(label)} has ${describe(index)}`,
      );
    }
    const other = labels.get(index);
    if (other !== undefined) {
      throw new LogitsError(
        `id2labelOf needs a class index of its own for each label: ${JSON.stringify(other)} and ${JSON.stringify(label)} both have ${index}`,
      );
    }
    labels.set(index, label);
  }
  return { ...readLabels(Object.fromEntries(labels), undefined, "id2labelOf") };
}
