import type { PredictionsSource } from "./Predictions.js";

/** What arrays of a file and fields of an object are usually called, in lower case, the likelier first. */
export const usualNames = {
  predictions: ["predictions", "logits", "preds", "scores", "probabilities", "probs"],
  labels: [
    "label_ids",
    "labels",
    "label",
    "y_true",
    "targets",
    "target",
    "references",
    "y_test",
    "y",
  ],
  classes: ["id2label", "class_names", "classes", "label_names", "target_names"],
  texts: ["texts", "text", "sentences", "sentence"],
} satisfies Readonly<Record<string, readonly string[]>>;

/** What the name of an array, a field or a column says about its numbers. */
export function numbersNamed(name: string): PredictionsSource["numbers"] {
  if (/logit/i.test(name)) return "logits";
  return /prob|score|softmax|sigmoid|confidences/i.test(name) ? "probabilities" : "unknown";
}
