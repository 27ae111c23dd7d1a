import { isRecord } from "../logits/checks.js";
import { describe } from "../logits/text.js";
import { EvaluateError } from "./EvaluateError.js";

/** What scikit-learn's metrics of classes take, and what it is here. */
export const notOfClasses: Readonly<Record<string, string>> = {
  normalize: "multiply the share by the number of texts for a count",
  sample_weight: "every text counts the same",
  labels: "write the classes as id2label, a list of their names",
  target_names: "write the names alone, as a list",
  average: "all averages are returned",
  zero_division: "a score that would divide by 0 is 0",
  adjusted: "for k classes, (score - 1 / k) / (1 - 1 / k) is the adjusted score",
};

/**
 * Refuses anything after the last argument that a metric knows, because nothing that a person writes is ignored in silence.
 *
 * @param more what comes after the arguments of the metric
 * @throws {EvaluateError} with what to do instead, where the argument is an option of scikit-learn's
 *
 * @example
 * refuseArguments("accuracy", []) // undefined
 */
export function refuseArguments(
  caller: string,
  more: readonly unknown[],
  instead: Readonly<Record<string, string>> = notOfClasses,
): void {
  const given = more.find((value) => value !== undefined);
  if (given === undefined) return;
  const names = isRecord(given) ? Object.keys(given) : [];
  const known = names.find((name) => Object.hasOwn(instead, name));
  const advice = known === undefined ? "" : `; instead of ${known}: ${instead[known]}`;
  throw new EvaluateError(
    `${caller} has no further argument: after its last comes ${describe(given)}${advice}`,
  );
}
