import { palette } from "../frame/theme.js";
import type { JsonObject } from "../MimeBundle.js";
import { isolate } from "../words/isolate.js";
import { shorten } from "../words/shorten.js";
import { regionMiddle } from "./decisionRegions.js";
import { inTriangle, type Shares } from "./ternary.js";
import { triangleAxes } from "./triangleAxes.js";

const decorative = { aria: false, clip: false };

/** The words around and in a triangle as Vega-Lite layers: who is predicted where, what each side measures, the corners. */
export function triangleNames(labels: readonly string[]): JsonObject[] {
  return [regionNames(labels), ...sideNames(labels), ...corners(labels)];
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
