import { ReadingLogitsError } from "../logits/errors.js";

/** Something that was asked of the notebook room cannot be done: an exercise or a source that is not there. */
export class NotebookError extends ReadingLogitsError {
  override readonly name: string = "NotebookError";
}
