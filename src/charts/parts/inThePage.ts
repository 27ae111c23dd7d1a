import type { JsonObject } from "../Chart.js";
import { formatLogitExpression, formatProbabilityExpression } from "./words.js";

/**
 * Writes `label`, `logitText` and `probabilityText` in the page, from the fields `index`, `logit` and `probability` and the
 * parameter `labels`: a large batch travels as numbers only.
 */
export const classTexts: JsonObject[] = [
  { calculate: "labels[datum.index]", as: "label" },
  { calculate: formatLogitExpression("datum.logit"), as: "logitText" },
  { calculate: formatProbabilityExpression, as: "probabilityText" },
];

/** What a screen reader says about a class, as `spoken`: it needs the texts above and the field `predicted`. */
export const spokenClass: JsonObject = {
  calculate:
    "datum.label + ': logit ' + datum.logitText + ', probability ' + datum.probabilityText" +
    " + (datum.predicted ? ', predicted' : '')",
  as: "spoken",
};

/** Turns rows with the lists `logits` and `probabilities` into one record per class, with `index` and texts, in the page. */
export const rowsToClasses: JsonObject[] = [
  { calculate: "sequence(length(datum.logits))", as: "indices" },
  {
    flatten: ["indices", "logits", "probabilities"],
    as: ["index", "logit", "probability"],
  },
  ...classTexts,
];

/** What a tooltip says about one class of a row that {@link rowsToClasses} has spread; rows have `name` and `text`. */
export const rowTooltip: JsonObject[] = [
  { field: "name", title: "row" },
  { field: "text", title: "text" },
  { field: "label", title: "class" },
  { field: "logitText", title: "logit (log-odds)" },
  { field: "probabilityText", title: "probability" },
];

/** The expression for a row's logit: the value of its class's slider, one of those that `classSliders` makes. */
export function slidLogit(classes: number): string {
  const names = Array.from({ length: classes }, (_, index) => `logit_${index}`).join(", ");
  return `+[${names}][datum.index]`;
}

/**
 * Softmax as Vega-Lite transforms, in the stable form: the largest logit is subtracted before `exp`, as in `softmax`.
 *
 * A row is a class with the field `index`; it gets `logit`, `exponential`, `total`, `probability`, `predicted` (the first in a
 * tie, as `argmax` has it), its label from the parameter `labels`, its numbers as text, and `spoken`.
 *
 * @param logit the expression for a row's logit: the value of its slider, or a field
 * @param temperature the expression for the temperature, where there is one
 */
export function softmaxInThePage(
  classes: number,
  logit = slidLogit(classes),
  temperature?: string,
): JsonObject[] {
  const gap = "datum.logit - datum.largest";
  return [
    { calculate: logit, as: "logit" },
    { joinaggregate: [{ op: "max", field: "logit", as: "largest" }] },
    {
      calculate: temperature ? `exp((${gap}) / ${temperature})` : `exp(${gap})`,
      as: "exponential",
    },
    { joinaggregate: [{ op: "sum", field: "exponential", as: "total" }] },
    { calculate: "datum.exponential / datum.total", as: "probability" },
    { calculate: `datum.logit === datum.largest ? datum.index : ${classes}`, as: "candidate" },
    { joinaggregate: [{ op: "min", field: "candidate", as: "winner" }] },
    { calculate: "datum.index === datum.winner", as: "predicted" },
    ...classTexts,
    spokenClass,
  ];
}
