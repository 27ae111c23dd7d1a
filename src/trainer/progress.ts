import { createWatcher } from "../model/createWatcher.js";

/** How far a Trainer's run has got. */
export interface TrainerProgress {
  /** What runs: `encode` is the one pass through the encoder that training needs. */
  task: "predict" | "evaluate" | "encode" | "train";
  done: number;
  total: number;
  unit: "texts" | "steps";
  /** Texts or steps per second so far. */
  rate: number;
  /** Estimated from the tokens that are left, not from the texts, since long texts take longer. */
  seconds_left: number;
  /** During training: the last step's loss. */
  loss?: number;
}

/** The listener for runs that have no `onProgress` of their own. */
export const { watch: watchProgress, listener: progressWatcher } = createWatcher<TrainerProgress>();

/** Adds rate and time left to counts, from the time that has passed since the meter was made. */
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
