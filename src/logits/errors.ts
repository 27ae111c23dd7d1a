/**
 * Every error that the kit raises on purpose: one sentence that names the function and the place, and says what to do.
 *
 * Each room has its own subclass (`LogitsError`, `ModelError`, …), so that a program can tell them apart; a person reads
 * the message.
 */
export class ReadingLogitsError extends Error {
  override readonly name: string = "ReadingLogitsError";
}

/** What is wrong with the numbers or labels handed to a function of this room; the message names function and place. */
export class LogitsError extends ReadingLogitsError {
  override readonly name: string = "LogitsError";
}

/** What Python's pipeline raises at this point, with its class and its words, so that both can be laid side by side. */
export class PythonError extends LogitsError {
  override readonly name = "PythonError";
  /** The Python class: `"KeyError"`, `"ValueError"`, … */
  readonly type: string;
  /** What Python prints after the class. */
  readonly pythonMessage: string;

  constructor(caller: string, type: string, pythonMessage: string, advice: string) {
    super(`${caller} stops where Python raises ${type}: ${pythonMessage}; ${advice}`);
    this.type = type;
    this.pythonMessage = pythonMessage;
  }
}
