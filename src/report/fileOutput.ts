import { Buffer } from "node:buffer";
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { printable } from "../logits/text.js";
import { ReportError } from "./ReportError.js";

/** Where results go, piece by piece: a file that takes its name when it is whole, or standard output. */
export interface Output {
  write(text: string): void;
  /** Says that all is written; a file has its name from now on. */
  finish(): void;
}

/** Files that have begun and aren't whole yet. */
const unfinished = new Set<string>();

/** Removes what is not whole: the program ends before its time. */
export function removeUnfinished(): void {
  for (const file of unfinished) rmSync(file, { force: true });
  unfinished.clear();
}

/** Pieces are put together up to this many characters, as each call to the system takes its time. */
export const pieceLength = 2 ** 16;

/**
 * Writes to a file of another name beside it, which is renamed when it is whole: after Ctrl-C, or with a full disk, the file is
 * the old one or the new one and never half of one.
 *
 * What stands there keeps its kind: a link still leads to its file, which keeps who may read it, and a device or a pipe, such as
 * `/dev/null`, is written to as it is.
 *
 * @throws {ReportError} when the folder or the disk refuses it
 *
 * @example
 * expectError(() => fileOutput("/nowhere/a.csv"))
 * // prints: ReportError: can't write /nowhere/a.csv: there is no such folder
 */
export function fileOutput(file: string): Output {
  const named = path.resolve(file);
  const facts = statSync(named, { throwIfNoEntry: false });
  const isStream = facts !== undefined && !facts.isFile() && !facts.isDirectory();
  const target = facts?.isFile() ? realpathSync(named) : named;
  const beside = `${target}.${process.pid}.tmp`;
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      if (open !== undefined) closeQuietly(open);
      if (!isStream) rmSync(beside, { force: true });
      unfinished.delete(beside);
      throw writeError(file, cause);
    }
  };
  let open: number | undefined;
  open = attempt(() => {
    if (facts?.isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
    if (isStream) return openSync(target, "w");
    unfinished.add(beside);
    const opened = openSync(beside, "wx", 0o666);
    if (facts) fchmodSync(opened, facts.mode);
    return opened;
  });
  let waiting = "";
  const flush = () => {
    const bytes = Buffer.from(waiting);
    waiting = "";
    for (let done = 0; done < bytes.length; ) {
      done += writeSync(open as number, bytes, done);
    }
  };
  return {
    write(text) {
      waiting += text;
      if (waiting.length > pieceLength) attempt(flush);
    },
    finish() {
      attempt(() => {
        flush();
        if (!isStream) fsyncSync(open as number);
        closeSync(open as number);
        open = undefined;
        if (!isStream) renameSync(beside, target);
      });
      unfinished.delete(beside);
    },
  };
}

function closeQuietly(open: number): void {
  try {
    closeSync(open);
  } catch {
    // It is closed, or the disk has gone: there is nothing more to do.
  }
}

const reasons: Record<string, string> = {
  ENOENT: "there is no such folder",
  EACCES: "this user may not write there",
  EPERM: "this user may not write there",
  EROFS: "the disk can only be read",
  EISDIR: "it is a folder; name a file in it",
  ENOTDIR: "part of its path is no folder",
  ENOSPC: "the disk is full; free some space, or choose another place",
  EDQUOT: "your share of the disk is full; free some space, or choose another place",
  EFBIG: "it would be larger than a file may be here; choose another place",
};

/** The one sentence for a file that can't be written. */
export function writeError(file: string, cause: unknown): ReportError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const why = reasons[code] ?? (code || message);
  return new ReportError(`can't write ${printable(file)}: ${why}`, { cause });
}
