import { ReadingLogitsError } from "../logits/ReadingLogitsError.js";

/** A data set that can't be found or read; the message names the file, the row and the column and says what to do. */
export class DatasetError extends ReadingLogitsError {
  override readonly name = "DatasetError";
}
