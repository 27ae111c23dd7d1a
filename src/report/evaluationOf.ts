import { expectedCalibrationError } from "../evaluate/calibration.js";
import {
  classificationReport,
  type EvaluationReport,
  multiLabelReport,
} from "../evaluate/EvaluationReport.js";
import { fitTemperature, type TemperatureFit } from "../evaluate/temperature.js";
import type { Reading } from "./readingOf.js";
import { answerIds, yesOrNo } from "./yesOrNo.js";

/** How well predictions fit the true labels. */
export interface Evaluation {
  /** Accuracy with its interval, precision, recall and F1 of each class. */
  readonly report: EvaluationReport;
  /** How many rows have no label, and count for nothing here. */
  readonly unlabelled: number;
  /** Whether confidence can be trusted; null where scores are no probabilities of classes that exclude one another. */
  readonly calibration: Calibration | null;
}

/** Confidence against accuracy. */
interface Calibration {
  /** The mean confidence in the likeliest class, on the rows that have a label. */
  readonly mean_confidence: number;
  /** How often that class is the true one; a threshold may make the predicted class another. */
  readonly accuracy: number;
  /** By how much confidence and accuracy differ in a bin, on average over the rows: 15 equally wide bins. */
  readonly expected_calibration_error: number;
  /**
   * The temperature that would fit these very rows best; null where the numbers are no logits, or too many. It describes these
   * rows: fit one on rows other than those on which its result is reported.
   */
  readonly temperature: TemperatureFit | null;
}

/** More numbers than this aren't held in memory at once. */
const held = 2 ** 24;

/**
 * Compares what was predicted with the true labels that came with the predictions.
 *
 * One number a row, of a head that says yes or no, is measured as the two classes it decides between.
 *
 * @returns nothing where there are no labels, no scores of classes, or the values of a regression
 * @throws {EvaluateError} when the labels aren't classes of these predictions
 */
export async function evaluationOf(reading: Reading): Promise<Evaluation | undefined> {
  const { predictions, function_to_apply, summary, columns, labels } = reading;
  const { label_ids } = predictions;
  if (!label_ids || !summary || function_to_apply === "none") return undefined;
  const pair = yesOrNo(reading);
  if (columns < 2 && !pair) return undefined;
  if (oddLabel(label_ids, columns) !== undefined) return undefined;
  const sets = Array.isArray(label_ids[0]) && !pair ? (label_ids as number[][]) : undefined;
  const ofOneEach = sets && function_to_apply === "softmax" ? onlyLabels(sets) : undefined;
  if (sets && !ofOneEach) return ofSets(reading, sets);
  const all = ofOneEach ?? (label_ids as (number | number[])[]).flat();
  const rows = all.flatMap((label, row) => (label >= 0 ? [row] : []));
  if (rows.length === 0) return undefined;
  const truth = rows.map((row) => all[row]);
  const answers = answerIds(reading);
  const predicted = rows.map((row) => answers[row]);
  const isEitherOr = pair !== null || function_to_apply === "softmax";
  return {
    report: classificationReport(truth, predicted, [...(pair?.labels ?? labels)]),
    unlabelled: all.length - rows.length,
    calibration: isEitherOr ? calibrationOf(reading, rows, truth) : null,
  };
}

/**
 * The first true label that can't be compared with the classes. -1 marks a row without a label, but it may be a class where the
 * others are 1 alone, or 0 and 1 of three classes; and of a head with one number a row, only 0 and 1 are answers.
 */
export function oddLabel(
  label_ids: readonly (number | number[])[],
  columns: number,
): number | undefined {
  if (columns > 3) return undefined;
  const labels = label_ids.flat();
  const isClass = columns === 3 ? labels.every((label) => label <= 1) : !labels.includes(0);
  // Where no row has a label, there is nothing to mistake.
  if (labels.includes(-1) && isClass && labels.some((label) => label >= 0)) return -1;
  return columns > 1 ? undefined : labels.find((label) => ![0, 1, -1, -100].includes(label));
}

