import { softmax } from "../../logits/softmax.js";
import type { ChartTable } from "../Chart.js";
import { type Point, verdictOf } from "../reading/readPoints.js";
import { formatLogit } from "../words/formatLogit.js";
import { formatProbability } from "../words/formatProbability.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";

/** What to see in a triangle of probabilities, whatever draws it. */
export function simplexTitle(count: number): string {
  const texts = count === 1 ? "1 text" : `${count.toLocaleString("en")} texts`;
  return `Temperature moves ${texts}, and every predicted class stays`;
}

/** The triangle in words, for who can't see it. */
export function simplexDescription(points: readonly Point[], labels: readonly string[]): string {
  const counts = labels.map((label, index) => {
    const count = points.filter(({ predicted }) => predicted === index).length;
    return `${count} predicted ${isolate(shorten(label, 40))}`;
  });
  const right = points.filter((point) => verdictOf(point) === "right").length;
  const verdict = points[0].truth === undefined ? "" : ` ${right} of them are right.`;
  return (
    `A triangle with one class at each corner and ${points.length} points at their probabilities ` +
    `at temperature 1: ${counts.join(", ")}.${verdict}`
  );
}

/** Logits, and probabilities at T = 1, of every point. */
export function simplexTable(points: readonly Point[], labels: readonly string[]): ChartTable {
  const names = labels.map((label) => isolate(shorten(label, 24)));
  const known = points[0].truth !== undefined;
  return {
    columns: [
      "text",
      ...names.map((name) => `logit of ${name}`),
      ...names.map((name) => `probability of ${name}`),
      "predicted",
      ...(known ? ["truth"] : []),
    ],
    rows: points.map(({ text, logits, predicted, truth }) => [
      shorten(text, 60),
      ...logits.map(formatLogit),
      ...softmax(logits).map(formatProbability),
      labels[predicted],
      ...(truth === undefined ? [] : [labels[truth]]),
    ]),
  };
}
