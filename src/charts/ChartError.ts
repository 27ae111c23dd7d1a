import { ReadingLogitsError } from "../logits/ReadingLogitsError.js";

/** A chart that cannot be drawn from what it was given: says which input, what was expected and what came. */
export class ChartError extends ReadingLogitsError {
  override readonly name: string = "ChartError";
}
