import { type FlatLogits, isList } from "../logits/checkLogits.js";
import { checkOptions, suggestion } from "../logits/checks.js";
import { type LogitsBatch, type LogitsTensor, rowsOf } from "../logits/Logits.js";
import { type Id2Label, readLabels } from "../logits/labels.js";
import { describe } from "../logits/text.js";
import { checkScores } from "./checks.js";
import { ownNames } from "./classIds.js";
import { EvaluateError } from "./EvaluateError.js";

/** What to do with a score that is exactly at the threshold, and the names by which thresholds may be given. */
export interface ThresholdOptions {
  /** True: a score equal to the threshold is enough. False (the default, as in `interpret`): it must be above. */
  or_equal?: boolean;
  /** The names of the labels, by index, for thresholds by name. */
  id2label?: Id2Label | null;
}

/** One threshold for all labels, one for each in order, or one for each by name. */
export type Thresholds = number | ArrayLike<number> | Readonly<Record<string, number>>;

/**
 * Decides each label of each text on its own: 1 where its score is above the threshold, otherwise 0.
 *
 * @param scores a batch `[n, labels]` of probabilities, 0 to 1: `sigmoid(logits)` of a multi-label model
 * @param threshold a probability from 0 to 1, 0.5 when left out; or one for each label, as a list `[labels]` or by name (with
 *   `id2label`, whose every label then needs one)
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
  threshold: Thresholds = 0.5,
  options: ThresholdOptions = {},
): number[][] {
  checkOptions("aboveThreshold", options, thresholdOptions);
  const { or_equal = false, id2label } = options;
  const flat = checkScores(scores, "aboveThreshold", ["score", "scores"]);
  checkShares(flat);
  const names = id2label ?? ownNames(scores, "aboveThreshold");
  const limits = thresholdsOf(threshold, flat.columns, names);
  const isEnough = (score: number, limit: number) => score > limit || (or_equal && score === limit);
  const decided = Array.from(flat.data, (score, i) =>
    isEnough(score, limits[i % flat.columns]) ? 1 : 0,
  );
  return rowsOf(decided, flat) as number[][];
}

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

/** The threshold of each label. */
function thresholdsOf(
  threshold: Thresholds,
  columns: number,
  id2label: Id2Label | null | undefined,
): number[] {
  if (typeof threshold !== "object" || threshold === null) {
    checkOne(threshold, "");
    return new Array<number>(columns).fill(threshold);
  }
  const limits = isList(threshold)
    ? Array.from(threshold as ArrayLike<number>)
    : namedThresholds(threshold as Readonly<Record<string, number>>, columns, id2label);
  if (limits.length !== columns) {
    throw new EvaluateError(
      `aboveThreshold needs one threshold for each of the ${columns} labels, got ${limits.length}`,
    );
  }
  limits.forEach((limit, label) => {
    checkOne(limit, ` for label ${label}`);
  });
  return limits;
}

function checkOne(threshold: unknown, place: string): void {
  if (typeof threshold === "number" && threshold >= 0 && threshold <= 1) return;
  throw new EvaluateError(
    `aboveThreshold needs a number as threshold, got ${describe(threshold)}${place}: a probability from 0 to 1`,
  );
}

function namedThresholds(
  threshold: Readonly<Record<string, number>>,
  columns: number,
  id2label: Id2Label | null | undefined,
): number[] {
  if (!id2label) {
    throw new EvaluateError(
      "aboveThreshold needs id2label to read thresholds by name: aboveThreshold(scores, thresholds, { id2label })",
    );
  }
  const labels = readLabels(id2label, columns, "aboveThreshold");
  const unknown = Object.keys(threshold).find((name) => !labels.includes(name));
  if (unknown !== undefined) {
    throw new EvaluateError(
      `aboveThreshold has no label ${JSON.stringify(unknown)}${suggestion(unknown, labels)}`,
    );
  }
  const missing = labels.find((label) => !Object.hasOwn(threshold, label));
  if (missing === undefined) return labels.map((label) => threshold[label]);
  throw new EvaluateError(
    `aboveThreshold needs a threshold for every label: ${JSON.stringify(missing)} has none`,
  );
}
