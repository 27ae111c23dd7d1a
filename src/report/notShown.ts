import { needsLabels } from "../logits/diagnose/conclusions.js";
import type { Diagnosis } from "../logits/diagnose/Diagnosis.js";
import type { Evaluation } from "./evaluationOf.js";

/**
 * What may not be concluded: what a diagnosis of the numbers alone says, less what the true labels beside them do show.
 *
 * @param evaluation the comparison with the true labels, where there are any
 */
export function notShown(
  { may_not_conclude }: Pick<Diagnosis, "may_not_conclude">,
  evaluation: Pick<Evaluation, "calibration"> | undefined,
): string[] {
  if (!evaluation) return [...may_not_conclude];
  if (evaluation.calibration) return may_not_conclude.filter((line) => line !== needsLabels);
  return may_not_conclude.map((line) => (line === needsLabels ? notMeasured : line));
}

const notMeasured =
  "how often the model is right when it is this sure: for labels that are asked one by one, that isn't measured here";