/** What a threshold leaves as it is, in one sentence, where rows got no label by it and are measured all the same. */
export function judgedAnyway({ summary, function_to_apply, columns }: Reading): string | undefined {
  const withheld = summary?.withheld ?? 0;
  if (withheld === 0 || function_to_apply !== "softmax" || columns === 1) return undefined;
  const rows = withheld === 1 ? "1 row" : `${withheld.toLocaleString("en-US")} rows`;
  return `the measures count every row by its largest score, the ${rows} without a label too, whatever the threshold`;
}

/** One-hot rows are the indices of their ones. */
function onlyLabels(sets: readonly number[][]): number[] | undefined {
  const labels = sets.map((set) => set.indexOf(1));
  const areSingle = sets.every((set, row) =>
    set.every((value, index) => value === (index === labels[row] ? 1 : 0)),
  );
  return areSingle && !labels.includes(-1) ? labels : undefined;
}

function calibrationOf(reading: Reading, rows: number[], truth: number[]): Calibration {
  const { predictions, summary, columns, from } = reading;
  const { confidences, predicted_ids } = summary as NonNullable<Reading["summary"]>;
  const isPair = columns === 1;
  const likeliest = (row: number) => (isPair ? Number(confidences[row] > 0.5) : predicted_ids[row]);
  const hits = rows.map((row, i) => (likeliest(row) === truth[i] ? 1 : 0));
  // Right or wrong, as two classes, whose second one's probability is the confidence.
  const sure = Float64Array.from(rows, (row) => {
    const score = Math.min(confidences[row], 1);
    return isPair ? Math.max(score, 1 - score) : score;
  });
  const data = Float64Array.from({ length: 2 * rows.length }, (_, i) =>
    i % 2 === 0 ? 1 - sure[i >> 1] : sure[i >> 1],
  );
  const pairs = { data, dims: [rows.length, 2] };
  const options = { of: "positive", function_to_apply: "none" } as const;
  const isFitted = from === "logits" && rows.length * columns <= held;
  return {
    mean_confidence: sure.reduce((sum, each) => sum + each, 0) / rows.length,
    accuracy: hits.filter((hit) => hit === 1).length / rows.length,
    expected_calibration_error: expectedCalibrationError(hits, pairs, options),
    temperature: isFitted
      ? fitTemperature(truth, numbersAt(predictions.data, rows, columns))
      : null,
  };
}

/** The numbers of some rows; of all, without a copy. One logit a row is that of yes, where no has 0. */
function numbersAt(data: Float32Array | Float64Array, rows: readonly number[], columns: number) {
  if (columns === 1) {
    const pairs = Float64Array.from({ length: 2 * rows.length }, (_, i) =>
      i % 2 === 0 ? 0 : data[rows[i >> 1]],
    );
    return { data: pairs, dims: [rows.length, 2] };
  }
  const dims = [rows.length, columns];
  if (data.length === rows.length * columns) return { data, dims };
  const some = new Float64Array(rows.length * columns);
  rows.forEach((row, i) => {
    some.set(data.subarray(row * columns, (row + 1) * columns), i * columns);
  });
  return { data: some, dims };
}

async function ofSets(reading: Reading, sets: number[][]): Promise<Evaluation | undefined> {
  const { function_to_apply, labels, rows, columns, thresholds } = reading;
  if (function_to_apply !== "sigmoid" || rows * columns > held) return undefined;
  const predicted: number[][] = [];
  for await (const { read } of reading.parts()) {
    for (let row = 0; row < read.rows; row++) {
      const start = row * columns;
      const above = labels.map((_, i) => (read.scores[start + i] > thresholds[i] ? 1 : 0));
      predicted.push(above);
    }
  }
  const report = multiLabelReport(sets, predicted, [...labels]);
  return { report, unlabelled: 0, calibration: null };
}
