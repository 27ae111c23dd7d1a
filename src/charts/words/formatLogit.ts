/**
 * A logit as a short text: two digits after the point while it is of ordinary size, else three significant digits.
 *
 * @example formatLogit(3.8512) // "3.85"
 * @example formatLogit(-1234567) // "-1.23e+6"
 */
export function formatLogit(logit: number): string {
  if (Math.abs(logit) >= 1e5) return logit.toExponential(2);
  const text = logit.toFixed(2);
  return text === "-0.00" ? "0.00" : text;
}

/** The same rule as a Vega expression over the given number, for charts that compute in the page. */
export function formatLogitExpression(number: string): string {
  // d3-format writes a typographic minus, which nobody could paste back into code.
  return `replace(abs(${number}) >= 1e5 ? format(${number}, '.2e') : format(${number}, '.2f'), '\\u2212', '-')`;
}
