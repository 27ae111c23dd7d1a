import { palette, theme } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import type { Point } from "../reading/readPoints.js";
import { shorten } from "../words/shorten.js";
import { bandColours, differenceAt } from "./differenceBands.js";
import { planeAxes } from "./planeAxes.js";
import { planePoints } from "./planePoints.js";

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
    // The outer bands end beyond the picture's corners, which are 2 × reach apart in difference.
    const low = band === 0 ? -2 * reach - 1 : differenceAt(band / 10);
    const high = band === 9 ? 2 * reach + 1 : differenceAt((band + 1) / 10);
    return [-reach, reach].map((z0) => ({ band, z0, z1: z0 + low, top: z0 + high }));
  });
  const [x, y] = planeAxes(labels, reach);
  return {
    data: { name: "bands", values },
    mark: { type: "area", clip: true, aria: false, line: false },
    encoding: {
      x,
      y,
      y2: { field: "top" },
      fill: {
        field: "band",
        type: "ordinal",
        // The highest probability on top of the legend, as it is in the picture.
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
          color: palette.ink,
          aria: false,
        },
        encoding: { x, y, text: { field: "says" } },
      },
    ],
  };
}
