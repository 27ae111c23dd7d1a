import { expectedCalibrationError } from "../evaluate/calibration.js";
import {
  classificationReport,
  type EvaluationReport,
  multiLabelReport,
} from "../evaluate/EvaluationReport.js";
import { fitTemperature, type TemperatureFit } from "../evaluate/temperature.js";
import type { Reading } from "./readingOf.js";

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
  /** The mean confidence in the predicted class, on the rows that have a label. */
  readonly mean_confidence: number;
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
 * @returns nothing where there are no labels, no scores of classes, or the values of a regression
 * @throws {EvaluateError} when the labels aren't classes of these predictions
 */
export async function evaluationOf(reading: Reading): Promise<Evaluation | undefined> {
  const { predictions, function_to_apply, summary, columns, labels } = reading;
  const { label_ids } = predictions;
  if (!label_ids || !summary || function_to_apply === "none" || columns < 2) return undefined;
  const sets = Array.isArray(label_ids[0]) ? (label_ids as number[][]) : undefined;
  const ofOneEach = sets && function_to_apply === "softmax" ? onlyLabels(sets) : undefined;
  if (sets && !ofOneEach) return ofSets(reading, sets);
  const all = ofOneEach ?? (label_ids as number[]);
  const rows = all.flatMap((label, row) => (label >= 0 ? [row] : []));
  if (rows.length === 0) return undefined;
  const truth = rows.map((row) => all[row]);
  const predicted = rows.map((row) => summary.predicted_ids[row]);
  return {
    report: classificationReport(truth, predicted, [...labels]),
    unlabelled: all.length - rows.length,
    calibration: function_to_apply === "softmax" ? calibrationOf(reading, rows, truth) : null,
  };
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
  const hits = rows.map((row, i) => (predicted_ids[row] === truth[i] ? 1 : 0));
  // Right or wrong, as two classes, whose second one's probability is the confidence.
  const sure = Float64Array.from(rows, (row) => Math.min(confidences[row], 1));
  const data = Float64Array.from({ length: 2 * rows.length }, (_, i) =>
    i % 2 === 0 ? 1 - sure[i >> 1] : sure[i >> 1],
  );
  const pairs = { data, dims: [rows.length, 2] };
  const options = { of: "positive", function_to_apply: "none" } as const;
  const isFitted = from === "logits" && rows.length * columns <= held;
  return {
    mean_confidence: sure.reduce((sum, each) => sum + each, 0) / rows.length,
    expected_calibration_error: expectedCalibrationError(hits, pairs, options),
    temperature: isFitted
      ? fitTemperature(truth, numbersAt(predictions.data, rows, columns))
      : null,
  };
}

/** The numbers of some rows; of all, without a copy. */
function numbersAt(data: Float32Array | Float64Array, rows: readonly number[], columns: number) {
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
