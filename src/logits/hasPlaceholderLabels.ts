import { type Id2Label, readLabels } from "./readLabels.js";

/**
 * True when every label is the placeholder `LABEL_i` of its own index: this model has no real names for its classes.
 *
 * @example
 * hasPlaceholderLabels({ 0: "LABEL_0", 1: "LABEL_1" }) // true
 */
export function hasPlaceholderLabels(id2label: Id2Label): boolean {
  const labels = readLabels(id2label, undefined, "hasPlaceholderLabels");
  return labels.length > 0 && labels.every((label, index) => label === `LABEL_${index}`);
}
