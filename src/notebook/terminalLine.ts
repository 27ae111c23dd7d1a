import { type ProgressState, progressText } from "./progressText.js";

/**
 * Draws a progress bar on stderr, so that a program's own output stays clean: one line that is rewritten on a terminal; in a
 * log only the last.
 */
export function terminalLine(
  stream: NodeJS.WriteStream = process.stderr,
): (state: ProgressState) => void {
  return (state) => {
    // A title or note with a line break or an escape code must not move the cursor elsewhere.
    const text = progressText(state).replace(/\p{Cc}/gu, " ");
    if (state.finished) stream.write(stream.isTTY ? `\r${text}\x1b[K\n` : `${text}\n`);
    else if (stream.isTTY) stream.write(`\r${text.slice(0, (stream.columns || 80) - 1)}\x1b[K`);
  };
}
