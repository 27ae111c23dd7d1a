import type { TrainerProgress } from "./TrainerProgress.js";

/** Adds rate and time left to counts, from the time that has gone by since it was made. */
export function progressMeter(
  task: TrainerProgress["task"],
  unit: TrainerProgress["unit"],
  listener: ((progress: TrainerProgress) => void) | undefined,
): (counts: { done: number; total: number; share?: number; loss?: number }) => void {
  const start = performance.now();
  return ({ done, total, share = done / total, ...others }) => {
    if (!listener) return;
    const seconds = Math.max((performance.now() - start) / 1000, 1e-6);
    const seconds_left = share > 0 ? (seconds * (1 - share)) / share : 0;
    listener({ task, unit, done, total, rate: done / seconds, seconds_left, ...others });
  };
}
