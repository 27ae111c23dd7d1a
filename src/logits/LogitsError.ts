import { ReadingLogitsError } from "./ReadingLogitsError.js";

/** What is wrong with the numbers or labels handed to a function of this room; the message names function and place. */
export class LogitsError extends ReadingLogitsError {
  override readonly name: string = "LogitsError";
}
