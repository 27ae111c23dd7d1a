import type { JsonObject } from "../MimeBundle.js";
import { classTexts } from "../words/classTexts.js";

/** Turns rows with the lists `logits` and `probabilities` into one record a class, with its `index` and its texts, in the page. */
export const rowsToClasses: JsonObject[] = [
  { calculate: "sequence(length(datum.logits))", as: "indices" },
  {
    flatten: ["indices", "logits", "probabilities"],
    as: ["index", "logit", "probability"],
  },
  ...classTexts,
];
