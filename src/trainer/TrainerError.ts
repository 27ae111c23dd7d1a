import { ReadingLogitsError } from "../logits/errors.js";

/** Arguments, data or a checkpoint that the Trainer can't use; the message names the argument or the row and says what to do. */
export class TrainerError extends ReadingLogitsError {
  override readonly name = "TrainerError";
}
