import { softmax } from "../../logits/softmax.js";
import { topK } from "../../logits/topK.js";
import { formatLogit } from "../words/formatLogit.js";
import { formatProbability } from "../words/formatProbability.js";

/** One place of the ranking. `index` is the place from 0, since the panels draw in that order. */
export type Place = {
  index: number;
  label: string;
  logitText: string;
  probability: number;
  probabilityText: string;
  cumulative: number;
  cumulativeText: string;
  spoken: string;
};

/** The classes from the most to the least probable, equals in the order of the classes. */
export function rankedPlaces(logits: readonly number[], labels: readonly string[]): Place[] {
  const probabilities = softmax(logits);
  let cumulative = 0;
  return topK(logits, logits.length).map(({ index: classIndex }, index) => {
    const label = labels[classIndex];
    const probability = probabilities[classIndex];
    // The last one closes the sum; rounding may have left it a hair beside 1.
    cumulative = index === logits.length - 1 ? 1 : Math.min(1, cumulative + probability);
    const logitText = formatLogit(logits[classIndex]);
    const probabilityText = formatProbability(probability);
    const cumulativeText = formatProbability(cumulative);
    const spoken = `place ${index + 1}, ${label}: logit ${logitText}, probability ${probabilityText}, cumulative ${cumulativeText}`;
    return {
      index,
      label,
      logitText,
      probability,
      probabilityText,
      cumulative,
      cumulativeText,
      spoken,
    };
  });
}
