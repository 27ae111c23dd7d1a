import { LogitsError } from "./LogitsError.js";

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
