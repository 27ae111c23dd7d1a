/** An expected failure of a command: its message is the one sentence that the person at the terminal reads. */
export class CliError extends Error {
  /** @override */
  name = "CliError";
}
