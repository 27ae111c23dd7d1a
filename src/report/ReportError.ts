import { ReadingLogitsError } from "../logits/errors.js";

/** A report that can't be made from what it was given; the message says what is wrong and what to do. */
export class ReportError extends ReadingLogitsError {
  override readonly name = "ReportError";
}
