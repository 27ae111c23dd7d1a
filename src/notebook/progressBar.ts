import { randomUUID } from "node:crypto";
import { basename } from "node:path/posix";
import type { MimeBundle } from "../charts/Chart.js";
import { checkOptions } from "../logits/checks.js";
import { cutToWidth, escapeText } from "../logits/text.js";
import type { DownloadProgress } from "../model/downloadHubFile.js";
import { watchDownloads } from "../model/prepareHubModel.js";
import { type TrainerProgress, watchProgress } from "../trainer/progress.js";
import { cellDisplay, type DisplayOptions } from "./display.js";
import { noFormulas } from "./html.js";
import { inKernel } from "./kernel.js";
import { NotebookError } from "./NotebookError.js";

/** A progress bar on display. */
export interface ProgressBar {
  /** Moves the bar. It is redrawn at most ten times a second; its last state is always drawn. */
  update(done: number, note?: string): void;
  /** Ends the bar with a text that is the same in every run: no times, no rates. Later calls have no effect. */
  finish(note?: string): void;
}

const millisecondsBetweenDrawings = 100;

/**
 * Shows a progress bar under the cell and updates it in place; in a terminal it is one line of text.
 *
 * `total` and the numbers given to `update` are in `unit` (`"bytes"` are shown as kB, MB, GB). Neither throws: a bar that can't
 * be drawn stops no work.
 *
 * @throws {NotebookError} when an option is unknown
 *
 * @example
 * const bar = progressBar("Reading reviews", { total: 360, unit: "texts" }); // prints: Reading reviews: 0 of 360 texts (0 %)
 * bar.update(90); // prints: Reading reviews: 90 of 360 texts (25 %)
 * bar.finish(); // prints: ✓ Reading reviews: 360 texts
 */
export function progressBar(
  title: string,
  options: { total?: number | undefined; unit?: string } = {},
): ProgressBar {
  checkOptions("progressBar", options, { known: ["total", "unit"], ErrorType: NotebookError });
  const draw = inKernel() ? cellDrawing() : terminalLine();
  const state: ProgressState = { title, done: 0, finished: false, ...options };
  let drawnAt = 0;
  let pending: NodeJS.Timeout | undefined;
  const drawNow = () => {
    clearTimeout(pending);
    pending = undefined;
    drawnAt = Date.now();
    draw(state);
  };
  drawNow();
  return {
    update(done, note) {
      if (state.finished) return;
      state.done = Number.isFinite(done) ? Math.max(0, done) : state.done;
      state.note = note;
      const wait = drawnAt + millisecondsBetweenDrawings - Date.now();
      if (wait <= 0) drawNow();
      // The last state before a pause is drawn too, but must not keep a program from ending.
      else {
        pending ??= setTimeout(drawNow, wait);
        // A browser's timer is a number, and its page ends whatever waits.
        pending.unref?.();
      }
    },
    finish(note) {
      if (state.finished) return;
      state.finished = true;
      state.note = note;
      drawNow();
    },
  };
}

function cellDrawing(): (state: ProgressState) => void {
  const display = cellDisplay();
  const displayId = randomUUID();
  let update = false;
  return (state) => {
    const options: DisplayOptions = { displayId, update };
    update = true;
    display(barBundle(state), options);
  };
}

function barBundle(state: ProgressState): MimeBundle {
  const text = progressText(state);
  const bar =
    state.total && !state.finished
      ? `<progress max="${Number(state.total)}" value="${Number(state.done)}" style="width: 16em;"></progress> `
      : "";
  return {
    "text/html": `<div ${noFormulas} role="status">${bar}${escapeText(text)}</div>`,
    "text/plain": text,
  };
}

/** The state of a progress bar. */
interface ProgressState {
  title: string;
  done: number;
  total?: number | undefined;
  /** What is counted: `"texts"`, `"bytes"`. */
  unit?: string;
  note?: string | undefined;
  finished: boolean;
}

