import { formatNumber } from "../../logits/formatNumber.js";

/**
 * A probability as a short text that claims no certainty which isn't there: four decimals, but `>0.9999` and `<0.0001` for
 * what would round to 1 or 0. The same rule as in the tables of `interpret`.
 *
 * @example formatProbability(0.99934) // "0.9993"
 * @example formatProbability(1 - 1e-7) // ">0.9999"
 */
export const formatProbability = formatNumber;

/** The rule of {@link formatProbability} as a Vega expression over the given number, for charts that compute in the page. */
export function formatProbabilityOf(number: string): string {
  return (
    `${number} > 0 && ${number} < 0.00005 ? '<0.0001'` +
    ` : ${number} < 1 && ${number} >= 0.99995 ? '>0.9999'` +
    ` : format(${number}, '.4f')`
  );
}

/** {@link formatProbabilityOf} over `datum.probability`. */
export const formatProbabilityExpression = formatProbabilityOf("datum.probability");
