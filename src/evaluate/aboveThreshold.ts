import { type FlatLogits, isList } from "../logits/checkLogits.js";
import { checkOptions } from "../logits/checks.js";
import { type LogitsBatch, type LogitsTensor, rowsOf } from "../logits/Logits.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { checkThresholds, type Threshold } from "../logits/thresholds.js";
import { checkScores } from "./checks.js";
import { ownNames } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";
import { refuseArguments } from "./refuseArguments.js";

/** What to do with a score that is exactly at the threshold, and the names by which thresholds may be given. */
export interface ThresholdOptions {
  /** True: a score equal to the threshold is enough. False (the default, as in `interpret`): it must be above. */
  or_equal?: boolean;
  /** The names of the labels, by index, for thresholds by name. */
  id2label?: Id2Label | null;
}

/**
 * Decides each label of each text on its own: 1 where its score is above the threshold, otherwise 0.
 *
 * @param scores a batch `[n, labels]` of probabilities, 0 to 1: `sigmoid(logits)` of a multi-label model
 * @param threshold a probability from 0 to 1, 0.5 when left out; or one for each label, as a list `[labels]` or by name (with
 *   `id2label`; a label that isn't named keeps 0.5)
 * @returns label sets, `[n, labels]` of 0 and 1
 * @throws {EvaluateError} when a score or a threshold isn't between 0 and 1, thresholds don't fit the labels, an option is
 *   unknown, or the input is empty, ragged or of the wrong shape
 *
 * @example
 * aboveThreshold([[0.9, 0.5], [0.2, 0.6]]) // [[1, 0], [0, 1]]
 * aboveThreshold([[0.9, 0.5], [0.2, 0.6]], [0.5, 0.7]) // [[1, 0], [0, 0]]
 * aboveThreshold([[0.9, 0.5]], { joy: 0.95, fear: 0.4 }, { id2label: ["joy", "fear"] }) // [[0, 1]]
 */
export function aboveThreshold(
  scores: LogitsBatch | LogitsTensor,
  threshold: Threshold = 0.5,
  options: ThresholdOptions = {},
  ...more: never[]
): number[][] {
  refuseArguments("aboveThreshold", more, {});
  checkOptions("aboveThreshold", options, thresholdOptions);
  const { or_equal = false, id2label } = options;
  const flat = checkScores(scores, "aboveThreshold", ["score", "scores"]);
  checkShares(flat);
  const names = id2label ?? ownNames(scores, "aboveThreshold");
  const isNamed = typeof threshold === "object" && threshold !== null && !isList(threshold);
  if (isNamed && !names) {
    throw new EvaluateError(
      "aboveThreshold needs id2label to read thresholds by name: aboveThreshold(scores, thresholds, { id2label })",
    );
  }
  const labels = readLabels(names, flat.columns, "aboveThreshold");
  const limits = checkThresholds(threshold, labels, rules);
  const isEnough = (score: number, limit: number) => score > limit || (or_equal && score === limit);
  const decided = Array.from(flat.data, (score, i) =>
    isEnough(score, limits[i % flat.columns]) ? 1 : 0,
  );
  return rowsOf(decided, flat) as number[][];
}

const rules = {
  caller: "aboveThreshold",
  otherwise: 0.5,
  withEnds: true,
  ErrorType: EvaluateError,
};

const thresholdOptions = {
  known: ["or_equal", "id2label"],
  instead: { threshold: "it is the second argument" },
  ErrorType: EvaluateError,
};

function checkShares({ data, rows, columns }: FlatLogits): void {
  for (let i = 0; i < rows * columns; i++) {
    if (data[i] >= 0 && data[i] <= 1) continue;
    throw new EvaluateError(
      `aboveThreshold needs probabilities from 0 to 1: row ${Math.floor(i / columns)}, column ${i % columns} is ${data[i]}; if these are logits, take sigmoid(logits) first`,
    );
  }
}
