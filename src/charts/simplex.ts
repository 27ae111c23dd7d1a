import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import type { Chart } from "./Chart.js";
import { createPlotlyChart } from "./createPlotlyChart.js";
import { plotlyConfig, plotlyLayout } from "./frame/plotlyTheme.js";
import type { JsonObject } from "./MimeBundle.js";
import type { ClassLabels } from "./reading/readClassLogits.js";
import {
  type Point,
  type PointOptions,
  readPoints,
  sampleEvenly,
  sampleNote,
} from "./reading/readPoints.js";
import { simplexDescription, simplexTable, simplexTitle } from "./triangle/simplexWords.js";
import { playButtons, temperatureSteps } from "./triangle/temperatureFrames.js";
import { formatTemperature, temperatures } from "./triangle/temperatures.js";
import { ternaryAxes, ternaryBackground } from "./triangle/ternaryFrame.js";
import { sharesAt, ternaryGroups, ternaryMarkers } from "./triangle/ternaryPoints.js";
import { triangleSpec } from "./triangle/triangleSpec.js";

/** Each point is in each of the 41 frames: more would make a stored lesson heavy. */
const mostPoints = 1000;

/**
 * Three classes in a triangle, carried along by the temperature in frames, with a play button: every text is a point, the
 * nearer to a corner, the larger that class's probability.
 *
 * Of more than 1,000 texts an even sample of 1,000 is drawn. Drawn by Plotly, whose slider knows no keyboard:
 * `simplexSlider` is the same picture with a native slider, and this one's still picture.
 *
 * @param logits `[n, 3]`, in log-odds
 * @param labels the three classes' labels, or a model's `id2label`
 * @param options `label_ids` and `texts`, `[n]`
 * @throws {ChartError} for other than three classes, for a logit that is not finite, and for lists of other lengths than n
 *
 * @example simplex([[1, 2, 0.5], [0.2, 3, 1], [-1, 0, 2]], ["A", "B", "C"])
 * // row 0 at T = 1: A 0.2312, B 0.6285, C 0.1402; at T = 0.05: B >0.9999; at T = 20: A 0.3304, B 0.3473, C 0.3222
 */
export function simplex(
  logits: LogitsBatch | LogitsTensor,
  labels: ClassLabels,
  options: PointOptions = {},
): Chart {
  const { points: all, labels: names } = readPoints("simplex", logits, labels, 3, options);
  const points = sampleEvenly(all, mostPoints);
  const sample = sampleNote(points.length, all.length);
  const title = simplexTitle(all.length);
  const description = simplexDescription(points, names) + sample;
  const subtitle = `Press ▶, or move the slider: does a point ever cross a border?${sample}`;
  return createPlotlyChart({
    title,
    description,
    figure: figureOf(points, names, { title, subtitle, description }),
    still: {
      ...triangleSpec(points, names),
      title: { text: title, subtitle: `Here at T = 1, as the model says.${sample}` },
      description,
    },
    table: simplexTable(points, names),
  });
}

function figureOf(
  points: readonly Point[],
  labels: readonly string[],
  words: { title: string; subtitle: string; description: string },
): JsonObject {
  const groups = ternaryGroups(points, labels);
  const background = ternaryBackground(points, labels);
  return {
    data: [...background, ...groups.map((group) => ternaryMarkers(group, labels))],
    layout: {
      ...plotlyLayout(words.title, words.subtitle, words.description),
      height: 640,
      margin: { t: 108, b: 40, l: 60, r: 60 },
      showlegend: points[0].truth !== undefined,
      legend: { x: 0.98, xanchor: "right", y: 1.02, font: { size: 12 } },
      ternary: ternaryAxes(labels),
      sliders: [temperatureSteps()],
      updatemenus: [playButtons()],
    },
    frames: temperatures.map((temperature) => ({
      name: formatTemperature(temperature),
      data: groups.map((group) => sharesAt(group.points, temperature)),
      traces: groups.map((_, i) => background.length + i),
    })),
    config: plotlyConfig(),
  };
}
