import type { JsonObject } from "../MimeBundle.js";
import { decisionRegion, regionMiddle } from "./decisionRegions.js";
import { isolate } from "./isolate.js";
import { shorten } from "./shorten.js";
import { inTriangle, type Shares, shareLine } from "./ternary.js";
import { classColours, palette } from "./theme.js";

const shares = [0.2, 0.4, 0.6, 0.8];
const decorative = { aria: false, clip: false };
/** The whole picture is drawn on two bare axes: the triangle brings its own. */
const across = scale("x", 1);
const up = scale("y", Math.sqrt(3) / 2);

function scale(field: string, end: number): JsonObject {
  return { field, type: "quantitative", axis: null, scale: { domain: [0, end], nice: false } };
}

/** The two axes that every layer over a {@link triangleFrame} shares. */
export const triangleAxes: JsonObject = { x: across, y: up };

/**
 * The triangle of probabilities as Vega-Lite layers: three lightly coloured regions that say which class is predicted there,
 * lines of equal probability every 0.2 with their numbers, and the classes at the corners.
 */
export function triangleFrame(labels: readonly string[]): JsonObject[] {
  return [
    regions(),
    lines(),
    numbers(),
    regionNames(labels),
    ...sideNames(labels),
    ...corners(labels),
  ];
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

function regionNames(labels: readonly string[]): JsonObject {
  const values = labels.map((label, region) => ({
    ...inTriangle(regionMiddle(region)),
    says: `predicted: ${isolate(shorten(label, 18))}`,
  }));
  return {
    data: { name: "regionNames", values },
    mark: {
      type: "text",
      fontSize: 12,
      fontStyle: "italic",
      color: palette.softInk,
      ...decorative,
    },
    encoding: { ...triangleAxes, text: { field: "says" } },
  };
}

/** Along each side whose numbers they are: up the left side, to the left below, down the right side. */
const sides = [
  { x: 82, y: 190, angle: -60, arrow: ["", " →"] },
  { x: 260, y: 476, angle: 0, arrow: ["← ", ""] },
  { x: 438, y: 190, angle: 60, arrow: ["", " →"] },
];

function sideNames(labels: readonly string[]): JsonObject[] {
  return labels.map((label, classIndex) => {
    const { arrow, ...place } = sides[classIndex];
    const says = `${arrow[0]}probability of ${isolate(shorten(label, 20))}${arrow[1]}`;
    return {
      data: { values: [{ says }] },
      mark: { type: "text", fontSize: 11, color: palette.softInk, ...place, ...decorative },
      encoding: { text: { field: "says" } },
    };
  });
}

function corners(labels: readonly string[]): JsonObject[] {
  return labels.map((label, classIndex) => {
    const corner = [0, 1, 2].map((i) => Number(i === classIndex)) as unknown as Shares;
    const says = shorten(label, 34);
    return {
      data: { values: [{ ...inTriangle(corner), says }] },
      mark: {
        type: "text",
        fontSize: 13,
        fontWeight: "bold",
        color: palette.ink,
        limit: 290,
        ...cornerPlace(classIndex, says.length),
        ...decorative,
      },
      encoding: { ...triangleAxes, text: { field: "says" } },
    };
  });
}

/** Centred at its corner, but a long name below starts or ends near it, so that the two don't meet. */
function cornerPlace(classIndex: number, length: number): JsonObject {
  if (classIndex === 0) return { dy: -10, align: "center" };
  if (length <= 12) return { dy: 22, align: "center" };
  return classIndex === 1 ? { dx: -40, dy: 42, align: "left" } : { dx: 40, dy: 42, align: "right" };
}
