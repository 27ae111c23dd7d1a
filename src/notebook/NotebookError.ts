import { ReadingLogitsError } from "../logits/errors.js";

/** The notebook room can't do what it was asked: an exercise or a source doesn't exist, or a value isn't of the kind it shows. */
export class NotebookError extends ReadingLogitsError {
  override readonly name: string = "NotebookError";
}
