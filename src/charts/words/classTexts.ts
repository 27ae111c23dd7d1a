import type { JsonObject } from "../MimeBundle.js";
import { formatLogitExpression } from "./formatLogit.js";
import { formatProbabilityExpression } from "./formatProbability.js";

/**
 * Writes `label`, `logitText` and `probabilityText` in the page, from the fields `index`, `logit` and `probability` and the
 * parameter `labels`: a large batch travels as numbers only.
 */
export const classTexts: JsonObject[] = [
  { calculate: "labels[datum.index]", as: "label" },
  { calculate: formatLogitExpression("datum.logit"), as: "logitText" },
  { calculate: formatProbabilityExpression, as: "probabilityText" },
];

/** What a screen reader says of a class, as `spoken`: it needs the texts above and the field `predicted`. */
export const spokenClass: JsonObject = {
  calculate:
    "datum.label + ': logit ' + datum.logitText + ', probability ' + datum.probabilityText" +
    " + (datum.predicted ? ', predicted' : '')",
  as: "spoken",
};
