/**
 * Any error that the kit raises on purpose: one sentence that names the function and the place, and says what to do.
 *
 * Each room has its own subclass (`LogitsError`, `ModelError`, …), so that a program can tell them apart; a person reads
 * the message.
 */
export class ReadingLogitsError extends Error {
  override readonly name: string = "ReadingLogitsError";
}

/** Something is wrong with the numbers or labels given to a function of this room; the message says where. */
export class LogitsError extends ReadingLogitsError {
  override readonly name: string = "LogitsError";
}

/** The error that Python's pipeline raises at this point, with its class and its words, so that the two can be compared. */
export class PythonError extends LogitsError {
  override readonly name = "PythonError";
  /** The Python class: `"KeyError"`, `"ValueError"`, … */
  readonly type: string;
  /** What Python prints after the class. */
  readonly pythonMessage: string;

  constructor(caller: string, type: string, pythonMessage: string, advice: string) {
    const message = pythonMessage.replace(/\. $/, "");
    super(`${caller} stops where Python raises ${type}: ${message}; ${advice}`);
    this.type = type;
    this.pythonMessage = pythonMessage;
  }
}
