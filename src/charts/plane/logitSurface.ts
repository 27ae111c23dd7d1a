import { sigmoid } from "../../logits/sigmoid.js";
import { softmax } from "../../logits/softmax.js";
import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import type { Point } from "../reading/readPoints.js";
import { formatLogit } from "../words/formatLogit.js";
import { formatProbability } from "../words/formatProbability.js";
import { plainName } from "../words/plainName.js";
import { probabilityColours } from "./differenceBands.js";
import { groupOf, planeStyles } from "./planePoints.js";

/** As many steps from end to end of each axis. */
const steps = 60;
/** How far the points are above the surface, as a probability. */
const above = 0.025;

/** The probability of class 1 at 61 × 61 pairs of logits, with lines of equal probability: all run along the diagonal. */
export function logitSurface(labels: readonly string[], reach: number): JsonObject {
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
      z: { show: true, start: 0.1, end: 0.91, size: 0.1, color: palette.softInk, width: 1 },
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
export function surfaceBoundary(reach: number): JsonObject {
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

/** The points of each group, a hair above the surface, which would else cut each in half. */
export function surfacePoints(
  points: readonly Point[],
  labels: readonly string[],
  groups: readonly string[],
): JsonObject[] {
  const names = labels.map((label) => plainName(label, 40));
  return planeStyles.flatMap(({ colour, symbol }, group): JsonObject[] => {
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
        marker: { symbol, size: 6, color: colour, line: { color: palette.ink, width: 1 } },
        hovertemplate:
          `%{customdata[0]}<br>logit of ${names[0]}: %{customdata[1]}<br>logit of ${names[1]}: %{customdata[2]}` +
          `<br>probability of ${names[1]}: %{customdata[3]}<extra></extra>`,
      },
    ];
  });
}

/** Closer than any eye, and half the size in a stored lesson. */
const twelveDecimals = (value: number) => Number(value.toFixed(12));
