import { writeSync } from "node:fs";
import { type Output, pieceLength, writeError } from "../report/fileOutput.js";

/**
 * Writes to standard output, at once, so that what was written has arrived when the program ends.
 *
 * A reader that has seen enough (`| head`) ends the program quietly.
 */
export function standardOutput(descriptor = 1): Output {
  let waiting = "";
  const flush = () => {
    const bytes = Buffer.from(waiting);
    waiting = "";
    for (let done = 0; done < bytes.length; ) done += writeSome(descriptor, bytes, done);
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length > pieceLength) flush();
    },
    finish: flush,
  };
}

/** Thrown when nobody reads what is written any more. */
export class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}

function writeSome(descriptor: number, bytes: Buffer, from: number): number {
  try {
    return writeSync(descriptor, bytes, from);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "EPIPE" || code === "EOF") throw new ReaderGone();
    // A pipe that isn't emptied as fast as it is filled.
    if (code === "EAGAIN") {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      return 0;
    }
    throw writeError("standard output", cause);
  }
}
