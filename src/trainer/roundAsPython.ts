/**
 * A number rounded to so many decimals as Python's `round` does: by its exact binary value, and a true half to the even digit.
 *
 * @example roundAsPython(0.03125, 4) // 0.0312, where toFixed gives 0.0313
 */
export function roundAsPython(value: number, decimals: number): number {
  const rounded = value.toFixed(decimals);
  if (!new RegExp(`\\.\\d{${decimals}}50*$`).test(value.toFixed(60))) return Number(rounded);
  const isOdd = Number(rounded.at(-1)) % 2 === 1;
  if (!isOdd) return Number(rounded);
  return Number((value - Math.sign(value) * 10 ** -decimals * 0.5).toFixed(decimals));
}
