/** What the program ends with; the manual page of `--help` lists them. */
export const exitCodes = {
  ok: 0,
  findings: 1,
  usage: 2,
  input: 3,
  /** A mistake in the program itself. */
  fault: 70,
  /** Ctrl-C, as shells count it: 128 and the number of the signal. */
  interrupted: 130,
  /** What asks a program to end: 128 and the number of that signal. */
  terminated: 143,
} as const;

/** The command line can't be understood; the message is one sentence that says what to write instead. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something that was named can't be read or written; the message is one sentence. */
export class InputError extends Error {
  override readonly name = "InputError";
}
