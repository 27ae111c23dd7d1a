import type { LogitsBatch, LogitsTensor } from "../logits/Logits.js";
import { sigmoid } from "../logits/sigmoid.js";
import { softmax } from "../logits/softmax.js";
import {
  type Chart,
  ChartError,
  type ChartTable,
  createPlotlyChart,
  type JsonObject,
} from "./Chart.js";
import { type ClassLabels, checkChartOptions, checkClassLogits } from "./parts/checks.js";
import { groupOf, logitPlane, planeStyles, probabilityColours } from "./parts/logitPlane.js";
import {
  checkPoints,
  type Point,
  type PointOptions,
  sampleEvenly,
  sampleNote,
} from "./parts/points.js";
import { palette, plotlyConfig, plotlyLayout } from "./parts/theme.js";
import {
  formatLogit,
  formatProbability,
  isolate,
  plainName,
  shorten,
  twelveDecimals,
} from "./parts/words.js";

const mostPoints = 1000;

/**
 * The probability of class 1 as a surface over all pairs of logits: a landscape to turn with the pointer.
 *
 * It is the same along every diagonal: when both logits grow by the same amount, the probability stays the same, since only
 * their difference counts. The line of equal logits, at 0.5, separates the two predictions. The axes run from -6 to 6, or as
 * far as the given points need. If there are more than 1,000 points, an evenly spaced sample of 1,000 is drawn. The still
 * picture is the same surface seen from above.
 *
 * @param labels the labels of the two classes
 * @param options `logits` `[n, 2]` (log-odds) become points on the surface, marked as right or wrong where `label_ids` `[n]`
 *   are given; `texts` `[n]` are shown when the pointer is over a point
 * @throws {ChartError} when there are not two classes, a logit is not finite, a list doesn't have length n, or an option is
 *   unknown
 *
 * @example logitSpace(["NEGATIVE", "POSITIVE"], { logits: [[-3.48, 3.85]] })
 * // prints: …
 * // text   logit of NEGATIVE  logit of POSITIVE  probability of POSITIVE
 * // row 0              -3.48               3.85                   0.9993
 */
