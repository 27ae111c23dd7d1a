import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { type Chart, createChart } from "./Chart.js";
import type { ClassLabels } from "./parts/checks.js";
import { narrowRoom } from "./parts/narrow.js";
import { checkPoints, type PointOptions, sampleEvenly, sampleNote } from "./parts/points.js";
import {
  simplexDescription,
  simplexSpec,
  simplexTable,
  simplexTitle,
} from "./parts/simplexSpec.js";

/** A page moves so many points in less than a tenth of a second. */
const mostPoints = 4000;

/**
 * The simplex of three classes, a triangle with one class at each corner, with a slider for the temperature: every text is a
 * point, and the nearer it is to a corner, the larger that class's probability.
 *
 * The probabilities are softmax(logits / T), computed in the page. The slider runs from T = 0.05 to 20 on a log scale and is
 * native: unlike Plotly's in `simplex`, it can be reached and moved by keyboard. Up to 30 points show their paths. More than
 * 2,000 are drawn on a canvas, where a screen reader finds no individual points: it has the table. If there are more than 4,000,
 * an evenly spaced sample of 4,000 is drawn.
 *
 * @param logits `[n, 3]`, in log-odds
 * @param labels the three classes' labels, or a model's `id2label`
 * @param options `label_ids` and `texts`, `[n]`
 * @throws {ChartError} when there are not three classes, a logit is not finite, a list doesn't have length n, or an option is
 *   unknown
 *
 * @example simplexSlider([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // prints: …
 * // text   logit of A  logit of B  logit of C  probability of A  probability of B  probability of C  predicted
 * // row 0        1.00        2.00        0.50            0.2312            0.6285            0.1402          B
 * // …
 */
export function simplexSlider(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: PointOptions = {},
): Chart {
  const { points: all, labels: names } = checkPoints("simplexSlider", logits, labels, 3, options);
  const points = sampleEvenly(all, mostPoints);
  const sample = sampleNote(points.length, all.length);
  const title = simplexTitle(all.length);
  const description = simplexDescription(points, names) + sample;
  const subtitle = [
    "Move the slider: to the left the points run to the corners, to the right to the centre.",
    `Does one of them ever cross a border?${sample}`,
  ];
  const shared = { title: { text: title, subtitle }, description };
  return createChart({
    title,
    description,
    spec: { ...simplexSpec(points, names), ...shared },
    narrow: { ...simplexSpec(points, names, narrowRoom - 70), ...shared },
    table: simplexTable(all, names),
    pictured: [],
  });
}
