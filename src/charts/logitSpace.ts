import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import type { Chart } from "./Chart.js";
import { createPlotlyChart } from "./createPlotlyChart.js";
import { plotlyConfig, plotlyLayout } from "./frame/plotlyTheme.js";
import { logitPlane } from "./plane/logitPlane.js";
import { logitSpaceTable } from "./plane/logitSpaceTable.js";
import { logitSurface, surfaceBoundary, surfacePoints } from "./plane/logitSurface.js";
import { sceneEdges, sceneFrame } from "./plane/sceneFrame.js";
import { type ClassLabels, readClassLogits } from "./reading/readClassLogits.js";
import { type PointOptions, readPoints, sampleEvenly, sampleNote } from "./reading/readPoints.js";
import { isolate } from "./words/isolate.js";
import { plainName } from "./words/plainName.js";
import { shorten } from "./words/shorten.js";

const mostPoints = 1000;

/**
 * The probability of class 1 as a surface over all pairs of two logits: a landscape that one turns with the pointer.
 *
 * It is the same along every diagonal: when both logits grow by the same amount, the probability stays, since only their
 * difference counts. The line of equal logits, at 0.5, parts the two predictions. The axes reach from -6 to 6, or as far as
 * the given points need. Of more than 1,000 points an even sample of 1,000 is drawn. Its still picture is the same surface
 * seen from above.
 *
 * @param labels of the two classes
 * @param options `logits` `[n, 2]` (log-odds) become points on the surface, with `label_ids` `[n]` as right and
 *   wrong; `texts` `[n]` are shown when the pointer is over a point
 * @throws {ChartError} for other than two classes, for a logit that is not finite, and for lists of other lengths than n
 *
 * @example logitSpace(["NEGATIVE", "POSITIVE"], { logits: [[-3.48, 3.85]] })
 * // at logits -3.48 and 3.85 the surface is at sigmoid(3.85 + 3.48) = 0.9993
 */
export function logitSpace(
  labels: ClassLabels,
  options: PointOptions & { logits?: LogitsBatch | LogitsTensor } = {},
): Chart {
  const { logits, ...rest } = options;
  const read = logits
    ? readPoints("logitSpace", logits, labels, 2, rest)
    : { labels: readClassLogits("logitSpace", [0, 0], labels, 2).labels, points: [] };
  const points = sampleEvenly(read.points, mostPoints);
  const largest = Math.max(...points.flatMap((point) => point.logits.map(Math.abs)), 0);
  // An even number, so that the axes' halves are whole.
  const reach = Math.max(6, 2 * Math.ceil(0.525 * largest));
  const [zero, one] = read.labels.map((label) => isolate(shorten(label, 30)));
  const title = "Only the difference of the two logits counts: along the diagonal nothing changes";
  const sample = sampleNote(points.length, read.points.length);
  const description =
    `The probability of ${one} over the logits of ${zero} and ${one}, from -${reach} to ${reach}: low where the logit of ` +
    `${zero} is larger, 0.5 where both are equal, high where the logit of ${one} is larger; ${points.length} points.${sample}`;
  const subtitle = `Drag to turn it. Follow any line: both logits grow, the probability stays.${sample}`;
  const groups = (written: string[]) =>
    points[0]?.truth === undefined ? written.map(predictedName) : ["right", "wrong"];
  return createPlotlyChart({
    title,
    description,
    figure: {
      data: [
        logitSurface(read.labels, reach),
        sceneEdges(reach),
        surfaceBoundary(reach),
        ...surfacePoints(
          points,
          read.labels,
          groups(read.labels.map((label) => plainName(label, 30))),
        ),
      ],
      layout: {
        ...plotlyLayout(title, subtitle, description),
        height: 620,
        margin: { t: 100, b: 10, l: 10, r: 10 },
        legend: { orientation: "h", x: 0.02, y: 1, yanchor: "bottom" },
        scene: sceneFrame(axisNames(read.labels), reach),
      },
      config: plotlyConfig(),
    },
    still: {
      ...logitPlane(points, read.labels, reach, groups([zero, one])),
      title: {
        text: title,
        subtitle: `The surface seen from above, one colour a tenth of the probability.${sample}`,
      },
      description,
    },
    table: logitSpaceTable(points, read.labels),
  });
}

function predictedName(label: string, index: number): string {
  return `predicted ${index}: ${label}`;
}

function axisNames(labels: readonly string[]): [string, string, string] {
  const [zero, one] = labels.map((label) => plainName(label, 26));
  return [`logit of ${zero}`, `logit of ${one}`, `probability of ${one}`];
}