/**
 * A progress bar's state in one line. The line of a finished bar contains no time and no rate, so that a stored notebook stays
 * the same from run to run.
 *
 * @example progressText({ title: "Reading", done: 90, total: 360, unit: "texts", finished: false })
 * // "Reading: 90 of 360 texts (25 %)"
 */
export function progressText({
  title,
  done,
  total,
  unit = "",
  note,
  finished,
}: ProgressState): string {
  if (finished) return `✓ ${title}: ${note ?? amount(total ?? done, unit)}`;
  const tail = note === undefined ? "" : `, ${note}`;
  if (!total) return `${title}: ${amount(done, unit)}${tail}`;
  const percent = Math.min(100, Math.floor((100 * done) / total));
  const amounts =
    unit === "bytes"
      ? `${amount(done, unit)} of ${amount(total, unit)}`
      : `${done} of ${amount(total, unit)}`;
  return `${title}: ${amounts} (${percent} %)${tail}`;
}

function amount(count: number, unit: string): string {
  if (unit !== "bytes") return unit ? `${count} ${unit}` : String(count);
  if (count < 1e3) return `${count} bytes`;
  if (count < 1e6) return `${(count / 1e3).toFixed(1)} kB`;
  return count < 1e9 ? `${(count / 1e6).toFixed(1)} MB` : `${(count / 1e9).toFixed(2)} GB`;
}

/**
 * Draws a progress bar on stderr, so that a program's own output stays clean: on a terminal one line that is rewritten, in a
 * log only the last one.
 */
function terminalLine(): (state: ProgressState) => void {
  const stream = process.stderr;
  return (state) => {
    // A title or note with a line break or an escape code must not move the cursor elsewhere.
    const text = progressText(state).replace(/\p{Cc}/gu, " ");
    if (state.finished) stream.write(stream.isTTY ? `\r${text}\x1b[K\n` : `${text}\n`);
    else if (stream.isTTY) stream.write(`\r${cutToWidth(text, (stream.columns || 80) - 1)}\x1b[K`);
  };
}

/**
 * A listener for downloads that draws one progress bar per file; pass it to `loadClassifier` as `onProgress`.
 *
 * A cell needs it only to wrap it in a listener of its own: in a notebook, every download shows its bars anyway.
 * A bar ends when all bytes of its file have arrived; if the total is unknown (`undefined`), it only counts them. Never throws.
 *
 * @example
 * const onProgress = downloadProgress();
 * await loadClassifier("sst2", { onProgress });
 * onProgress({ file: "onnx/model.onnx", loaded: 2000, total: 2000 }); // prints: ✓ Downloading model.onnx: 2.0 kB
 */
export function downloadProgress(): (event: DownloadProgress) => void {
  const bars = new Map<string, ProgressBar>();
  return ({ file, loaded, total }) => {
    let bar = bars.get(file);
    if (!bar) {
      bar = progressBar(`Downloading ${basename(file)}`, { total, unit: "bytes" });
      bars.set(file, bar);
    }
    bar.update(loaded);
    if (total !== undefined && loaded >= total) bar.finish();
  };
}

watchDownloads(() => (inKernel() ? downloadProgress() : undefined));

const titles = {
  predict: "Predicting",
  evaluate: "Evaluating",
  encode: "Reading the texts",
  train: "Training",
};

/**
 * A listener for the Trainer that draws one progress bar per task, with the rate, the time left and, while training, the loss.
 *
 * A cell needs it only to wrap it in a listener of its own: in a notebook and on a terminal, every run shows its bars anyway.
 * A finished bar's text contains no times, so that a stored notebook stays the same. Never throws.
 *
 * @example
 * const { test } = await loadDataset("reviews");
 * const trainer = new Trainer({ model: await loadClassifier("sst2") });
 * const onProgress = trainerProgress();
 * const output = await trainer.predict(test.slice(0, 8), { onProgress }); // prints: ✓ Predicting: 8 texts
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
