import { formatLogit } from "./formatLogit.js";
import { formatProbability } from "./formatProbability.js";

/** One class of one text as a chart's data: numbers to draw, their texts, and what a screen reader says. */
export type ClassRow = {
  index: number;
  label: string;
  logit: number;
  probability: number;
  predicted: boolean;
  logitText: string;
  probabilityText: string;
  spoken: string;
};

/**
 * The data of one class's bars.
 *
 * @example classRow({ index: 1, label: "POSITIVE", logit: 3.85, probability: 0.9993, predicted: true }).spoken
 * // "POSITIVE: logit 3.85, probability 0.9993, predicted"
 */
export function classRow(
  facts: Pick<ClassRow, "index" | "label" | "logit" | "probability" | "predicted">,
): ClassRow {
  const logitText = formatLogit(facts.logit);
  const probabilityText = formatProbability(facts.probability);
  const verdict = facts.predicted ? ", predicted" : "";
  const spoken = `${facts.label}: logit ${logitText}, probability ${probabilityText}${verdict}`;
  return { ...facts, logitText, probabilityText, spoken };
}
