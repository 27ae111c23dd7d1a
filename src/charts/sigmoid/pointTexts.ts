import type { JsonObject } from "../MimeBundle.js";
import { formatLogitExpression } from "../words/formatLogit.js";
import { formatProbabilityExpression } from "../words/formatProbability.js";

/** Writes a point's texts in the page: 10,000 points travel with their numbers and their sentence only. */
export const pointTexts: JsonObject[] = [
  { calculate: formatLogitExpression("datum.difference"), as: "differenceText" },
  { calculate: formatProbabilityExpression, as: "probabilityText" },
  {
    calculate:
      "truncate(datum.text, 80) + ': difference ' + datum.differenceText +" +
      " ', probability ' + datum.probabilityText + ', ' + datum.right",
    as: "spoken",
  },
];
