import { appendFileSync, readFileSync, statSync } from "node:fs";

/**
 * Adds a record to a file of JSON lines, which is made if it isn't there.
 *
 * Several programs may do so at once without a lock, and any of them may be killed: the operating system puts the whole line
 * at the end of the file, and nothing that is already there is written again. The line begins with a line break, so that it
 * stays whole even behind one that a full disk has cut off.
 *
 * @throws {Error} when the file can't be written: Node's own, with its `code`
 */
export function appendRecord(file: string, record: Record<string, unknown>): void {
  appendFileSync(file, `\n${JSON.stringify(record)}\n`);
}

/**
 * The records in a file of JSON lines, in the order in which they were added; none if there is no such file. A line that isn't
 * a record, whatever has happened to it, is passed over.
 *
 * @throws {Error} when the file can't be read: Node's own, with its `code`
 */
export function readRecords(file: string): Record<string, unknown>[] {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) return [];
  if (found.size > largest) throw problem("EFBIG", `more than ${largest / 1e6} MB`);
  if (!found.isFile()) throw problem("EISDIR", "not a file");
  return readFileSync(file, "utf8").split("\n").flatMap(recordIn);
}

/** Far more than a class ever writes; a larger file is something else, and reading it would stop the kernel for a while. */
const largest = 20e6;

function recordIn(line: string): Record<string, unknown>[] {
  if (!line.startsWith("{")) return [];
  try {
    return [JSON.parse(line)];
  } catch {
    return [];
  }
}

function problem(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code });
}

/** Why a file couldn't be read or written, in a few words. */
export function reason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code === undefined ? message : (known[code] ?? code);
}

const known: Record<string, string> = {
  EACCES: "access is denied",
  EDQUOT: "the disk is full",
  EFBIG: "it is too large",
  EISDIR: "it isn't a file",
  ENOENT: "its folder doesn't exist",
  ENOSPC: "the disk is full",
  ENOTDIR: "its folder doesn't exist",
  EPERM: "access is denied",
  EROFS: "the disk is read-only",
};
