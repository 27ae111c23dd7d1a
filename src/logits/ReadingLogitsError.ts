/**
 * Every error that the kit raises on purpose: one sentence that names the function and the place, and says what to do.
 *
 * Each room has its own subclass (`LogitsError`, `ModelError`, …), so that a program can tell them apart; a person reads
 * the message.
 */
export class ReadingLogitsError extends Error {
  override readonly name: string = "ReadingLogitsError";
}
