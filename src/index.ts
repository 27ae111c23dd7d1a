export { ReadingLogitsError } from "./logits/ReadingLogitsError.js";
