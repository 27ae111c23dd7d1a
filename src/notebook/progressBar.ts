import { randomUUID } from "node:crypto";
import { escapeText } from "entities/escape";
import type { MimeBundle } from "../charts/Chart.js";
import { cellDisplay, type DisplayOptions } from "./displayBundle.js";
import { inKernel } from "./kernel.js";
import { noFormulas } from "./noFormulas.js";
import { type ProgressState, progressText } from "./progressText.js";
import { terminalLine } from "./terminalLine.js";

/** A bar that is on show. */
export interface ProgressBar {
  /** Moves the bar; drawn at most ten times a second, and always in the end. */
  update(done: number, note?: string): void;
  /** Ends the bar with a text that is the same at every run: no times, no rates. Later calls change nothing. */
  finish(note?: string): void;
}

const millisecondsBetweenDrawings = 100;

/**
 * A progress bar under the cell, updated in one place; in a terminal one line of text.
 *
 * `total` and the numbers given to `update` are in `unit` (`"bytes"` are shown as kB, MB, GB). Never throws.
 *
 * @example
 * const bar = progressBar("Reading reviews", { total: 360, unit: "texts" }); // Reading reviews: 0 of 360 texts (0 %)
 * bar.update(90); // Reading reviews: 90 of 360 texts (25 %)
 * bar.finish(); // ✓ Reading reviews: 360 texts
 */
export function progressBar(
  title: string,
  options: { total?: number | undefined; unit?: string } = {},
): ProgressBar {
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
      // The last state before a pause is drawn too, but keeps no program from ending.
      else pending ??= setTimeout(drawNow, wait).unref();
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
