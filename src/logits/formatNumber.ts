/** The name under which Node's console, and so a notebook cell, asks an object how it wants to be printed. */
export const inspectCustom: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** Four decimals for people; what would round to a false 0 or 1 says so: `<0.0001`, `>0.9999`. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size > 0 && size < 0.00005) return value > 0 ? "<0.0001" : ">-0.0001";
  if (size < 1 && size >= 0.99995) return value > 0 ? ">0.9999" : "<-0.9999";
  if (size >= 1e6) return value.toExponential(3);
  return (value || 0).toFixed(4);
}

/** A bar of up to 20 blocks for a score from 0 to 1, in steps of an eighth of a block. */
export function scoreBar(score: number): string {
  const eighths = Math.round(Math.min(Math.max(score || 0, 0), 1) * 160);
  return "█".repeat(Math.floor(eighths / 8)) + " ▏▎▍▌▋▊▉"[eighths % 8].trim();
}
