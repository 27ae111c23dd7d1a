import { describe } from "../logits/describe.js";
import { EvaluateError } from "./EvaluateError.js";

/** A measured share and the range in which the true one may well lie. */
export interface ProportionInterval {
  /** What was measured: successes / n. */
  proportion: number;
  /** The lower end of the 95 % interval. */
  lower: number;
  /** The upper end of the 95 % interval. */
  upper: number;
}

/** 95 % of a normal distribution lie within this many standard deviations of its mean. */
const z = 1.959963984540054;

/**
 * Gives Wilson's 95 % interval for a share, such as an accuracy measured on `n` texts: how far chance alone may have
 * moved it.
 *
 * In about 95 of 100 test sets drawn like this one, the interval so computed holds the share that endless texts would
 * give. It never leaves 0…1, and holds for small `n` and shares near 0 or 1 too.
 *
 * @param successes how many of the texts were right, 0 to n
 * @param n how many texts there were, at least 1
 * @returns three shares from 0 to 1
 * @throws {EvaluateError} for numbers that aren't whole, and for more successes than texts
 *
 * @example
 * wilsonInterval(81, 263) // { proportion: 0.3080, lower: 0.2553, upper: 0.3662 }
 *
 * @see Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953; the example is from Newcombe (1998), table I,
 *   https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
 */
export function wilsonInterval(successes: number, n: number): ProportionInterval {
  if (!Number.isSafeInteger(n) || n < 1) {
    throw new EvaluateError(
      `wilsonInterval needs at least one text, so a whole number from 1 on as n, got ${describe(n)}`,
    );
  }
  if (!Number.isInteger(successes) || successes < 0 || successes > n) {
    throw new EvaluateError(
      `wilsonInterval needs a whole number from 0 to ${n} as successes, got ${describe(successes)}`,
    );
  }
  const proportion = successes / n;
  const centre = (successes + z ** 2 / 2) / (n + z ** 2);
  const spread = (z / (n + z ** 2)) * Math.sqrt((successes * (n - successes)) / n + z ** 2 / 4);
  return {
    proportion,
    // Exact at the ends, where rounding would leave 1e-18 or lose the share itself.
    lower: successes === 0 ? 0 : centre - spread,
    upper: successes === n ? 1 : centre + spread,
  };
}
