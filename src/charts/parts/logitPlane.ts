import { softmax } from "../../logits/softmax.js";
import type { JsonObject } from "../Chart.js";
import { type Point, verdictOf } from "./points.js";
import { palette, theme } from "./theme.js";
import { formatLogit, formatProbability, isolate, shorten } from "./words.js";

/**
 * The plane of two logits seen from above: bands of equal probability, all along the diagonal, the boundary, and points.
 *
 * @param reach the plane goes from -reach to reach on both axes
 * @param groups the names of the two groups that points fall into
 */
export function logitPlane(
  points: readonly Point[],
  labels: readonly string[],
  reach: number,
  groups: readonly string[],
): JsonObject {
  return {
    ...theme(),
    params: [{ name: "groups", value: [...groups] }],
    width: 420,
    height: 420,
    layer: [
      bands(labels, reach),
      boundary(labels, reach),
      ...planePoints(points, labels, reach, groups),
    ],
    resolve: { scale: { color: "independent", fill: "independent" } },
  };
}

function bands(labels: readonly string[], reach: number): JsonObject {
  const values = bandColours.flatMap((_, band) => {
    // The outer bands end beyond the picture's corners, where the logits differ by 2 × reach.
    const low = band === 0 ? -2 * reach - 1 : differenceAt(band / 10);
    const high = band === 9 ? 2 * reach + 1 : differenceAt((band + 1) / 10);
    return [-reach, reach].map((z0) => ({ band, z0, z1: z0 + low, top: z0 + high }));
  });
  const [x, y] = planeAxes(labels, reach);
  return {
    data: { name: "bands", values },
    mark: {
      type: "area",
      opacity: 1,
      clip: true,
      aria: false,
      line: { color: palette.paper, strokeWidth: 1 },
    },
    encoding: {
      x,
      y,
      y2: { field: "top" },
      fill: {
        field: "band",
        type: "ordinal",
        // The highest probability at the top of the legend, as in the picture.
        scale: { domain: bandColours.map((_, band) => 9 - band), range: bandColours.toReversed() },
        legend: {
          title: ["probability of", shorten(labels[1], 24)],
          labelExpr:
            "format(datum.value / 10, '.1f') + ' to ' + format((datum.value + 1) / 10, '.1f')",
          symbolType: "square",
          symbolSize: 220,
          symbolStrokeWidth: 0,
        },
      },
    },
  };
}

function boundary(labels: readonly string[], reach: number): JsonObject {
  const [x, y] = planeAxes(labels, reach);
  const ends = [-reach, reach].map((z) => ({ z0: z, z1: z }));
  return {
    layer: [
      {
        data: { name: "boundary", values: ends },
        mark: { type: "line", color: palette.ink, strokeWidth: 2, aria: false },
        encoding: { x, y },
      },
      {
        data: { values: [{ z0: 0, z1: 0, says: "equal logits: 0.5" }] },
        mark: {
          type: "text",
          angle: -45,
          dy: -9,
          dx: -110,
          fontSize: 12,
          fontWeight: "bold",
          // On the darker side of the line.
          color: palette.paper,
          aria: false,
        },
        encoding: { x, y, text: { field: "says" } },
      },
    ],
  };
}

/**
 * How a point on the coloured plane looks: light with a dark edge, or dark with a light one, and in a shape of its own. Vega and
 * Plotly call these shapes by the same names.
 */
export const planeStyles = [
  { colour: palette.paper, edge: palette.ink, shape: "circle" },
  { colour: palette.ink, edge: palette.paper, shape: "diamond" },
] as const;

/** Points on the plane of two logits as Vega-Lite layers, in two groups; it needs the groups' names as the parameter `groups`. */
function planePoints(
  points: readonly Point[],
  labels: readonly string[],
  reach: number,
  groups: readonly string[],
): JsonObject[] {
  if (points.length === 0) return [];
  const [x, y] = planeAxes(labels, reach);
  const channel = (range: string[], legend: JsonObject | null): JsonObject => ({
    field: "group",
    type: "nominal",
    scale: { domain: [0, 1], range },
    legend,
  });
  const legend = {
    title: null,
    orient: "bottom",
    direction: "vertical",
    labelExpr: "groups[datum.value]",
    labelLimit: 300,
    symbolFillColor: palette.paper,
    symbolStrokeColor: palette.ink,
  };
  return [
    {
      data: { name: "points", values: points.map((point) => pointValue(point, labels, groups)) },
      mark: { type: "point", strokeWidth: 1.2, opacity: 1 },
      encoding: {
        x,
        y,
        size: { value: points.length > 100 ? 45 : 90 },
        shape: channel(
          planeStyles.map(({ shape }) => shape),
          legend,
        ),
        fill: channel(
          planeStyles.map(({ colour }) => colour),
          null,
        ),
        // No scale, which the legend on the paper would follow.
        stroke: {
          condition: { test: "datum.group === 1", value: planeStyles[1].edge },
          value: planeStyles[0].edge,
        },
        tooltip: [
          { field: "text", title: "text" },
          { field: "logit0", title: "logit of class 0" },
          { field: "logit1", title: "logit of class 1" },
          { field: "probability", title: "probability of class 1" },
          { field: "groupName", title: "group" },
        ],
        description: { field: "spoken" },
      },
    },
  ];
}

function pointValue(
  point: Point,
  labels: readonly string[],
  groups: readonly string[],
): JsonObject {
  const [z0, z1] = point.logits;
  const [logit0, logit1] = point.logits.map(formatLogit);
  const probability = formatProbability(softmax(point.logits)[1]);
  const spoken =
    `${isolate(shorten(point.text, 80))}: logits ${logit0} and ${logit1}, ` +
    `probability of ${isolate(shorten(labels[1], 40))} ${probability}`;
  return {
    text: shorten(point.text, 200),
    z0,
    z1,
    logit0,
    logit1,
    probability,
    group: groupOf(point),
    groupName: groups[groupOf(point)],
    spoken,
  };
}

/** 0 for right, or for class 0 where the truth isn't known; otherwise 1. */
export function groupOf(point: Point): 0 | 1 {
  const verdict = verdictOf(point);
  return (verdict ? verdict === "wrong" : point.predicted === 1) ? 1 : 0;
}

/** The axes of two logits, fields `z0` and `z1`, from `-reach` to `reach`. */
function planeAxes(labels: readonly string[], reach: number): [JsonObject, JsonObject] {
  const axis = (field: string, label: string): JsonObject => ({
    field,
    type: "quantitative",
    title: `logit of ${isolate(shorten(label, 40))} (log-odds)`,
    scale: { domain: [-reach, reach], nice: false },
    axis: { grid: false, tickCount: 7 },
  });
  return [axis("z0", labels[0]), axis("z1", labels[1])];
}

/** From light to dark blue: even at 0 the surface stands out from the paper, at 3 to 1. */
const [lightest, darkest] = ["#6C9CBB", "#0A4F7A"];

/** The same as a continuous scale for Plotly. */
export const probabilityColours: [number, string][] = [
  [0, lightest],
  [1, darkest],
];

/** The same scale in ten steps, one for each tenth of the probability. */
export const bandColours: readonly string[] = Array.from({ length: 10 }, (_, band) =>
  mixed(lightest, darkest, band / 9),
);

function mixed(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, "0")
      .toUpperCase();
  });
  return `#${channels.join("")}`;
}

/** The logit difference at which a probability is reached, the inverse of the sigmoid: ln(p / (1 - p)). */
export function differenceAt(probability: number): number {
  return Math.log(probability / (1 - probability));
}
