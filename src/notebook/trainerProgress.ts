import { type TrainerProgress, watchProgress } from "../trainer/progress.js";
import { inKernel } from "./kernel.js";
import { type ProgressBar, progressBar } from "./progressBar.js";

const titles = {
  predict: "Predicting",
  evaluate: "Evaluating",
  encode: "Reading the texts",
  train: "Training",
};

/**
 * A listener for the Trainer that draws one progress bar a task, with rate, time left and, while training, the loss.
 *
 * Cells need it only for a listener of their own around it: in a notebook and on a terminal every run shows its bars.
 * A finished bar's text holds no times, so that a stored notebook stays the same. Never throws.
 *
 * @example await trainer.predict(reviews.test, { onProgress: trainerProgress() })
 */
export function trainerProgress(): (progress: TrainerProgress) => void {
  const bars = new Map<string, ProgressBar>();
  return ({ task, done, total, unit, rate, seconds_left, loss }) => {
    let bar = bars.get(task);
    if (!bar) {
      bar = progressBar(titles[task], { total, unit });
      bars.set(task, bar);
    }
    const tail = loss === undefined ? "" : `, loss ${loss.toFixed(4)}`;
    bar.update(
      done,
      `${rate.toFixed(rate < 10 ? 1 : 0)} ${unit}/s, ${timeText(seconds_left)} left${tail}`,
    );
    if (done >= total) {
      bar.finish();
      bars.delete(task);
    }
  };
}

/** `45 s`, `3 min`. */
function timeText(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

watchProgress(() => (inKernel() || process.stderr.isTTY ? trainerProgress() : undefined));
