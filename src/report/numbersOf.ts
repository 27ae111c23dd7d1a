import { formatNumber } from "../logits/text.js";
import type { Evaluation } from "./evaluationOf.js";
import type { Reading } from "./readingOf.js";

/** A number of the report, and what may be concluded from it. */
export interface ToldNumber {
  readonly name: string;
  /** Its value over the whole file; nothing where each row has its own. */
  readonly value?: string;
  readonly conclude: string;
}

/**
 * What each number of a report is good for, in one sentence each.
 */
export function numbersOf(reading: Reading, evaluation: Evaluation | undefined): ToldNumber[] {
  const { function_to_apply, summary, columns } = reading;
  if (!summary) return [];
  if (function_to_apply === "none") {
    return [
      {
        name: "value",
        conclude:
          "how large the model takes it to be, in the unit of its training labels; not how sure it is",
      },
    ];
  }
  const numbers = [...ofEachRow(reading), ofCounts()];
  const mean = function_to_apply === "softmax" ? summary.mean_confidence : null;
  if (mean !== null) {
    numbers.push({
      name: "mean confidence",
      value: formatNumber(mean),
      conclude: evaluation
        ? "what the model claims its accuracy to be; the accuracy below is what it is"
        : "what the model claims its accuracy to be; whether that is so needs labelled rows",
    });
  }
  return evaluation ? [...numbers, ...ofTruth(evaluation, columns)] : numbers;
}

function ofEachRow({ function_to_apply, diagnosis, columns }: Reading): ToldNumber[] {
  const isSoftmax = function_to_apply === "softmax";
  const most = Math.log(isSoftmax ? columns : 2) * (isSoftmax ? 1 : columns);
  const score =
    diagnosis.numbers_are === "rank only"
      ? "which class comes first, second and so on within a row; nothing from its size"
      : isSoftmax
        ? "how the model divides its belief among these classes, one of which it takes for granted; not how often it is right"
        : columns === 1
          ? "how likely the model thinks its label is; 1 minus it, how likely it thinks that the label is not"
          : "how likely the model thinks this label is, on its own; the scores of a row need not add up to anything";
  return [
    { name: "score", conclude: score },
    {
      name: "margin",
      conclude: isSoftmax
        ? "how far a row is from another answer, in log-odds: exp of it is how many times likelier the first class is than the second"
        : columns === 1
          ? "how far a row is from the threshold, in log-odds"
          : "how far the nearest label of a row is from its threshold, in log-odds",
    },
    {
      name: "entropy",
      conclude: `how undecided the model is on a row, in nats: 0 is sure, ${formatNumber(most)} is a guess`,
    },
  ];
}

function ofCounts(): ToldNumber {
  return {
    name: "predicted",
    conclude: "what the model answers how often; not how many texts of a class there really are",
  };
}

function ofTruth({ report, calibration }: Evaluation, columns: number): ToldNumber[] {
  const { proportion, lower, upper } = report.accuracy_interval;
  const between = `between ${formatNumber(lower)} and ${formatNumber(upper)} (95 %) on texts like these; another model's within that range may be no better`;
  const name = "samples" in report.averages ? "subset accuracy" : "accuracy";
  const told: ToldNumber[] = [{ name, value: formatNumber(proportion), conclude: between }];
  if (!calibration) return told;
  told.push({
    name: "expected calibration error",
    value: formatNumber(calibration.expected_calibration_error),
    conclude: `by how much confidence is off, on average over 15 bins; another number of bins gives another value, and with ${report.n} rows in ${Math.max(columns, 2)} classes chance alone makes it larger than 0`,
  });
  const fitted = calibration.temperature?.temperature;
  if (fitted) {
    told.push({
      name: "temperature",
      value: formatNumber(fitted),
      conclude: `logits divided by it would claim about what they achieve on these rows; ${fitted > 1 ? "above 1, the model is surer than it should be" : "below 1, it is less sure than it could be"}; fit yours on other rows`,
    });
  }
  return told;
}
