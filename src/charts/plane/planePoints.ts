import { softmax } from "../../logits/softmax.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { type Point, verdictOf } from "../reading/readPoints.js";
import { formatLogit } from "../words/formatLogit.js";
import { formatProbability } from "../words/formatProbability.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";
import { planeAxes } from "./planeAxes.js";

/** How a point on the coloured plane looks: light or dark, and in a shape of its own, with a dark edge. */
export const planeStyles = [
  { colour: palette.paper, shape: "circle", symbol: "circle" },
  { colour: palette.ink, shape: "diamond", symbol: "diamond" },
] as const;

/** Points on the plane of two logits as Vega-Lite layers, in two groups; it needs the groups' names as the parameter `groups`. */
export function planePoints(
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
  };
  return [
    {
      data: { name: "points", values: points.map((point) => pointValue(point, labels, groups)) },
      mark: { type: "point", stroke: palette.ink, strokeWidth: 1.2, opacity: 1 },
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

/** 0 for right, or for class 0 where the truth isn't known; else 1. */
export function groupOf(point: Point): 0 | 1 {
  const verdict = verdictOf(point);
  return (verdict ? verdict === "wrong" : point.predicted === 1) ? 1 : 0;
}
