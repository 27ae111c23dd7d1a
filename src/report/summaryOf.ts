import type { Predictions } from "../data/Predictions.js";
import { indexOfLargest } from "../logits/argmax.js";
import { checkLimits, checkRowLimit, refuseNaN } from "../logits/checks.js";
import type { FunctionToApply } from "../logits/config.js";
import type { Kind } from "../logits/diagnose/Diagnosis.js";
import { sigmoidInto } from "../logits/sigmoid.js";
import { softmaxInto } from "../logits/softmax.js";
import { scoresIn } from "./asLogits.js";
import { ReportError } from "./ReportError.js";

/** Predictions, with or without their true labels: class indices, or zeros and ones for each class. */
export type AnyPredictions = Predictions<number[]> | Predictions<number[][]>;

/** What was predicted, in short. */
export interface Summary {
  /** For each class in how many rows it was predicted; with sigmoid, in how many its score is above the threshold. */
  readonly predicted: readonly number[];
  /** Rows that got no label, because no score passes the threshold. */
  readonly withheld: number;
  /** The mean of the highest scores; null where scores aren't probabilities. */
  readonly mean_confidence: number | null;
  /** The class with the highest score in each row, `[n]`. */
  readonly predicted_ids: Int32Array;
  /** That score, `[n]`. */
  readonly confidences: Float64Array;
}

/** How the numbers become scores, and who is told how far it is. */
export interface Scoring {
  readonly function_to_apply: FunctionToApply;
  readonly thresholds: Float64Array;
  readonly mayWithhold: boolean;
  /** What the numbers are. */
  readonly from: Kind;
  readonly caller: string;
  readonly onProgress: (done: number) => void;
}

/**
 * Counts what is predicted in all rows, part by part, without the margins and entropies that take the time of `interpret`.
 *
 * @throws {ReportError} when a number has no score, with its row in the file
 */
export async function summaryOf(
  predictions: AnyPredictions,
  rows: number,
  columns: number,
  scoring: Scoring,
): Promise<Summary> {
  const { function_to_apply, thresholds, mayWithhold, onProgress } = scoring;
  const predicted = new Array<number>(columns).fill(0);
  const predicted_ids = new Int32Array(rows);
  const confidences = new Float64Array(rows);
  let withheld = 0;
  let sum = 0;
  let at = 0;
  for await (const part of predictions.batches()) {
    const { data } = part;
    const count = data.length / columns;
    const isQuick = function_to_apply === "softmax" && scoring.from === "logits";
    const scores = isQuick ? undefined : scoresOf(data, count, columns, at, scoring);
    for (let row = 0; row < count; row++) {
      const start = row * columns;
      const best = indexOfLargest(data, start, columns);
      const confidence = scores
        ? scores[start + best]
        : topProbability(data, start, columns, best, () =>
            checkRow(data, row, columns, at, scoring),
          );
      predicted_ids[at + row] = best;
      confidences[at + row] = confidence;
      sum += confidence;
      if (scores && function_to_apply === "sigmoid") {
        let above = 0;
        for (let index = 0; index < columns; index++) {
          if (!(scores[start + index] > thresholds[index])) continue;
          predicted[index]++;
          above++;
        }
        if (above === 0) withheld++;
      } else if (mayWithhold && !(confidence >= thresholds[best])) withheld++;
      else predicted[best]++;
    }
    at += count;
    onProgress(at);
  }
  const mean_confidence = function_to_apply === "none" ? null : sum / rows;
  return { predicted, withheld, mean_confidence, predicted_ids, confidences };
}

/** The softmax of the highest logit alone: exp(0) over the sum of all. */
function topProbability(
  data: ArrayLike<number>,
  start: number,
  columns: number,
  best: number,
  check: () => void,
): number {
  const most = data[start + best];
  let sum = 0;
  for (let i = start; i < start + columns; i++) {
    sum += i === start + best ? 1 : Math.exp(data[i] - most);
  }
  // Neither for NaN nor for an infinity is this a number.
  if (!(sum - most < Number.POSITIVE_INFINITY)) {
    check();
    return 1;
  }
  return 1 / sum;
}

/** Refuses a row for which softmax has no limit; see `checkRowLimit`. */
function checkRow(
  data: ArrayLike<number>,
  row: number,
  columns: number,
  from: number,
  { caller }: Scoring,
): void {
  const only = Array.from({ length: columns }, (_, i) => data[row * columns + i]);
  inFile(from + row, () => checkRowLimit(only, 0, columns, true, caller));
}

/** Does what may name row 0 of a part, and names the row of the file. */
function inFile<T>(from: number, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (from === 0) throw cause;
    const message = (cause as Error).message.replace(
      /\brow (\d+)/,
      (_, row) => `row ${from + Number(row)}`,
    );
    throw new ReportError(message, { cause });
  }
}

function scoresOf(
  data: ArrayLike<number>,
  rows: number,
  columns: number,
  from: number,
  { function_to_apply, from: kind, caller }: Scoring,
): ArrayLike<number> {
  const own = scoresIn(data, kind, function_to_apply);
  const flat = { data: own?.logits ?? data, rows, columns, isBatch: true };
  inFile(from, () =>
    function_to_apply === "softmax" ? checkLimits(flat, caller) : refuseNaN(flat, caller),
  );
  if (own) return own.scores;
  if (function_to_apply === "none") return data;
  const into = function_to_apply === "softmax" ? softmaxInto : sigmoidInto;
  return into(data, rows, columns, new Float64Array(rows * columns));
}
