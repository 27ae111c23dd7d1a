import type { Metrics } from "./PredictionOutput.js";

/** Metrics under `prefix_name`: those that have the prefix stay in their place, the others move to the end, as in Transformers. */
export function prefixMetrics(metrics: Metrics, prefix: string): Metrics {
  const entries = Object.entries(metrics);
  const has = ([name]: [string, number]) => name.startsWith(`${prefix}_`);
  const others = entries.filter((entry) => !has(entry));
  return Object.fromEntries([
    ...entries.filter(has),
    ...others.map(([name, value]) => [`${prefix}_${name}`, value]),
  ]);
}
