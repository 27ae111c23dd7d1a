import type { Metrics } from "./PredictionOutput.js";

/**
 * How long a run took, in seconds, and how fast that is, under Transformers' names and with its rounding: four decimals for
 * the time, three for the speeds; no speeds when no time has passed.
 *
 * @example speedMetrics("test", 2, 120, 15)
 * // { test_runtime: 2, test_samples_per_second: 60, test_steps_per_second: 7.5 }
 */
export function speedMetrics(
  prefix: string,
  seconds: number,
  num_samples: number,
  num_steps: number,
): Metrics {
  const runtime = { [`${prefix}_runtime`]: roundAsPython(seconds, 4) };
  if (seconds === 0) return runtime;
  return {
    ...runtime,
    [`${prefix}_samples_per_second`]: roundAsPython(num_samples / seconds, 3),
    [`${prefix}_steps_per_second`]: roundAsPython(num_steps / seconds, 3),
  };
}

/**
 * A number rounded as Python's `round` does it: by its exact binary value, and a true half to the even digit.
 *
 * @example roundAsPython(0.03125, 4) // 0.0312: toFixed would give 0.0313
 */
export function roundAsPython(value: number, decimals: number): number {
  const rounded = value.toFixed(decimals);
  if (!new RegExp(`\\.\\d{${decimals}}50*$`).test(value.toFixed(60))) return Number(rounded);
  const isOdd = Number(rounded.at(-1)) % 2 === 1;
  if (!isOdd) return Number(rounded);
  return Number((value - Math.sign(value) * 10 ** -decimals * 0.5).toFixed(decimals));
}
