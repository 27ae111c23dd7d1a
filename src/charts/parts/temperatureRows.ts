import { checkLabelledScores, type LabelledScores } from "../../evaluate/checks.js";
import {
  type Confidences,
  isMultiLabel,
  type ScoresBatch,
  type ScoresOptions,
  type Truth,
} from "../../evaluate/confidences.js";
import { type ApplyOptions, refuseFittedRows } from "../../evaluate/fittedRows.js";
import { refuseNoLogits, type TemperatureFit } from "../../evaluate/temperature.js";
import { isRecord } from "../../logits/checks.js";
import { describe } from "../../logits/text.js";
import { ChartError } from "../Chart.js";

/** Logits with their true classes, and which answers are right: no temperature changes that. */
export interface TemperatureRows extends LabelledScores {
  readonly hit: Uint8Array;
  /** The highest logit of each row. */
  readonly top: Float64Array;
}

/** Reads logits of texts with one class each, which is what a temperature divides. */
export function readTemperatureRows(
  caller: string,
  logits: ScoresBatch,
  label_ids: Truth,
  options: ScoresOptions,
): TemperatureRows {
  if (isMultiLabel(options, caller)) {
    throw new ChartError(`${caller} draws temperatures for one class a text, not for label sets`);
  }
  const noun = ["logit", "logits"] as const;
  const read = checkLabelledScores(label_ids, logits, caller, noun, options, (flat) => {
    refuseNoLogits(flat, logits, caller);
    if (flat.columns > 1) return;
    throw new ChartError(`${caller} needs a column for each class: write one logit x as [0, x]`);
  });
  const { data, rows, columns, labels } = read;
  const hit = new Uint8Array(rows);
  const top = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let best = 0;
    for (let column = 1; column < columns; column++) {
      if (data[row * columns + column] > data[row * columns + best]) best = column;
    }
    top[row] = data[row * columns + best];
    hit[row] = Number(best === labels[row]);
  }
  return { ...read, hit, top };
}

/**
 * The probability of the highest logit of each row at a temperature.
 *
 * @example
 * const rows = readTemperatureRows("temperatureFit", [[0, 2]], [1], {});
 * confidencesAt(rows, 2).confidence[0] // 0.7311: sigmoid(2 / 2)
 */
export function confidencesAt(
  { data, rows, columns, top, hit }: TemperatureRows,
  temperature: number,
): Confidences {
  const confidence = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      sum += Math.exp((data[i] - top[row]) / temperature);
    }
    confidence[row] = 1 / sum;
  }
  return { confidence, hit };
}

/** A temperature as a number; a fit is not judged on the rows that it was fitted on, unless told to. */
export function readTemperature(
  caller: string,
  temperature: number | TemperatureFit,
  rows: TemperatureRows,
  options: ApplyOptions,
): number {
  const isFit = isRecord(temperature);
  const value = isFit ? (temperature as unknown as TemperatureFit).temperature : temperature;
  if (value === null) {
    throw new ChartError(
      `${caller} needs a fit that found a temperature: this one has no finite optimum (${(temperature as TemperatureFit).reason}); fit it on more rows, or leave temperature out`,
    );
  }
  if (typeof value !== "number" || !(value > 0 && value < Number.POSITIVE_INFINITY)) {
    throw new ChartError(
      `${caller} needs temperature to be what fitTemperature returns, or a number above 0 and below Infinity, got ${describe(temperature)}`,
    );
  }
  if (isFit) {
    refuseFittedRows(caller, (temperature as unknown as TemperatureFit).fitted_on, rows, options);
  }
  return value;
}
