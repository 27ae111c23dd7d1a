import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import type { ChartTable } from "../Chart.js";
import type { Point } from "../reading/readPoints.js";
import { formatLogit } from "../words/formatLogit.js";
import { formatProbability } from "../words/formatProbability.js";
import { shorten } from "../words/shorten.js";

/** The numbers of the points on a surface over two logits; without points, what each difference means. */
export function logitSpaceTable(points: readonly Point[], labels: readonly string[]): ChartTable {
  return points.length > 0 ? pointTable(points, labels) : differenceTable(labels);
}

function pointTable(points: readonly Point[], labels: readonly string[]): ChartTable {
  const names = labels.map((label) => shorten(label, 24));
  const known = points[0]?.truth !== undefined;
  return {
    columns: [
      "text",
      ...names.map((name) => `logit of ${name}`),
      `probability of ${names[1]}`,
      ...(known ? ["truth"] : []),
    ],
    rows: points.map(({ text, logits, truth }) => [
      shorten(text, 60),
      ...logits.map(formatLogit),
      formatProbability(softmax(logits)[1]),
      ...(truth === undefined ? [] : [labels[truth]]),
    ]),
  };
}

function differenceTable(labels: readonly string[]): ChartTable {
  const differences = [-6, -4, -2, -1, 0, 1, 2, 4, 6];
  return {
    columns: [
      "logit difference, class 1 minus class 0",
      `probability of ${shorten(labels[1], 24)}`,
    ],
    rows: differences.map((difference) => [
      formatLogit(difference),
      formatProbability(sigmoid([difference])[0]),
    ]),
  };
}
