import { judge, type Prediction, readGuess } from "../../../src/notebook/predictions.js";

/** `"right"`, the thought that a wrong answer is told, or `"what?"` for something that is no answer. */
export function said(predictions: Prediction[], id: string, answer: unknown): string | undefined {
  const prediction = predictions.find((each) => each.id === id) as Prediction;
  const read = readGuess(prediction, answer);
  if ("problem" in read) return "what?";
  const { isRight, mistake } = judge(prediction, read.guess);
  return isRight ? "right" : (mistake?.because ?? prediction.otherwise);
}
