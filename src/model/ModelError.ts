import { ReadingLogitsError } from "../logits/errors.js";

/** A model that can't be named, found, trusted, downloaded, loaded or run; the message says which and what to do. */
export class ModelError extends ReadingLogitsError {
  override readonly name = "ModelError";
}
