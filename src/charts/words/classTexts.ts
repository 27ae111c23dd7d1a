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
