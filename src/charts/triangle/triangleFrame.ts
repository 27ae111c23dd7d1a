import { classColours, palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { decisionRegion } from "./decisionRegions.js";
import { inTriangle, shareLine } from "./ternary.js";
import { triangleAxes } from "./triangleAxes.js";
import { triangleNames } from "./triangleNames.js";

const shares = [0.2, 0.4, 0.6, 0.8];
const decorative = { aria: false, clip: false };

/**
 * The triangle of probabilities as Vega-Lite layers: three lightly coloured regions that say which class is predicted there,
 * lines of equal probability every 0.2 with their numbers, and the classes at the corners.
 */
export function triangleFrame(labels: readonly string[]): JsonObject[] {
  return [regions(), lines(), numbers(), ...triangleNames(labels)];
}

function regions(): JsonObject {
  const values = [0, 1, 2].flatMap((region) =>
    decisionRegion(region).map((corner, order) => ({ region, order, ...inTriangle(corner) })),
  );
  return {
    data: { name: "regions", values },
    mark: { type: "line", interpolate: "linear-closed", strokeOpacity: 0.6, ...decorative },
    encoding: {
      ...triangleAxes,
      order: { field: "order" },
      detail: { field: "region" },
      stroke: { value: palette.softInk },
      fill: {
        field: "region",
        type: "ordinal",
        scale: { domain: [0, 1, 2], range: classColours.slice(0, 3) },
        legend: null,
      },
      fillOpacity: { value: 0.1 },
      strokeWidth: { value: 1 },
    },
  };
}

function lines(): JsonObject {
  const values = [0, 1, 2].flatMap((classIndex) =>
    shares.map((share) => {
      const [from, to] = shareLine(classIndex, share).map(inTriangle);
      return { x: from.x, y: from.y, x2: to.x, y2: to.y };
    }),
  );
  return {
    data: { name: "lines", values },
    mark: { type: "rule", color: "#C8C8C8", strokeWidth: 0.7, ...decorative },
    encoding: { ...triangleAxes, x2: { field: "x2" }, y2: { field: "y2" } },
  };
}

/** Where a number stands from the end of its line: left of the left side, below, right of the right side. */
const besides = [
  { dx: -8, dy: 0, align: "right" },
  { dx: 6, dy: 12, align: "center" },
  { dx: 7, dy: -5, align: "left" },
];

function numbers(): JsonObject {
  return {
    layer: besides.map((place, classIndex) => ({
      data: { values: shares.map((share) => numberAt(classIndex, share)) },
      mark: {
        type: "text",
        fontSize: 11,
        color: palette.softInk,
        baseline: "middle",
        ...place,
        ...decorative,
      },
      encoding: { ...triangleAxes, text: { field: "share" } },
    })),
  };
}

function numberAt(classIndex: number, share: number): JsonObject {
  const [from] = shareLine(classIndex, share);
  return { ...inTriangle(from), share: share.toFixed(1) };
}