export function logitSpace(
  labels: ClassLabels,
  options: PointOptions & { logits?: LogitsBatch | LogitsTensor } = {},
): Chart {
  checkChartOptions("logitSpace", options, ["logits", "label_ids", "texts"]);
  const { logits, ...rest } = options;
  if (!logits && Object.values(rest).some((value) => value !== undefined)) {
    throw new ChartError(
      "logitSpace has points only with logits, and label_ids and texts describe points",
    );
  }
  const read = logits
    ? checkPoints("logitSpace", logits, labels, 2, rest)
    : { labels: checkClassLogits("logitSpace", [0, 0], labels, 2).labels, points: [] };
  const points = sampleEvenly(read.points, mostPoints);
  const largest = Math.max(...points.flatMap((point) => point.logits.map(Math.abs)), 0);
  // An even number, so that the ticks halfway are whole numbers.
  const reach = Math.max(6, 2 * Math.ceil(0.525 * largest));
  const [zero, one] = read.labels.map((label) => isolate(shorten(label, 30)));
  const title =
    "Only the difference between the two logits counts: along the diagonal nothing changes";
  const sample = sampleNote(points.length, read.points.length);
  const description =
    `The probability of ${one} over the logits of ${zero} and ${one}, from -${reach} to ${reach}: low where the logit of ` +
    `${zero} is larger, 0.5 where both are equal, high where the logit of ${one} is larger; ${points.length} points.${sample}`;
  const subtitle = `Drag to turn it. Follow any line: both logits grow, the probability stays the same.${sample}`;
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
        subtitle: `The surface seen from above, one colour per tenth of the probability.${sample}`,
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

/** The numbers of the points on the surface; without points, the probability for each of a few differences. */
function logitSpaceTable(points: readonly Point[], labels: readonly string[]): ChartTable {
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

/** Steps from one end of each axis to the other. */
const steps = 48;
/** How far the points are above the surface, as a probability. */
const above = 0.08;

/** The probability of class 1 at 49 × 49 pairs of logits, with lines of equal probability: all run along the diagonal. */
function logitSurface(labels: readonly string[], reach: number): JsonObject {
  const across = Array.from({ length: steps + 1 }, (_, i) => reach * ((2 * i) / steps - 1));
  const [zero, one] = labels.map((label) => plainName(label, 40));
  return {
    type: "surface",
    x: across,
    y: across,
    z: across.map((z1) => sigmoid(across.map((z0) => z1 - z0)).map(twelveDecimals)),
    cmin: 0,
    cmax: 1,
    colorscale: probabilityColours,
    opacity: 0.95,
    contours: {
      z: { show: true, start: 0.1, end: 0.91, size: 0.1, color: palette.paper, width: 1 },
    },
    lighting: { ambient: 0.9, diffuse: 0.3, specular: 0.05 },
    colorbar: {
      title: { text: `probability of ${plainName(labels[1], 30)}`, side: "right" },
      len: 0.7,
      thickness: 16,
      outlinewidth: 0,
    },
    hovertemplate:
      `logit of ${zero}: %{x:.2f}<br>logit of ${one}: %{y:.2f}<br>` +
      `probability of ${one} ≈ %{z:.4f}<extra></extra>`,
  };
}

/** The line where both logits are equal, halfway up the surface. */
function surfaceBoundary(reach: number): JsonObject {
  return {
    type: "scatter3d",
    mode: "lines",
    name: "decision boundary: equal logits",
    x: [-reach, reach],
    y: [-reach, reach],
    z: [0.5, 0.5],
    line: { color: palette.ink, width: 7 },
    hovertemplate: "equal logits %{x:.2f} and %{y:.2f}<br>probability 0.5<extra></extra>",
  };
}

/** The points of each group, a hair above the surface, which would otherwise cut each in half. */
function surfacePoints(
  points: readonly Point[],
  labels: readonly string[],
  groups: readonly string[],
): JsonObject[] {
  const names = labels.map((label) => plainName(label, 40));
  return planeStyles.flatMap(({ colour, edge, shape }, group): JsonObject[] => {
    const own = points.filter((point) => groupOf(point) === group);
    if (own.length === 0) return [];
    const rows = own.map(({ text, logits }) => [
      plainName(text, 100),
      ...logits.map(formatLogit),
      plainName(formatProbability(softmax(logits)[1]), 10),
    ]);
    return [
      {
        type: "scatter3d",
        mode: "markers",
        name: groups[group],
        x: own.map(({ logits }) => logits[0]),
        y: own.map(({ logits }) => logits[1]),
        z: own.map(({ logits }) => twelveDecimals(softmax(logits)[1] + above)),
        customdata: rows,
        marker: { symbol: shape, size: 6, color: colour, line: { color: edge, width: 1 } },
        hovertemplate:
          `%{customdata[0]}<br>logit of ${names[0]}: %{customdata[1]}<br>logit of ${names[1]}: %{customdata[2]}` +
          `<br>probability of ${names[1]}: %{customdata[3]}<extra></extra>`,
      },
    ];
  });
}

/** The box leaves room around the surface, since Plotly shows no words outside it. */
const room = 1.3;

/**
 * The box for a surface over two logits, from `-reach` to `reach`, with a height from 0 to 1.
 *
 * The names and numbers of the axes are annotations: in an axis's own texts Plotly reads tags but not entities, so no label
 * would be safe there.
 *
 * @param names the names of the three axes, as `plainText` returns them
 */
function sceneFrame(names: readonly [string, string, string], reach: number): JsonObject {
  const bare = { visible: false, showspikes: false, tickvals: [] };
  const flat = { ...bare, range: [-room * reach, room * reach] };
  return {
    xaxis: flat,
    yaxis: flat,
    zaxis: { ...bare, range: [-0.15, 1.15] },
    aspectmode: "manual",
    aspectratio: { x: 1.5, y: 1.5, z: 0.85 },
    camera: { eye: { x: -0.68, y: -1.6, z: 0.86 }, center: { x: 0.02, y: 0, z: -0.15 } },
    annotations: annotations(names, reach),
  };
}

/** The floor's edges, a vertical line, and the edges at 1, as one broken line. */
function sceneEdges(reach: number): JsonObject {
  const [low, high] = [-reach, reach];
  const corners = [
    [low, high],
    [low, low],
    [high, low],
    [high, high],
    [low, high],
  ];
  const column = (axis: 0 | 1) => corners.map((corner) => corner[axis]);
  return {
    type: "scatter3d",
    mode: "lines",
    x: [...column(0), null, low, low],
    y: [...column(1), null, high, high],
    z: [...corners.map(() => 0), null, 0, 1],
    line: { color: palette.other, width: 2 },
    hoverinfo: "skip",
    showlegend: false,
  };
}

function annotations([zero, one, height]: readonly string[], reach: number): JsonObject[] {
  const ticks = [-1, -0.5, 0, 0.5, 1].map((share) => share * reach);
  const beside = -1.12 * reach;
  const number = (x: number, y: number, z: number, value: number) =>
    words(x, y, z, String(value), palette.softInk);
  return [
    ...ticks.map((tick) => number(tick, beside, 0, tick)),
    ...ticks.map((tick) => number(beside, tick, 0, tick)),
    // No 0: it would overlap the last number of the second axis.
    ...[0.5, 1].map((tick) => number(beside, reach, tick, tick)),
    { ...words(0, beside, 0, zero, palette.ink), yshift: -26 },
    // It ends at its axis, so that a long label covers no part of the surface.
    { ...words(beside, 0, 0, one, palette.ink), yshift: -26, xshift: 24, xanchor: "right" },
    { ...words(beside, reach, 1, height, palette.ink), yshift: 22 },
  ];
}

function words(x: number, y: number, z: number, text: string, color: string): JsonObject {
  return { x, y, z, text, showarrow: false, font: { size: 12, color } };
}
