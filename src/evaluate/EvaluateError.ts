import { ReadingLogitsError } from "../logits/errors.js";

/** Something is wrong with the labels, predictions or probabilities to be measured; the message names function and row. */
export class EvaluateError extends ReadingLogitsError {
  override readonly name: string = "EvaluateError";
}
